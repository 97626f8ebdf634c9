// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/tape.h"

#include <span>

namespace kaba::learn {

/// A target that is not scored.
inline constexpr int kIgnored = -1;

/// Row tokens_i of the table at position i: table [1, V, C] → [batch, length, C], length = tokens.size()/batch. The
/// tokens must outlive the tape's recording. Requires tokens in 0 … V − 1. Cost B·L·C.
template <class Scalar>
Tensor<Scalar> embedding(Tape<Scalar>& tape, const Tensor<Scalar>& table, std::span<const int> tokens,
                         Index batch);

/// How many targets are scored.
Index scoredTargets(std::span<const int> targets);

/// −Σ log softmax(logits)_target / divisor over the scored positions: logits [B, L, V], targets B·L → [1, 1, 1]. The
/// divisor is the number of scored targets of the whole batch, of which this may be a shard. The targets must outlive the
/// tape's recording. Requires targets in 0 … V − 1 or kIgnored. Cost one exponential a scored logit.
template <class Scalar>
Tensor<Scalar> crossEntropy(Tape<Scalar>& tape, const Tensor<Scalar>& logits, std::span<const int> targets,
                            Index divisor);

} // namespace kaba::learn
