// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace kaba {

/// matrix = vectors · diag(values) · vectorsᵀ with orthonormal columns.
struct SymmetricEigen {
    Eigen::VectorXd values; ///< smallest first
    Eigen::MatrixXd vectors;
};

/// Of a symmetric matrix, whose lower triangle alone is read; NaN where an entry of it is not finite. Cost O(n³).
/// Source: LAPACK's DSYEVD (tridiagonal form, divide and conquer).
SymmetricEigen symmetricEigenOf(Eigen::MatrixXd matrix);

/// The values alone, in a fraction of the time. Source: LAPACK's DSYEVD (tridiagonal form, QR without square roots).
Eigen::VectorXd symmetricEigenvaluesOf(Eigen::MatrixXd matrix);

} // namespace kaba
