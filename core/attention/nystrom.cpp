// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/nystrom.h"

#include "core/math/least_squares.h"
#include "core/math/pivoted_cholesky.h"
#include "core/math/random.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace kaba {
namespace {

using Rows = std::vector<Eigen::Index>;

constexpr double kLargestOutput = 1e100; ///< beyond it squares would overflow

Error blownUp()
{
    return {
        Error::Kind::Numerical,
        {"Naive Nyström blew up: the sampled block of the kernel is almost zero. Lower the deviation of the "
         "queries and keys, or choose the lifted method.",
         "素朴な Nyström 法の値が発散しました。抽出したカーネルのブロックがほぼ 0 だからです。クエリとキーの"
         "標準偏差を下げるか、持ち上げる方法を選んでください。"}};
}

Random drawsOf(const NystromSettings& settings)
{
    return Random(static_cast<std::uint64_t>(settings.seed) + 4242);
}

/// `count` of 0 … from − 1, each at most once.
Rows withoutReplacement(Random& random, Eigen::Index from, Eigen::Index count)
{
    Rows rows(static_cast<std::size_t>(from));
    std::iota(rows.begin(), rows.end(), Eigen::Index{0});
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i)
        std::swap(rows[i], rows[i + random.below(rows.size() - i)]);
    rows.resize(static_cast<std::size_t>(count));
    return rows;
}

/// Rows of Z, whose first n are the queries.
Rows halves(Random& random, Eigen::Index n, Eigen::Index count)
{
    Rows rows(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i] = static_cast<Eigen::Index>(random.below(static_cast<std::uint64_t>(n))) +
                  (i < rows.size() / 2 ? 0 : n);
    return rows;
}

Eigen::MatrixXd scaledRows(const AttentionProblem& problem, const Eigen::MatrixXd& rows)
{
    return std::sqrt(problem.scale()) * rows;
}

void countTriangle(AttentionCost& cost, Eigen::Index size, Eigen::Index columns)
{
    cost.multiplyAdds += static_cast<std::uint64_t>(size * (size + 1) / 2 * columns);
}

/// What rounding leaves of a zero on the diagonal of κ: the distances are differences of squared lengths.
double roundingOf(const Eigen::MatrixXd& landmarks)
{
    return static_cast<double>(landmarks.rows()) * std::numeric_limits<double>::epsilon() *
           (1 + landmarks.rowwise().squaredNorm().maxCoeff());
}

/// (M + γI)† B by pivoted Cholesky: rows of landmarks that others make superfluous come out as 0.
Result<Eigen::MatrixXd> solveExactly(AttentionCost& cost, const Eigen::MatrixXd& matrix, double tolerance,
                                     const Eigen::MatrixXd& right, const RunContext& context)
{
    const Result<PivotedCholesky> cholesky = pivotedCholesky(matrix, tolerance, context);
    if (!cholesky)
        return cholesky.error();
    const Eigen::MatrixXd triangle = cholesky->triangle();
    const Eigen::Index rank = triangle.rows();
    Eigen::MatrixXd chosen = right(cholesky->pivots, Eigen::all);
    triangle.triangularView<Eigen::Lower>().solveInPlace(chosen);
    triangle.transpose().triangularView<Eigen::Upper>().solveInPlace(chosen);
    cost.multiplyAdds += static_cast<std::uint64_t>(matrix.rows() * (rank * (rank - 1) / 2));
    countTriangle(cost, rank, 2 * right.cols());
    Eigen::MatrixXd solution = Eigen::MatrixXd::Zero(right.rows(), right.cols());
    solution(cholesky->pivots, Eigen::all) = chosen;
    return solution;
}

Result<Eigen::MatrixXd> solveByIteration(AttentionCost& cost, const Eigen::MatrixXd& matrix, int steps,
                                         const Eigen::MatrixXd& right, const RunContext& context)
{
    const ScaledLandmarks scaled = scaledLandmarks(matrix);
    Eigen::MatrixXd inverse = schulzStart(scaled.matrix);
    for (int step = 0; step < steps; ++step) {
        if (context.stopRequested())
            return RunContext::cancelled();
        inverse = schulzStep(cost, scaled.matrix, inverse);
    }
    const Eigen::MatrixXd scaledRight = scaled.inverseRoots.asDiagonal() * right;
    return Eigen::MatrixXd(scaled.inverseRoots.asDiagonal() * counted(cost, inverse, scaledRight));
}

Result<AttentionResult> lifted(const AttentionProblem& problem, const NystromSettings& settings,
                               const RunContext& context)
{
    AttentionResult result;
    AttentionCost& cost = result.cost;
    const Eigen::MatrixXd landmarks = landmarkRows(problem, settings);
    Eigen::MatrixXd matrix = gaussianKernel(cost, landmarks, landmarks);
    matrix.diagonal().array() += settings.ridge;
    const Eigen::MatrixXd seen =
        counted(cost, gaussianKernel(cost, landmarks, scaledRows(problem, problem.keys)), problem.values);
    const Result<Eigen::MatrixXd> solved =
        settings.inverse == NystromSettings::Inverse::Exact
            ? solveExactly(cost, matrix, roundingOf(landmarks), seen, context)
            : solveByIteration(cost, matrix, settings.steps, seen, context);
    if (!solved)
        return solved.error();
    result.outputs =
        counted(cost, gaussianKernel(cost, scaledRows(problem, problem.queries), landmarks), *solved);
    cost.numbers = static_cast<std::uint64_t>(problem.tokens() * landmarks.rows() + 3 * matrix.size() +
                                              seen.size() + landmarks.size());
    return result;
}

