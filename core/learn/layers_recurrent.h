// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/layers.h"

namespace kaba::learn {

/// A recurrent network with tanh and a dense map behind it; initial weights uniform in ±1/√width.
struct RnnLayer {
    Dense input;
    WeightRef recurrent;
    Dense output;
    Index horizon = 0; ///< as in ops_recurrent.h
};

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
