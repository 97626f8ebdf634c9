// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/tape.h"

namespace kaba::learn {

/// Operations that move numbers between positions. Cost the size of what they give.

/// A tensor of numbers that nothing learns: of(row, channel), rows counted through the batch.
template <class Scalar, class Of>
Tensor<Scalar> constant(Tape<Scalar>& tape, Shape shape, Of of)
{
    const Tensor<Scalar> made = tape.tensor(shape);
    for (Index row = 0; row < shape.rows(); ++row)
        for (Index channel = 0; channel < shape.channels; ++channel)
            made.value[row * shape.channels + channel] = static_cast<Scalar>(of(row, channel));
    return made;
}

/// The positions of `first`, then those of `second`: [B, L, C] and [B, M, C] → [B, L + M, C].
template <class Scalar>
Tensor<Scalar> joinPositions(Tape<Scalar>& tape, const Tensor<Scalar>& first, const Tensor<Scalar>& second);

/// [B, L, C] → [B, C, L]; with C = heads · R also read as [B·heads, R, L].
template <class Scalar>
Tensor<Scalar> swapPositions(Tape<Scalar>& tape, const Tensor<Scalar>& x);

/// The largest entry of each channel in each block of `block` positions, the last one perhaps shorter: [B, L, C] →
/// [B, ⌈L/block⌉, C]. The gradient goes to the first of equals.
template <class Scalar>
Tensor<Scalar> largestOfBlocks(Tape<Scalar>& tape, const Tensor<Scalar>& x, Index block);

/// The matrix whose entry (i, j) is x_{j − i + length − 1}: x [1, 2·length − 1, 1] → [1, length, length].
template <class Scalar>
Tensor<Scalar> toeplitzMatrix(Tape<Scalar>& tape, const Tensor<Scalar>& x, Index length);

} // namespace kaba::learn
