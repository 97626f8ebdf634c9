// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace kaba {

/// The n × k matrix X of least norm among those with least ‖matrix·X − right‖, for an m × n matrix of any rank and m × k
/// right-hand sides. The rank counts what stands above min(m, n)·2⁻⁵² of the largest pivot. Requires finite entries.
/// Cost O(m n min(m, n)). Source: LAPACK's DGELSY (complete orthogonal decomposition).
Eigen::MatrixXd leastSquares(Eigen::MatrixXd matrix, const Eigen::MatrixXd& right);

/// Q of the one QR decomposition of an m × n matrix of full rank n ≤ m whose R has a positive diagonal: m × n with orthonormal
/// columns. Cost O(m n²). Source: LAPACK's DGEQRF and DORGQR (Householder reflections).
Eigen::MatrixXd orthonormalColumns(Eigen::MatrixXd matrix);

} // namespace kaba