Result<AttentionResult> naive(const AttentionProblem& problem, const NystromSettings& settings,
                              const RunContext& context)
{
    const Eigen::Index count = std::min<Eigen::Index>(settings.landmarks, problem.tokens());
    if (count > kMostNaiveLandmarks)
        return Error{Error::Kind::CannotCompute,
                     text("Naive Nyström takes at most {0} landmarks: lower the budget, or choose the lifted "
                          "method.",
                          "素朴な Nyström 法のランドマークは {0} 個までです。予算を下げるか、持ち上げる方法を"
                          "選んでください。",
                          kMostNaiveLandmarks)};
    if (context.stopRequested())
        return RunContext::cancelled();
    AttentionResult result;
    AttentionCost& cost = result.cost;
    Random random = drawsOf(settings);
    const Rows rows = withoutReplacement(random, problem.tokens(), count);
    const Eigen::MatrixXd queries = scaledRows(problem, problem.queries);
    const Eigen::MatrixXd keys = scaledRows(problem, problem.keys);
    const Eigen::MatrixXd chosen = keys(rows, Eigen::all);
    const Eigen::MatrixXd columns = gaussianKernel(cost, queries, chosen);
    const Eigen::MatrixXd matrix = columns(rows, Eigen::all);
    const Eigen::MatrixXd seen =
        counted(cost, gaussianKernel(cost, queries(rows, Eigen::all), keys), problem.values);
    const Eigen::MatrixXd solved = leastSquares(matrix, seen);
    cost.multiplyAdds += static_cast<std::uint64_t>(2 * count * count * count / 3 + // Householder QR
                                                    count * count * seen.cols());
    countTriangle(cost, count, seen.cols());
    result.outputs = counted(cost, columns, solved);
    if (!(result.outputs.cwiseAbs().maxCoeff() < kLargestOutput))
        return blownUp();
    cost.numbers = static_cast<std::uint64_t>(2 * columns.size() + 2 * matrix.size() + 2 * seen.size());
    return result;
}

} // namespace

Eigen::MatrixXd liftedRows(const AttentionProblem& problem)
{
    Eigen::MatrixXd rows(2 * problem.tokens(), problem.dim());
    rows << problem.queries, problem.keys;
    return scaledRows(problem, rows);
}

Eigen::MatrixXd gaussianKernel(AttentionCost& cost, const Eigen::MatrixXd& left, const Eigen::MatrixXd& right)
{
    Eigen::MatrixXd kernel = counted(cost, left, right.transpose());
    kernel.colwise() -= 0.5 * left.rowwise().squaredNorm();
    kernel.rowwise() -= 0.5 * right.rowwise().squaredNorm().transpose();
    kernel = kernel.array().min(0).exp();
    cost.exponentials += static_cast<std::uint64_t>(kernel.size());
    return kernel;
}

Eigen::MatrixXd kernelWeights(const AttentionProblem& problem)
{
    AttentionCost ignored;
    return gaussianKernel(ignored, scaledRows(problem, problem.queries), scaledRows(problem, problem.keys));
}

Eigen::MatrixXd landmarkRows(const AttentionProblem& problem, const NystromSettings& settings)
{
    const Eigen::Index n = problem.tokens();
    const Eigen::Index count = std::min<Eigen::Index>(settings.landmarks, 2 * n);
    Random random = drawsOf(settings);
    const Rows rows = settings.sampling == NystromSettings::Sampling::Uniform
                          ? withoutReplacement(random, 2 * n, count)
                          : halves(random, n, count);
    Eigen::MatrixXd landmarks(count, problem.dim());
    for (Eigen::Index i = 0; i < count; ++i) {
        const Eigen::Index row = rows[static_cast<std::size_t>(i)];
        landmarks.row(i) = row < n ? problem.queries.row(row) : problem.keys.row(row - n);
    }
    return scaledRows(problem, landmarks);
}

Result<AttentionResult> nystromAttention(const AttentionProblem& problem, const NystromSettings& settings,
                                         const RunContext& context)
{
    return settings.method == NystromSettings::Method::Lifted ? lifted(problem, settings, context)
                                                              : naive(problem, settings, context);
}

ScaledLandmarks scaledLandmarks(const Eigen::MatrixXd& matrix)
{
    const Eigen::VectorXd inverseRoots = matrix.rowwise().sum().cwiseSqrt().cwiseInverse();
    return {inverseRoots.asDiagonal() * matrix * inverseRoots.asDiagonal(), inverseRoots};
}

Eigen::MatrixXd schulzStart(const Eigen::MatrixXd& scaled)
{
    return scaled.transpose() / scaled.colwise().sum().maxCoeff();
}

Eigen::MatrixXd schulzStep(AttentionCost& cost, const Eigen::MatrixXd& scaled, const Eigen::MatrixXd& inverse)
{
    const Eigen::MatrixXd product = counted(cost, scaled, inverse);
    Eigen::MatrixXd inner = -product;
    for (const double constant : {7.0, 15.0}) {
        inner.diagonal().array() += constant;
        inner = Eigen::MatrixXd(-counted(cost, product, inner));
    }
    inner.diagonal().array() += 13;
    return 0.25 * counted(cost, inverse, inner);
}

double statisticalDimension(const Eigen::VectorXd& eigenvalues, double lambda)
{
    const Eigen::ArrayXd positive = eigenvalues.array().max(0);
    return (positive / (positive + lambda)).sum();
}

} // namespace kaba
