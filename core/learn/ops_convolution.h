// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/tape.h"

namespace kaba::learn {

/// y_l = Σ_{j ≤ min(l, T−1)} kernel_j ⊙ x_{l−j}, each channel for itself: x [B, L, C], kernel [1, T, C] → [B, L, C], as
/// the direct sum. Cost B·L·min(L, T)·C multiply-adds (half of it where T ≥ L), twice that backwards.
template <class Scalar>
Tensor<Scalar> shortConvolution(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& kernel);

/// The same by FFT in double, for kernels as long as the sequence. Cost (2B + 1)·C transforms of size L + min(L, T),
/// (4B + 2)·C backwards.
template <class Scalar>
Tensor<Scalar> longConvolution(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& kernel);

/// Up to this kernel length the direct sum, which runs over neighbouring channels at once, is the quicker one.
inline constexpr Index kMostDirectTaps = 192;

/// The quicker of the two.
template <class Scalar>
Tensor<Scalar> convolution(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& kernel)
{
    return std::min(kernel.shape.length, x.shape.length) <= kMostDirectTaps
               ? shortConvolution(tape, x, kernel)
               : longConvolution(tape, x, kernel);
}

} // namespace kaba::learn
