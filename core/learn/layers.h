// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    /// A stream of random numbers that follows from this one and leaves it as it is, so that what is drawn from it changes
    /// nothing of what is drawn later from this.
    Random forked() const;
    WeightRef constant(const std::string& name, Shape shape, double value) const;
    WeightRef normal(const std::string& name, Shape shape, double deviation) const;
    /// Uniform in −most … most.
    WeightRef uniform(const std::string& name, Shape shape, double most) const;
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

/// down(GELU(up(norm(x)))).
struct FeedForward {
    Normalisation before;
    Dense up, down;
};

/// Where the poles of diagonal systems start. Real parts are −½ but for Random.
enum class Poles {
    Usual,  ///< S4D-Inv in S4D, S4D-Lin in H3
    Lin,    ///< imaginary parts πn
    Inv,    ///< imaginary parts (N/π)(N/(2n + 1) − 1)
    LegS,   ///< the eigenvalues of the normal part of HiPPO-LegS
    Random, ///< −e^a + i e^b with a and b from N(0, 1), as in GSS
    Spread, ///< imaginary parts uniform in 0 … πN/2, the span of Lin
};

/// What a recurrent network remembers with besides its hidden state.
enum class RecurrentMemory {
    None,
    LegS, ///< scaled HiPPO-LegS: the whole past
    LegT, ///< HiPPO-LegT: a window
};

struct MixerSettings {
    Index width = 32;
    Index length = 0;  ///< the longest sequence, for fixed state spaces and memories
    Index inner = 128; ///< of the gate of GSS
    Index order = 64;  ///< N of a state space: N/2 complex modes with their conjugates, of GSS N complex ones
    Index heads = 1;   ///< of attention
    Index headWidth = 1;           ///< of H3
    double dropout = 0;            ///< of the attention weights
    double outputDeviation = 0.02; ///< of the last dense map's initial weights; S4D and H3 take 0.02
    Index horizon = 0;             ///< of recurrent networks, as in ops_recurrent.h
    Poles poles = Poles::Usual;    ///< of S4D and H3; of LSSL: LegS, or Random for any other
    bool trainsPoles = true;       ///< of S4D and H3
    RecurrentMemory memory = RecurrentMemory::None; ///< of the tanh RNN, of `order` numbers
    Index window = 0;                               ///< of LegT, positions
};

template <class Scalar>
Dense addDense(const Initialiser<Scalar>& at, Index from, Index to, double deviation = 0.02);
template <class Scalar>
Normalisation addNormalisation(const Initialiser<Scalar>& at, Index width);
/// Adds "norm1", "up" and "down".
template <class Scalar>
FeedForward addFeedForward(const Initialiser<Scalar>& at, Index width, Index inner, double lastDeviation);
template <class Scalar>
AttentionLayer addAttention(const Initialiser<Scalar>& at, const MixerSettings& settings);

/// x [B, L, C] → [B, L, C]; the dense map to its own width. Causal.
template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const Dense& layer, const Tensor<Scalar>& x);
template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const Normalisation& layer, const Tensor<Scalar>& x);
template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const FeedForward& layer, const Tensor<Scalar>& x);
template <class Scalar>
Tensor<Scalar> apply(Pass<Scalar>& pass, const AttentionLayer& layer, const Tensor<Scalar>& x);

} // namespace kaba::learn
