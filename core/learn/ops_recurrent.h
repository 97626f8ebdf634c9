// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/tape.h"

namespace kaba::learn {

/// No gradient passes from position t to t − 1 where `horizon` divides t (truncated backpropagation through time); the
/// states themselves are carried on. 0: gradients pass everywhere.
inline constexpr Index kFullHorizon = 0;

/// h_t = tanh(x_t + h_{t−1} W), h_{−1} = 0: x [B, L, H], W [1, H, H] → [B, L, H]. Cost B·L·H² multiply-adds, twice that
/// backwards; the positions one after another. Source: Elman, Finding Structure in Time (1990).
template <class Scalar>
Tensor<Scalar> tanhRecurrence(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& weight,
                              Index horizon = kFullHorizon);

template <class Scalar>
struct LstmStates {
    Tensor<Scalar> hidden, cell; ///< [B, L, H] each
};

/// (i, f, g, o) = x_t + h_{t−1} W, c_t = σ(f) ⊙ c_{t−1} + σ(i) ⊙ tanh(g), h_t = σ(o) ⊙ tanh(c_t), starting at 0:
/// x [B, L, 4H], W [1, H, 4H]. Cost as tanhRecurrence(), four times.
/// Source: Hochreiter and Schmidhuber (1997), with the forget gate of Gers, Schmidhuber and Cummins (2000).
template <class Scalar>
LstmStates<Scalar> lstmRecurrence(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& weight,
                                  Index horizon = kFullHorizon);

} // namespace kaba::learn
