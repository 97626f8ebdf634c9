// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/tape.h"

#include <cstdint>

namespace kaba::learn {

/// left + right → the shape of left. Each extent of right equals left's or is 1: then its one entry stands for all.
/// Cost the size of left.
template <class Scalar>
Tensor<Scalar> add(Tape<Scalar>& tape, const Tensor<Scalar>& left, const Tensor<Scalar>& right);

/// left ⊙ right, shapes as for add().
template <class Scalar>
Tensor<Scalar> multiply(Tape<Scalar>& tape, const Tensor<Scalar>& left, const Tensor<Scalar>& right);

/// GELU in its tanh form: x σ(2u), u = √(2/π) (x + 0.044715 x³). Cost one exponential an entry.
/// Source: Hendrycks and Gimpel, Gaussian Error Linear Units (2016), section 2.
template <class Scalar>
Tensor<Scalar> gelu(Tape<Scalar>& tape, const Tensor<Scalar>& x);

/// eˣ: a frequency that stays positive whatever is learned.
template <class Scalar>
Tensor<Scalar> exponential(Tape<Scalar>& tape, const Tensor<Scalar>& x);

/// −eˣ: a real part that stays negative whatever is learned.
template <class Scalar>
Tensor<Scalar> negativeExp(Tape<Scalar>& tape, const Tensor<Scalar>& x);

/// elu(x) + 1 = 1 + x above 0, eˣ below: a feature that stays positive. Source: Katharopoulos et al., Transformers are
/// RNNs (2020), eq. 7.
template <class Scalar>
Tensor<Scalar> eluPlusOne(Tape<Scalar>& tape, const Tensor<Scalar>& x);

template <class Scalar>
Tensor<Scalar> hyperbolicTangent(Tape<Scalar>& tape, const Tensor<Scalar>& x);

/// max(x, 0).
template <class Scalar>
Tensor<Scalar> rectified(Tape<Scalar>& tape, const Tensor<Scalar>& x);

/// x to a fixed power. Requires x > 0.
template <class Scalar>
Tensor<Scalar> power(Tape<Scalar>& tape, const Tensor<Scalar>& x, double exponent);

/// factor · x + offset.
template <class Scalar>
Tensor<Scalar> affine(Tape<Scalar>& tape, const Tensor<Scalar>& x, double factor, double offset);

/// Each entry is 0 with probability `rate`, else divided by 1 − rate. Which ones is fixed by `key`, on every machine;
/// the rate counts in steps of 2⁻¹⁶. Requires 0 ≤ rate < 1; at rate 0 the result is x itself. Cost a quarter of a 64-bit
/// hash an entry. Sources: Srivastava et al. (2014); Steele, Lea and Flood (2014) for the hash, SplitMix64.
template <class Scalar>
Tensor<Scalar> dropout(Tape<Scalar>& tape, const Tensor<Scalar>& x, double rate, std::uint64_t key);

/// The first `length` positions of x [1, M, C], without a copy: gradients go straight to x. Requires length ≤ M.
template <class Scalar>
Tensor<Scalar> firstPositions(const Tensor<Scalar>& x, Index length)
{
    return {{1, length, x.shape.channels}, x.value, x.gradient};
}

} // namespace kaba::learn
