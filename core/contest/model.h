// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/contest/mechanisms.h"
#include "core/learn/sharded_gradient.h"

namespace kaba::contest {

/// Sizes of a contestant's model, all but its mechanism.
struct ModelPlan {
    int vocabulary = 2;
    Sizes sizes = {};
    Index layers = 1;
    Index inner = 0; ///< of the two dense maps behind each mixer
};

/// What all blocks of a model together make of [B, L, width].
template <class Scalar>
using Blocks = std::function<learn::Tensor<Scalar>(learn::Pass<Scalar>&, learn::Tensor<Scalar>)>;

/// [B, L, V] of a batch.
template <class Scalar>
using Logits = std::function<learn::Tensor<Scalar>(learn::Pass<Scalar>&, const learn::TokenBatch&)>;

/// Embedding and positions; blocks x + mixer(norm(x)), + feedForward(·), whose mixers are the mechanism between dense maps; a
/// last normalisation; logits by a dense map. Adds the weights; the seed fixes them. Dense maps start as N(0, 1/their inputs), so that small models learn
/// in few steps.
template <class Scalar>
Logits<Scalar> addModel(learn::Weights<Scalar>& weights, const ModelPlan& plan,
                        const MechanismPlan& mechanism, std::uint64_t seed);

} // namespace kaba::contest
