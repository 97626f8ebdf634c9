// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"

#include <Eigen/Core>

namespace kaba {

/// matrix = lowRank + sparse, up to `residual`.
struct RobustParts {
    Eigen::MatrixXd lowRank, sparse;
    int rank = 0;         ///< singular values of lowRank that are not 0
    std::size_t kept = 0; ///< entries of sparse that are not 0
    double residual = 0;  ///< ‖matrix − lowRank − sparse‖_F / ‖matrix‖_F
};

/// Principal component pursuit: the least ‖lowRank‖_* + λ Σ|sparse| with λ = 1/√max(m, n), to a residual of 1e-7, by the
/// inexact method of augmented Lagrange multipliers. Requires finite entries. Cost some 30 singular value decompositions;
/// stops when asked.
/// Source: Candès, Li, Ma and Wright (2011); the method: Lin, Chen and Ma (2010), Algorithm 5.
Result<RobustParts> robustPca(const Eigen::MatrixXd& matrix, const RunContext& context);

/// A sum of rank at most `rank` with at most `entries` sparse entries near the matrix: each part in turn is the best for the
/// other, until that takes off less than a thousandth, from no sparse part. The residual never rises; it may end in a
/// local least. Requires finite entries. Cost thirty singular value decompositions at most; stops when asked. Source: Zhou and Tao (2011), GoDec without noise.
Result<RobustParts> boundedParts(const Eigen::MatrixXd& matrix, int rank, std::size_t entries,
                                 const RunContext& context);

} // namespace kaba
