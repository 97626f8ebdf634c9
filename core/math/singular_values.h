// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace kaba {

/// All min(m, n) singular values of an m × n matrix, largest first; NaN where an entry is not finite. Cost O(m n min(m, n)).
/// Source: LAPACK's xGESDD (divide and conquer; Gu and Eisenstat 1995).
Eigen::VectorXd singularValuesOf(Eigen::MatrixXd matrix);
Eigen::VectorXd singularValuesOf(Eigen::MatrixXcd matrix);

/// matrix = left · diag(values) · rightᵀ with min(m, n) columns in left and right. Cost and source as above.
struct SingularParts {
    Eigen::MatrixXd left, right;
    Eigen::VectorXd values;
};
SingularParts singularPartsOf(Eigen::MatrixXd matrix);

} // namespace kaba
