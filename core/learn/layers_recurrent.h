// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/layers.h"
#include "core/learn/ops_hippo.h"

#include <memory>
#include <optional>

namespace kaba::learn {

/// A HiPPO memory that listens to one feature of input and hidden state and that the hidden state hears, as in ops_hippo.h.
/// Its initial weights follow from a stream of their own: the network round it starts as it would without.
struct HippoMemoryCell {
    Dense input; ///< to the feature
    WeightRef feature, readout;
    std::shared_ptr<const MemoryMatrices> matrices;
};

/// A recurrent network with tanh and a dense map behind it; initial weights uniform in ±1/√width.
struct RnnLayer {
    Dense input;
    WeightRef recurrent;
    Dense output;
    Index horizon = 0; ///< as in ops_recurrent.h; gradients pass everywhere where there is a memory
    std::optional<HippoMemoryCell> memory = {};
};

/// The matrices of a memory of that order by the bilinear rule: LegS at each of `length` positions with A/t, t from 1 on;
/// LegT with a window of that many positions. Requires a memory. Cost O(length·N³) for LegS.
MemoryMatrices memoryMatrices(RecurrentMemory memory, Index order, Index length, Index window);

/// An LSTM and a dense map behind it; initial weights as for RnnLayer, the bias of the forget gate 1 (Jozefowicz,
/// Zaremba and Sutskever, 2015).
struct LstmLayer {
    Dense input;
    WeightRef recurrent;
    Dense output;
    Index horizon = 0;
};

template <class Scalar>
RnnLayer addRnn(const Initialiser<Scalar>& at, const MixerSettings& settings);
template <class Scalar>
LstmLayer addLstm(const Initialiser<Scalar>& at, const MixerSettings& settings);

/// x [B, L, C] → [B, L, C]. Causal.
template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const RnnLayer& layer, const Tensor<Scalar>& x);
template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const LstmLayer& layer, const Tensor<Scalar>& x);

} // namespace kaba::learn
