// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/robust_pca.h"

#include "core/math/singular_values.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

namespace kaba {
namespace {

constexpr double kResidual = 1e-7;
constexpr int kMostSteps = 500;
constexpr double kFirstPenalty = 1.25; ///< over the norm of the matrix
constexpr double kGrowth = 1.5;        ///< of the penalty in each step
constexpr double kMostPenalty = 1e7;   ///< over the first

constexpr int kMostRounds = 30;
constexpr double kSettled = 0.999; ///< of the residual of the round before

double shrunk(double value, double by) { return std::copysign(std::max(std::abs(value) - by, 0.0), value); }

/// The nearest matrix in the sense of ½‖X − matrix‖² + by·‖X‖_*: each singular value loses `by`.
Eigen::MatrixXd withSmallerValues(const Eigen::MatrixXd& matrix, double by, int& rank)
{
    const SingularParts parts = singularPartsOf(matrix);
    rank = static_cast<int>((parts.values.array() > by).count());
    return parts.left.leftCols(rank) * (parts.values.head(rank).array() - by).matrix().asDiagonal() *
           parts.right.leftCols(rank).transpose();
}

Eigen::MatrixXd bestOfRank(const Eigen::MatrixXd& matrix, int rank)
{
    if (rank == 0)
        return Eigen::MatrixXd::Zero(matrix.rows(), matrix.cols());
    const SingularParts parts = singularPartsOf(matrix);
    const Eigen::Index kept = std::min<Eigen::Index>(rank, parts.values.size());
    return parts.left.leftCols(kept) * parts.values.head(kept).asDiagonal() *
           parts.right.leftCols(kept).transpose();
}

/// All but the largest become 0; of equal ones at the border none is kept.
Eigen::MatrixXd largestEntries(const Eigen::MatrixXd& matrix, std::size_t count)
{
    if (count >= static_cast<std::size_t>(matrix.size()))
        return matrix;
    std::vector<double> sizes(static_cast<std::size_t>(matrix.size()));
    std::ranges::transform(matrix.reshaped(), sizes.begin(), [](double value) { return std::abs(value); });
    const auto border = sizes.begin() + static_cast<std::ptrdiff_t>(count);
    std::ranges::nth_element(sizes, border, std::greater());
    return (matrix.array().abs() > *border).select(matrix, 0);
}

std::size_t entriesOf(const Eigen::MatrixXd& sparse)
{
    return static_cast<std::size_t>((sparse.array() != 0).count());
}

} // namespace

Result<RobustParts> boundedParts(const Eigen::MatrixXd& matrix, int rank, std::size_t entries,
                                 const RunContext& context)
{
    RobustParts parts{.lowRank = Eigen::MatrixXd::Zero(matrix.rows(), matrix.cols()),
                      .sparse = Eigen::MatrixXd::Zero(matrix.rows(), matrix.cols()),
                      .rank = rank};
    const double size = matrix.norm();
    if (size == 0)
        return parts;
    parts.residual = 1;
    for (int round = 0; round < kMostRounds; ++round) {
        if (context.stopRequested())
            return RunContext::cancelled();
        parts.lowRank = bestOfRank(matrix - parts.sparse, rank);
        parts.sparse = largestEntries(matrix - parts.lowRank, entries);
        const double before =
            std::exchange(parts.residual, (matrix - parts.lowRank - parts.sparse).norm() / size);
        if (parts.residual > kSettled * before)
            break;
    }
    parts.kept = entriesOf(parts.sparse);
    return parts;
}

Result<RobustParts> robustPca(const Eigen::MatrixXd& matrix, const RunContext& context)
{
    const double size = matrix.norm();
    RobustParts parts{.lowRank = Eigen::MatrixXd::Zero(matrix.rows(), matrix.cols()),
                      .sparse = Eigen::MatrixXd::Zero(matrix.rows(), matrix.cols())};
    if (size == 0)
        return parts;
    const double lambda = 1 / std::sqrt(static_cast<double>(std::max(matrix.rows(), matrix.cols())));
    const double spectral = singularValuesOf(matrix)(0);
    Eigen::MatrixXd multipliers = matrix / std::max(spectral, matrix.cwiseAbs().maxCoeff() / lambda);
    double penalty = kFirstPenalty / spectral;
    const double most = kMostPenalty * penalty;
    for (int step = 0; step < kMostSteps; ++step) {
        if (context.stopRequested())
            return RunContext::cancelled();
        parts.lowRank =
            withSmallerValues(matrix - parts.sparse + multipliers / penalty, 1 / penalty, parts.rank);
        parts.sparse = (matrix - parts.lowRank + multipliers / penalty).unaryExpr([&](double value) {
            return shrunk(value, lambda / penalty);
        });
        const Eigen::MatrixXd rest = matrix - parts.lowRank - parts.sparse;
        parts.residual = rest.norm() / size;
        if (parts.residual < kResidual)
            break;
        multipliers += penalty * rest;
        penalty = std::min(kGrowth * penalty, most);
    }
    parts.kept = entriesOf(parts.sparse);
    return parts;
}

} // namespace kaba
