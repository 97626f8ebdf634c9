// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/layers_ssm.h"

#include <memory>

namespace kaba::learn {

/// One system x' = A x + B u for each channel with A, B and Δ fixed, readout C and skip D trained; GELU, a dense map. All
/// channels share A and B; Δ is log-uniform. Each state is scaled to answer an impulse with unit energy on average, so that
/// no A is favoured by its units. Source: LSSL (2021), section 5 and appendix E, LSSL-fixed with one output a channel.
struct LsslLayer {
    std::shared_ptr<const StateBank> bank;
    WeightRef readout, skip;
    Dense output;
};

template <class Scalar>
LsslLayer addLssl(const Initialiser<Scalar>& at, const MixerSettings& settings);

/// x [B, L, C] → [B, L, C]. Causal. Requires L ≤ the settings' length.
template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const LsslLayer& layer, const Tensor<Scalar>& x);

} // namespace kaba::learn
