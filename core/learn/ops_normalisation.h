// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/tape.h"

namespace kaba::learn {

/// Added to the variance.
inline constexpr double kLayerNormEpsilon = 1e-5;

/// (x − mean)/√(variance + ε) ⊙ gain + bias over the channels of each position: x [B, L, C], gain and bias [1, 1, C].
/// Cost a few operations an entry. Source: Ba, Kiros and Hinton, Layer Normalization (2016), eq. 4.
template <class Scalar>
Tensor<Scalar> layerNorm(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& gain,
                         const Tensor<Scalar>& bias);

} // namespace kaba::learn
