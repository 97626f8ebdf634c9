// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/tape.h"

namespace kaba::learn {

/// Scaled products q_i·k_j/√(D/heads) of every head: q, k [B, L, D] → [B·heads, L, L], entry (b·heads + h, i, j). Head h
/// owns channels h·D/heads … (h + 1)·D/heads − 1. Requires that heads divides D. Cost B·L²·D multiply-adds, twice that
/// backwards. Source: Vaswani et al., Attention Is All You Need (2017), 3.2.
template <class Scalar>
Tensor<Scalar> attentionScores(Tape<Scalar>& tape, const Tensor<Scalar>& queries, const Tensor<Scalar>& keys,
                               Index heads);

/// Softmax over j ≤ i, 0 after: scores [B, L, L] → [B, L, L]. Entries that causality hides are never read. Cost one
/// exponential an entry that counts.
template <class Scalar>
Tensor<Scalar> causalSoftmax(Tape<Scalar>& tape, const Tensor<Scalar>& scores);

/// Σ_j w_ij v_j of every head: w [B·heads, L, L], v [B, L, D] → [B, L, D]. Cost as attentionScores().
template <class Scalar>
Tensor<Scalar> attentionMix(Tape<Scalar>& tape, const Tensor<Scalar>& weights, const Tensor<Scalar>& values);

} // namespace kaba::learn
