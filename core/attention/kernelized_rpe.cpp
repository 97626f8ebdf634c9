// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/kernelized_rpe.h"

#include "core/attention/exact_attention.h"
#include "core/attention/linear_attention.h"
#include "core/base/parallel.h"
#include "core/math/toeplitz.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kaba {
namespace {

constexpr std::size_t kShards = 8;  ///< features are dealt out to so many
constexpr Eigen::Index kBlock = 64; ///< rows of a block of pairs
constexpr double kVisible = 1e-11;  ///< rounding that a row may show
constexpr double kMinusInfinity = -std::numeric_limits<double>::infinity();

std::uint64_t asCount(Eigen::Index numbers) { return static_cast<std::uint64_t>(numbers); }

Eigen::MatrixXd normalisedRows(const Eigen::MatrixXd& rows)
{
    const Eigen::VectorXd lengths = rows.rowwise().norm().cwiseMax(std::numeric_limits<double>::min());
    return lengths.cwiseInverse().asDiagonal() * rows;
}

/// c_δ, δ = 1 − n … n − 1, with the largest at 1.
std::vector<double> diagonalsOf(const AttentionProblem& problem)
{
    const Eigen::Index n = problem.tokens();
    std::vector<double> diagonals(static_cast<std::size_t>(2 * n - 1), 1);
    if (!problem.bias.empty()) {
        const auto seen = problem.bias.begin() + (problem.causal ? n : 2 * n - 1);
        const double largest = *std::max_element(problem.bias.begin(), seen);
        std::ranges::transform(problem.bias, diagonals.begin(),
                               [&](double b) { return std::exp(b - largest); });
    }
    if (problem.causal)
        std::fill(diagonals.begin() + n, diagonals.end(), 0.0);
    return diagonals;
}

/// What a shard of the features adds to the sums, n × (d_v + 1).
struct Shard {
    Eigen::MatrixXd sums;
    AttentionCost cost;
};

Shard sumsOfFeatures(const ToeplitzProduct& toeplitz, const ScaledFeatures& features,
                     const Eigen::MatrixXd& extended, std::size_t shard, const RunContext& context)
{
    const auto n = static_cast<std::size_t>(extended.rows());
    Shard result{Eigen::MatrixXd::Zero(extended.rows(), extended.cols()), {}};
    RealFft workspace = toeplitz.workspace();
    Eigen::VectorXd column(extended.rows());
    for (auto feature = static_cast<Eigen::Index>(shard);
         feature < features.keys.cols() && !context.stopRequested();
         feature += static_cast<Eigen::Index>(kShards))
        for (Eigen::Index c = 0; c < extended.cols(); ++c) {
            column = features.keys.col(feature).cwiseProduct(extended.col(c));
            const std::span<double> samples(column.data(), n);
            toeplitz.apply(workspace, samples, samples);
            result.sums.col(c) += features.queries.col(feature).cwiseProduct(column);
            result.cost.multiplyAdds += toeplitz.multiplyAdds() + 2 * n;
        }
    result.cost.numbers = asCount(result.sums.size() + column.size()) + 2 * workspace.size();
    return result;
}

/// φ(q_i)·φ(k_j) c_{j−i} of some rows, without their sums.
Eigen::MatrixXd pairsOf(const ScaledFeatures& features, const std::vector<double>& diagonals,
                        Eigen::Index first, Eigen::Index count, AttentionCost& cost)
{
    const Eigen::Index n = features.keys.rows();
    Eigen::MatrixXd weights =
        counted(cost, features.queries.middleRows(first, count), features.keys.transpose());
    for (Eigen::Index key = 0; key < n; ++key)
        for (Eigen::Index i = 0; i < count; ++i)
            weights(i, key) *= diagonals[static_cast<std::size_t>(key - first - i + n - 1)];
    cost.multiplyAdds += asCount(weights.size());
    return weights;
}

/// A bound of the rounding of each row's normaliser.
Eigen::VectorXd roundingOf(const std::vector<double>& diagonals, const ScaledFeatures& features)
{
    const double norm =
        Eigen::Map<const Eigen::VectorXd>(diagonals.data(), static_cast<Eigen::Index>(diagonals.size()))
            .norm();
    const Eigen::VectorXd keys = features.keys.colwise().norm();
    return 4 * std::numeric_limits<double>::epsilon() * norm * (features.queries * keys);
}

/// What one run of rpeByFft() has made ready.
struct Ready {
    const LogFeatures& logs;
    const AttentionProblem& problem;
    const ScaledFeatures& scaled;
    const std::vector<double>& diagonals;
    const Eigen::MatrixXd& extended;
};

/// Sums of one row by its pairs; in logarithms where they underflow.
Eigen::RowVectorXd sumsOfRow(const Ready& ready, Eigen::Index row, AttentionCost& cost)
{
    constexpr double kUnderflow = 1e-280;
    const Eigen::MatrixXd weights = pairsOf(ready.scaled, ready.diagonals, row, 1, cost);
    Eigen::RowVectorXd sums = counted(cost, weights, ready.extended);
    if (sums[sums.size() - 1] > kUnderflow)
        return sums;
    cost.exponentials += asCount(ready.logs.keys.size());
    return counted(cost, rowOfRpe(ready.logs, ready.problem, row), ready.extended);
}

/// Rows that the transforms cannot tell from 0 well enough are summed anew; how many.
Result<Eigen::Index> sumRowsDirectly(const Ready& ready, Eigen::MatrixXd& sums, AttentionCost& cost,
                                     const RunContext& context)
{
    const Eigen::VectorXd rounding = roundingOf(ready.diagonals, ready.scaled);
    Eigen::Index count = 0;
    for (Eigen::Index row = 0; row < sums.rows(); ++row) {
        if (rounding[row] <= kVisible * sums(row, sums.cols() - 1))
            continue;
        if (context.stopRequested())
            return RunContext::cancelled();
        sums.row(row) = sumsOfRow(ready, row, cost);
        ++count;
    }
    return count;
}

} // namespace

