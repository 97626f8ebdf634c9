// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/layers.h"
#include "core/learn/ops_ssm.h"

namespace kaba::learn {

/// H diagonal systems of order N with a skip D: log(−Re A), Im A, B (or 1), C and log Δ are trained.
struct DiagonalLayer {
    WeightRef logStep, logDecay, imagA, realC, imagC, skip;
    WeightRef realB, imagB; ///< where trainsInput
    bool trainsInput = false;
    DiagonalRule rule = DiagonalRule::Zoh;
};

/// Diagonal systems, GELU, a dense map. Source: S4D (2022), as safari's synthetics use it: poles of S4D-Inv shared by the
/// channels, ZOH, B = 1, C starting as a normal draw times one shared by the channels.
struct S4dLayer {
    DiagonalLayer system;
    Dense output;
};

/// qᵀ diagonal(shift(k) vᵀ) of every head. Source: Fu et al., Hungry Hungry Hippos (2023), algorithm 1; poles of S4D-Lin,
/// bilinear, one diagonal system for each head. Channels are head-major as in ops_heads.h on the way in and on the way out.
/// The authors' code leaves the product j-major (channel j·heads + h): rows h·d + j of our output map are its columns
/// j·heads + h. With heads of one channel both are the same.
struct H3Layer {
    Dense query, key, value, output;
    WeightRef shiftInput, shiftReadout, shiftSkip;
    DiagonalLayer memory;
    Index heads = 1;
};

/// K_l = Re Σ_n C_n (e^{λ_n} − 1)/λ_n e^{λ_n l}, λ = −e^a + i e^b shared by the channels, with a skip D.
/// Source: Gupta, Gu and Berant, Diagonal State Spaces are as Effective (2022), without Δ.
struct DssLayer {
    WeightRef logDecay, logFrequency, realC, imagC, skip;
};

/// out((expand(dss(v)) ⊙ u)), u = GELU(gate(x)), v = GELU(input(x)). It stands without the two dense maps behind other
/// mixers. Source: Mehta et al., Long Range Language Modeling via Gated State Spaces (2022), 3.2; initial values of its
/// kernel N(0, 1) as in public reimplementations, for the authors' code is not public.
struct GssLayer {
    Dense gate, input;
    DssLayer memory;
    Dense expand, output;
};

template <class Scalar>
S4dLayer addS4d(const Initialiser<Scalar>& at, const MixerSettings& settings);
template <class Scalar>
H3Layer addH3(const Initialiser<Scalar>& at, const MixerSettings& settings);
template <class Scalar>
GssLayer addGss(const Initialiser<Scalar>& at, const MixerSettings& settings);

/// kernel * x + skip ⊙ x, the kernel left out where its part is.
template <class Scalar>
Tensor<Scalar> convolve(const Pass<Scalar>& pass, const Tensor<Scalar>& x, const Tensor<Scalar>& kernel,
                        const Tensor<Scalar>& skip, Part part);

/// Δ log-uniform in 10⁻³ … 10⁻¹.
double drawnLogStep(Random& random);

/// x [B, L, C] → [B, L, C]. Causal.
template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const S4dLayer& layer, const Tensor<Scalar>& x);
template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const H3Layer& layer, const Tensor<Scalar>& x);
template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const GssLayer& layer, const Tensor<Scalar>& x);

} // namespace kaba::learn
