// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/tape.h"

#include <vector>

namespace kaba::learn {

/// c_t = A_t c_{t−1} + b_t f_t of a memory that is not trained, in double: one A and b for every position, or one for each.
struct MemoryMatrices {
    Index order = 0;
    Index positions = 1;                 ///< 1: the same at every position
    std::vector<double> transition = {}; ///< [positions, N, N], row-major
    std::vector<double> input = {};      ///< [positions, N]
};

/// What is trained of a network with such a memory.
template <class Scalar>
struct HippoWeights {
    Tensor<Scalar> recurrent; ///< W [1, H, H]
    Tensor<Scalar> feature;   ///< w [1, H, 1], the part of f that the hidden state gives
    Tensor<Scalar> readout;   ///< V [1, N, H]
};

template <class Scalar>
struct HippoStates {
    Tensor<Scalar> hidden;  ///< h [B, L, H]
    Tensor<Scalar> memory;  ///< c [B, L, N]
    Tensor<Scalar> feature; ///< f [B, L, 1], what has been written
};

/// f_t = u_t + h_{t−1} w, c_t = A_t c_{t−1} + b_t f_t, h_t = tanh(x_t + h_{t−1} W + c_t V), all starting at 0:
/// x [B, L, H], u [B, L, 1]. Requires as many positions of the matrices as x has, or 1. Cost B·L·(N² + N·H + H²)
/// multiply-adds, twice that backwards. Source: HiPPO (2020), section 2.4 and figure 2 without the gate of τ; the memory
/// before the hidden state, as in the authors' code.
template <class Scalar>
HippoStates<Scalar> hippoRecurrence(Tape<Scalar>& tape, const Tensor<Scalar>& x, const Tensor<Scalar>& u,
                                    const HippoWeights<Scalar>& weights, const MemoryMatrices& matrices);

} // namespace kaba::learn