AttentionProblem rpeTarget(AttentionProblem problem, Lengths lengths)
{
    if (lengths == Lengths::Kept)
        return problem;
    const double undone = std::sqrt(std::sqrt(static_cast<double>(problem.dim())));
    problem.queries = undone * normalisedRows(problem.queries);
    problem.keys = undone * normalisedRows(problem.keys);
    return problem;
}

LogFeatures rpeFeatures(const AttentionProblem& problem, Lengths lengths, FeatureKind kind,
                        Eigen::Index count, std::uint64_t seed)
{
    const AttentionProblem target = rpeTarget(problem, lengths);
    const double root = std::sqrt(target.scale());
    const Eigen::MatrixXd directions = featureDirections(kind, count, problem.dim(), seed);
    LogFeatures features;
    features.queries = logFeatures(root * target.queries, directions, features.cost);
    features.keys = logFeatures(root * target.keys, directions, features.cost);
    return features;
}

Result<RpeResult> rpeByFft(const LogFeatures& features, const AttentionProblem& problem,
                           const RunContext& context)
{
    const ScaledFeatures scaled = scaledFeatures(features.queries, features.keys);
    const std::vector<double> diagonals = diagonalsOf(problem);
    const ToeplitzProduct toeplitz(diagonals);
    const Eigen::MatrixXd extended = withOnes(problem.values);
    std::vector<Shard> shards(kShards);
    inParallel(kShards, [&](std::size_t shard) {
        shards[shard] = sumsOfFeatures(toeplitz, scaled, extended, shard, context);
    });
    if (context.stopRequested())
        return RunContext::cancelled();
    RpeResult result;
    result.attention.cost = features.cost;
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(extended.rows(), extended.cols());
    for (const Shard& shard : shards) {
        sums += shard.sums;
        result.attention.cost += shard.cost;
    }
    result.attention.cost.exponentials +=
        asCount(features.queries.size() + features.keys.size()) + diagonals.size();
    result.attention.cost.numbers += asCount(scaled.queries.size() + scaled.keys.size()) + diagonals.size();
    const Result<Eigen::Index> count = sumRowsDirectly({features, problem, scaled, diagonals, extended}, sums,
                                                       result.attention.cost, context);
    if (!count)
        return count.error();
    result.rowsSummed = *count;
    result.attention.outputs = normalisedSums(sums);
    return result;
}

Result<AttentionResult> rpeByPairs(const LogFeatures& features, const AttentionProblem& problem,
                                   const RunContext& context)
{
    const ScaledFeatures scaled = scaledFeatures(features.queries, features.keys);
    const std::vector<double> diagonals = diagonalsOf(problem);
    const Eigen::MatrixXd extended = withOnes(problem.values);
    const Eigen::Index n = problem.tokens();
    AttentionResult result{{n, problem.values.cols()}, features.cost};
    for (Eigen::Index first = 0; first < n; first += kBlock) {
        if (context.stopRequested())
            return RunContext::cancelled();
        const Eigen::Index count = std::min(kBlock, n - first);
        const Eigen::MatrixXd weights = pairsOf(scaled, diagonals, first, count, result.cost);
        result.outputs.middleRows(first, count) = normalisedSums(counted(result.cost, weights, extended));
    }
    result.cost.exponentials += asCount(features.queries.size() + features.keys.size()) + diagonals.size();
    result.cost.numbers = asCount(scaled.queries.size() + scaled.keys.size() + kBlock * n) + diagonals.size();
    return result;
}

Eigen::RowVectorXd rowOfRpe(const LogFeatures& features, const AttentionProblem& problem, Eigen::Index row)
{
    Eigen::RowVectorXd logits = Eigen::RowVectorXd::Constant(problem.tokens(), kMinusInfinity);
    for (Eigen::Index key = 0; key < problem.tokens(); ++key)
        if (problem.sees(row, key)) {
            const Eigen::RowVectorXd logs = features.queries.row(row) + features.keys.row(key);
            const double largest = logs.maxCoeff();
            logits[key] = largest + std::log((logs.array() - largest).exp().sum()) + problem.biasOf(row, key);
        }
    return softmaxOfRows(logits);
}

Eigen::MatrixXd rpeWeights(const LogFeatures& features, const AttentionProblem& problem)
{
    AttentionCost cost;
    const Eigen::MatrixXd weights = pairsOf(scaledFeatures(features.queries, features.keys),
                                            diagonalsOf(problem), 0, problem.tokens(), cost);
    const Eigen::VectorXd sums = weights.rowwise().sum(); // once, not for every entry
    return sums.cwiseInverse().asDiagonal() * weights;
}

} // namespace kaba
