// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/pivoted_cholesky.h"

#include <cmath>

namespace kaba {

Eigen::MatrixXd PivotedCholesky::triangle() const { return factor(pivots, Eigen::all); }

Result<PivotedCholesky> pivotedCholesky(const Eigen::MatrixXd& matrix, double tolerance,
                                        const RunContext& context)
{
    PivotedCholesky result;
    Eigen::MatrixXd factor(matrix.rows(), matrix.cols());
    Eigen::VectorXd left = matrix.diagonal();
    for (Eigen::Index rank = 0; rank < matrix.rows(); ++rank) {
        if (context.stopRequested())
            return RunContext::cancelled();
        Eigen::Index pivot = 0;
        const double largest = left.maxCoeff(&pivot);
        if (largest <= tolerance)
            break;
        auto column = factor.col(rank);
        column = matrix.col(pivot);
        column.noalias() -= factor.leftCols(rank) * factor.row(pivot).head(rank).transpose();
        column /= std::sqrt(largest);
        for (const Eigen::Index taken : result.pivots)
            column[taken] = 0;
        column[pivot] = std::sqrt(largest);
        left -= column.cwiseAbs2();
        left[pivot] = 0;
        result.pivots.push_back(pivot);
    }
    result.factor = factor.leftCols(static_cast<Eigen::Index>(result.pivots.size()));
    return result;
}

} // namespace kaba
