// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/tape.h"

namespace kaba::learn {

/// Scaled products q_i·k_j/√(D/heads) of every head: q [B, L, D], k [B, M, D] → [B·heads, L, M], entry (b·heads + h, i, j).
/// Head h owns channels h·D/heads … (h + 1)·D/heads − 1. Requires that heads divides D. Cost B·L·M·D multiply-adds, twice
/// that backwards. Source: Vaswani et al., Attention Is All You Need (2017), 3.2.
template <class Scalar>
Tensor<Scalar> attentionScores(Tape<Scalar>& tape, const Tensor<Scalar>& queries, const Tensor<Scalar>& keys,
                               Index heads);

/// Softmax over j ≤ i, 0 after: scores [B, L, L] → [B, L, L]. Entries that causality hides are never read. Cost one
/// exponential an entry that counts.
template <class Scalar>
Tensor<Scalar> causalSoftmax(Tape<Scalar>& tape, const Tensor<Scalar>& scores);

/// Softmax over the last axis. What is to be hidden carries a number that underflows beside the others, as kHiddenScore: its
/// weight is 0. Cost one exponential an entry.
template <class Scalar>
Tensor<Scalar> softmax(Tape<Scalar>& tape, const Tensor<Scalar>& scores);

inline constexpr double kHiddenScore = -1e30;

/// Σ_j w_ij v_j of every head: w [B·heads, L, M], v [B, M, D] → [B, L, D]. Cost as attentionScores().
template <class Scalar>
Tensor<Scalar> attentionMix(Tape<Scalar>& tape, const Tensor<Scalar>& weights, const Tensor<Scalar>& values);

} // namespace kaba::learn
