// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"

#include <Eigen/Core>

#include <vector>

namespace kaba {

/// M ≈ F Fᵀ for a positive semi-definite M, the rows that explain most taken first.
struct PivotedCholesky {
    std::vector<Eigen::Index> pivots; ///< r of the d rows of M, in the order in which they were taken
    Eigen::MatrixXd factor;           ///< F, d × r; its rows at the pivots form a lower triangle

    /// The lower triangle L with M(pivots, pivots) = L Lᵀ, r × r.
    Eigen::MatrixXd triangle() const;
};

/// Stops at the rank: where what is left of the diagonal is at most `tolerance`, so that the factor spans the range of
/// M up to that. Requires a symmetric M and a tolerance > 0. Cost d r²/2 multiply-adds; stops when asked.
/// Source: Higham, Accuracy and Stability of Numerical Algorithms, 10.3.
Result<PivotedCholesky> pivotedCholesky(const Eigen::MatrixXd& matrix, double tolerance,
                                        const RunContext& context);

} // namespace kaba
