// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/tape.h"

namespace kaba::learn {

/// y = x W + b at every position: x [B, L, I], W [1, I, O], b [1, 1, O] → [B, L, O]. Cost B·L·I·O multiply-adds, twice
/// that backwards.
template <class Scalar>
Tensor<Scalar> linear(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& weight,
                      const Tensor<Scalar>& bias);

/// y = x W: x [B, L, I], W [1, I, O] → [B, L, O]. Cost as linear().
template <class Scalar>
Tensor<Scalar> matrixProduct(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& weight);

/// y = x Tᵀ, the logits of an output tied to the embedding: x [B, L, C], T [1, V, C] → [B, L, V]. Cost as linear().
/// Source: Press and Wolf, Using the Output Embedding to Improve Language Models (2017).
template <class Scalar>
Tensor<Scalar> tiedLogits(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& table);

} // namespace kaba::learn
