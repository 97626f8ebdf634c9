// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/tape.h"

namespace kaba::learn {

/// Everywhere a head owns neighbouring channels: channel i of head h of width d is h·d + i (head-major). The channels of a
/// d × d matrix of each head are (h·d + i)·d + j.

/// k vᵀ of every head and position: k, v [B, L, D] → [B, L, D·d], d = D/heads. Requires that heads divides D. Cost
/// B·L·D·d products.
template <class Scalar>
Tensor<Scalar> outerProduct(Tape<Scalar>& tape, const Tensor<Scalar>& left, const Tensor<Scalar>& right,
                            Index heads);

/// qᵀ M of every head and position: q [B, L, D], M [B, L, D·d] → [B, L, D]. Cost as outerProduct().
template <class Scalar>
Tensor<Scalar> headProduct(Tape<Scalar>& tape, const Tensor<Scalar>& queries, const Tensor<Scalar>& matrices,
                           Index heads);

/// Each channel `times` times, one copy next to the other: [1, L, C] → [1, L, C·times].
template <class Scalar>
Tensor<Scalar> repeatChannels(Tape<Scalar>& tape, const Tensor<Scalar>& x, Index times);

} // namespace kaba::learn
