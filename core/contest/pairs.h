// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/ops_attention.h"
#include "core/learn/ops_elementwise.h"
#include "core/learn/ops_linear.h"
#include "core/learn/ops_positions.h"

namespace kaba::contest {

/// What the mechanisms on the tape are composed of.

/// Softmax of scores [B, L, M] over the keys that sees(query, key) lets through.
template <class Scalar, class Sees>
learn::Tensor<Scalar> softmaxWhere(learn::Tape<Scalar>& tape, const learn::Tensor<Scalar>& scores, Sees sees)
{
    const auto hidden = learn::constant(
        tape, {1, scores.shape.length, scores.shape.channels},
        [&](learn::Index query, learn::Index key) { return sees(query, key) ? 0 : learn::kHiddenScore; });
    return softmax(tape, add(tape, scores, hidden));
}

/// The sum of each row: [B, L, C] → [B, L, 1].
template <class Scalar>
learn::Tensor<Scalar> rowSums(learn::Tape<Scalar>& tape, const learn::Tensor<Scalar>& x)
{
    const auto ones =
        learn::constant(tape, {1, x.shape.channels, 1}, [](learn::Index, learn::Index) { return 1; });
    return matrixProduct(tape, x, ones);
}

/// 1 where a key is not after its query, else 0: for pairs [·, L, L] → [1, L, L].
template <class Scalar>
learn::Tensor<Scalar> lowerTriangle(learn::Tape<Scalar>& tape, const learn::Tensor<Scalar>& pairs)
{
    return learn::constant(tape, {1, pairs.shape.length, pairs.shape.channels},
                           [](learn::Index query, learn::Index key) { return key <= query ? 1 : 0; });
}

/// Weights of pairs over the sum of their row. A row of nothing gives nothing.
template <class Scalar>
learn::Tensor<Scalar> rowShares(learn::Tape<Scalar>& tape, const learn::Tensor<Scalar>& weights)
{
    constexpr double kNothing = 1e-15;
    const auto sums = affine(tape, rowSums(tape, weights), 1, kNothing);
    return multiply(tape, weights, power(tape, sums, -1));
}

} // namespace kaba::contest
