// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/ops_ssm.h"
#include "core/learn/pass.h"
#include "core/math/random.h"

#include <string>

namespace kaba::learn {

/// Adds weights whose names begin alike, with initial values from one stream of random numbers.
template <class Scalar>
struct Initialiser {
    Weights<Scalar>& weights;
    Random& random;
    std::string prefix = {};

    Initialiser under(const std::string& name) const { return {weights, random, prefix + name + "."}; }
    WeightRef constant(const std::string& name, Shape shape, double value) const;
    WeightRef normal(const std::string& name, Shape shape, double deviation) const;
    /// Any other law, in a group of choice.
    WeightRef drawn(const std::string& name, Shape shape, WeightGroup group,
                    const std::function<double()>& draw) const;
};

struct Dense {
    WeightRef weight, bias;
};
struct Normalisation {
    WeightRef gain, bias;
};

/// Causal softmax attention. Source: Vaswani et al. (2017), 3.2; sizes of safari's MHA, q, k, v with bias.
struct AttentionLayer {
    Dense query, key, value, output;
    Index heads = 1;
    double dropout = 0; ///< of the attention weights
};

/// H diagonal systems of order N with a skip D: log(−Re A), Im A, B (or 1), C and log Δ are trained.
struct DiagonalLayer {
    WeightRef logStep, logDecay, imagA, realC, imagC, skip;
    WeightRef realB, imagB; ///< where trainsInput
    bool trainsInput = false;
    DiagonalRule rule = DiagonalRule::Zoh;
};

/// Diagonal systems, GELU, a dense map. Source: S4D (2022), as safari's synthetics use it: poles of S4D-Inv shared by the
/// channels, ZOH, B = 1.
struct S4dLayer {
    DiagonalLayer system;
    Dense output;
};

/// q ⊙ diagonal(shift(k) ⊙ v) with heads of one channel. Source: Fu et al., Hungry Hungry Hippos (2023), algorithm 1;
/// poles of S4D-Lin, bilinear.
struct H3Layer {
    Dense query, key, value, output;
    WeightRef shiftInput, shiftReadout, shiftSkip;
    DiagonalLayer memory;
};

struct MixerSettings {
    Index width = 32;
    Index order = 64;              ///< N of a state space, N/2 complex modes
    Index heads = 1;               ///< of attention
    double dropout = 0;            ///< of the attention weights
    double outputDeviation = 0.02; ///< of the last dense map's initial weights
};

template <class Scalar>
Dense addDense(const Initialiser<Scalar>& at, Index from, Index to, double deviation = 0.02);
template <class Scalar>
Normalisation addNormalisation(const Initialiser<Scalar>& at, Index width);
template <class Scalar>
AttentionLayer addAttention(const Initialiser<Scalar>& at, const MixerSettings& settings);
template <class Scalar>
S4dLayer addS4d(const Initialiser<Scalar>& at, const MixerSettings& settings);
template <class Scalar>
H3Layer addH3(const Initialiser<Scalar>& at, const MixerSettings& settings);

/// x [B, L, C] → [B, L, C]; the dense map to its own width. Causal.
template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const Dense& layer, const Tensor<Scalar>& x);
template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const Normalisation& layer, const Tensor<Scalar>& x);
template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const AttentionLayer& layer, const Tensor<Scalar>& x);
template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const DiagonalLayer& layer, const Tensor<Scalar>& x);
template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const S4dLayer& layer, const Tensor<Scalar>& x);
template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const H3Layer& layer, const Tensor<Scalar>& x);

} // namespace kaba::learn
