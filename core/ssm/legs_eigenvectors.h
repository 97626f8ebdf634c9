// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <cstddef>
#include <vector>

namespace kaba {

/// What it would mean to diagonalise A of LegS as it stands. Its eigenvectors are known exactly: that of −(j+1) has
/// the entries √(2n+1)·(−1)^{n+j} binom(n, j) binom(n+j, j), the coefficients of the shifted Legendre polynomials.

/// max binom(n+j, n−j), n, j < order: the largest entry of V in the scaling of the S4 paper (lemma 3.2), about 2^{4N/3}.
/// Requires order ≥ 1; exact to rounding. Cost O(order²).
double legsLargestEntry(int order);

/// ‖V‖·‖V⁻¹‖ in the Frobenius norm with columns of length 1, at most √N times the best that any scaling of the columns
/// can do (van der Sluis, 1969). Both norms are sums of positive terms: exact to rounding however ill-conditioned V is.
/// Requires 1 ≤ order ≤ 128. Cost O(order²).
double legsConditionNumber(int order);

/// C Ā^l B̄, l = 0…length−1, bilinear, as Σ_j (CV)_j λ̄_j^l b̄_j with those exact eigenvectors and V⁻¹B = 1: the terms grow
/// like the condition number and alternate in sign, so that rounding is all that is left of long sums.
/// Requires 1 ≤ c.size() ≤ 128. Cost O(order·(order + length)).
std::vector<double> legsKernelByEigenvectors(const Eigen::VectorXd& c, double step, std::size_t length);

} // namespace kaba
