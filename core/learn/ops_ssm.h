// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/learn/tape.h"

#include <vector>

namespace kaba::learn {

/// The parameters of H diagonal systems of N modes: x' = A x + u, y = factor · Re C x. Factor 2 counts each mode for
/// itself and its conjugate.
template <class Scalar>
struct DiagonalSystems {
    Tensor<Scalar> logStep;      ///< [1, 1, H], log Δ
    Tensor<Scalar> realA, imagA; ///< [1, H, N], or [1, 1, N] for all; requires A ≠ 2/Δ with the bilinear rule
    Tensor<Scalar> realC, imagC; ///< [1, H, N]
    double factor = 2;
};

enum class DiagonalRule { Zoh, Bilinear };

/// K_l = factor · Re Σ_n C_n B̄_n Ā_n^l with (Ā, B̄) by the rule, computed in double → [1, length, H]. Powers grow from products:
/// relative error about l·1e-16. Cost length·H·N complex multiply-adds, thrice that backwards.
/// Source: Gu, Gupta, Goel and Ré, On the Parameterization and Initialization of Diagonal State Space Models (2022), 3.
template <class Scalar>
Tensor<Scalar> diagonalKernel(Tape<Scalar>& tape, const DiagonalSystems<Scalar>& systems, DiagonalRule rule,
                              Index length);

/// The answers of H systems of N fixed states to an impulse, in double.
struct StateBank {
    Index channels = 0, length = 0, order = 0;
    std::vector<double> states = {}; ///< [H, L, N]
};

/// K_{l,h} = Σ_n C_{h,n} S_{h,l,n}, the kernels of systems of which the readout alone is trained: C [1, H, N] →
/// [1, length, H]. Requires length ≤ the bank's. Cost length·H·N multiply-adds, the same backwards.
template <class Scalar>
Tensor<Scalar> bankKernel(Tape<Scalar>& tape, const Tensor<Scalar>& readout, const StateBank& bank,
                          Index length);

/// The real and the imaginary part of a complex array.
template <class Scalar>
struct ComplexTensor {
    Tensor<Scalar> real, imag;
};

/// left ⊙ right of equal shapes: a trained B joins C so, for the kernel sees their product only.
template <class Scalar>
ComplexTensor<Scalar> complexProduct(Tape<Scalar>& tape, const ComplexTensor<Scalar>& left,
                                     const ComplexTensor<Scalar>& right);

/// The kernel of H shift registers x_k = S x_{k−1} + B u_k, y_k = C x_k (S moves every entry one down):
/// K_l = Σ_j B_j C_{j+l}, l < N: B, C [1, N, H] → [1, N, H]. Cost N²H/2 multiply-adds.
/// Source: Fu et al., Hungry Hungry Hippos (2023), 3.2.
template <class Scalar>
Tensor<Scalar> shiftKernel(Tape<Scalar>& tape, const Tensor<Scalar>& input, const Tensor<Scalar>& readout);

} // namespace kaba::learn
