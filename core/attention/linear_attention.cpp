// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/linear_attention.h"

#include "core/base/parallel.h"
#include "core/math/exponential.h"

#include <algorithm>
#include <span>
#include <vector>

namespace kaba {
namespace {

constexpr Eigen::Index kStopEvery = 256; ///< tokens between two looks at the stop sign

} // namespace

Eigen::MatrixXd withOnes(const Eigen::MatrixXd& values)
{
    Eigen::MatrixXd extended(values.rows(), values.cols() + 1);
    extended << values, Eigen::VectorXd::Ones(values.rows());
    return extended;
}

Eigen::MatrixXd normalisedSums(const Eigen::MatrixXd& sums)
{
    const Eigen::Index width = sums.cols() - 1;
    const Eigen::VectorXd factors =
        sums.col(width).unaryExpr([](double sum) { return sum == 0 ? 0 : 1 / sum; });
    return factors.asDiagonal() * sums.leftCols(width);
}

Result<AttentionResult> linearAttention(const Eigen::MatrixXd& queries, const Eigen::MatrixXd& keys,
                                        const Eigen::MatrixXd& values, bool causal, const RunContext& context)
{
    AttentionResult result;
    const Eigen::MatrixXd extended = withOnes(values);
    Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(keys.cols(), extended.cols());
    Eigen::MatrixXd outputs(queries.rows(), extended.cols());
    if (!causal) {
        sums = counted(result.cost, keys.transpose(), extended);
        outputs = counted(result.cost, queries, sums);
    }
    for (Eigen::Index token = 0; causal && token < queries.rows(); ++token) {
        if (token % kStopEvery == 0 && context.stopRequested())
            return RunContext::cancelled();
        sums.noalias() += counted(result.cost, keys.row(token).transpose(), extended.row(token));
        outputs.row(token).noalias() = counted(result.cost, queries.row(token), sums);
    }
    result.cost.numbers = static_cast<std::uint64_t>(sums.size());
    result.outputs = normalisedSums(outputs);
    return result;
}

namespace {

/// Everything transposed: what belongs to one token is contiguous.
struct BandedRun {
    const AttentionProblem& problem;
    Eigen::Index width;
    Eigen::MatrixXd queries = problem.queries.transpose() * problem.scale();
    Eigen::MatrixXd keys = problem.keys.transpose();
    Eigen::MatrixXd values = problem.values.transpose();
    Eigen::MatrixXd outputs = Eigen::MatrixXd(values.rows(), values.cols());

    void attend(Eigen::Index token, Eigen::VectorXd& weights, AttentionCost& cost)
    {
        const Eigen::Index first = std::max<Eigen::Index>(0, token - width + 1);
        const Eigen::Index count =
            (problem.causal ? token + 1 : std::min(keys.cols(), token + width)) - first;
        weights.noalias() = counted(cost, keys.middleCols(first, count).transpose(), queries.col(token));
        for (Eigen::Index key = 0; key < count && !problem.bias.empty(); ++key)
            weights[key] += problem.biasOf(token, first + key);
        const std::span<double> seen(weights.data(), static_cast<std::size_t>(count));
        const double sum = expShifted(seen, 1, largest(seen));
        outputs.col(token).noalias() = counted(cost, values.middleCols(first, count), weights);
        outputs.col(token) /= sum;
        cost.exponentials += seen.size();
        cost.numbers = std::max<std::uint64_t>(cost.numbers, seen.size());
    }
};

} // namespace

Result<AttentionResult> bandedAttention(const AttentionProblem& problem, Eigen::Index width,
                                        const RunContext& context)
{
    BandedRun run{problem, width};
    const Eigen::Index n = problem.tokens();
    const auto shards = static_cast<std::size_t>((n + kStopEvery - 1) / kStopEvery);
    std::vector<AttentionCost> costs(shards);
    inParallel(shards, [&](std::size_t shard) {
        if (context.stopRequested())
            return;
        Eigen::VectorXd weights;
        const Eigen::Index first = static_cast<Eigen::Index>(shard) * kStopEvery;
        for (Eigen::Index token = first; token < std::min(n, first + kStopEvery); ++token)
            run.attend(token, weights, costs[shard]);
    });
    if (context.stopRequested())
        return RunContext::cancelled();
    AttentionResult result{.outputs = run.outputs.transpose(), .cost = {}};
    for (const AttentionCost& cost : costs)
        result.cost += cost;
    return result;
}

} // namespace kaba
