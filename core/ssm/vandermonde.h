// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/state_space.h"

#include <Eigen/Core>

#include <cstddef>
#include <vector>

namespace kaba {

/// K_l = Re Σ_n weights_n e^{l·exponents_n}, l = 0…length−1: a Vandermonde matrix times a vector (S4D, section 3.3).
/// Powers are taken from exact exponentials of the l-th multiples, two products away at most, so rounding does not grow
/// with l beyond that of exponents_n itself. An exponent of −∞ stands for a node at 0.
/// Cost O(N·length) with one matrix product, O(N·√length) exponentials, O(N·√length) memory beside the result.
std::vector<double> vandermondeSum(const Eigen::VectorXcd& weights, const Eigen::VectorXcd& exponents,
                                   std::size_t length);

/// log λ̄_n of a discretised eigenvalue: Δλ_n for ZOH, the logarithm of the bilinear quotient otherwise (−∞ at a zero).
Eigen::VectorXcd logEigenvalues(const Eigen::VectorXcd& lambda, double step, const Discretization& method);

/// K_l = factor · Re Σ c_n b̄_n λ̄_n^l of a continuous diagonal system under a rule, l = 0…length−1, without D.
/// Cost of vandermondeSum().
std::vector<double> vandermondeKernel(const DiagonalStateSpace& continuous, double step,
                                      const Discretization& method, std::size_t length);

} // namespace kaba
