// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/linear_attention.h"

#include "core/attention/exact_attention.h"

#include <algorithm>

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

Result<AttentionResult> bandedAttention(const AttentionProblem& problem, Eigen::Index width,
                                        const RunContext& context)
{
    AttentionResult result;
    const Eigen::Index n = problem.tokens();
    result.outputs.resize(n, problem.values.cols());
    for (Eigen::Index token = 0; token < n; ++token) {
        if (token % kStopEvery == 0 && context.stopRequested())
            return RunContext::cancelled();
        const Eigen::Index first = std::max<Eigen::Index>(0, token - width + 1);
        const Eigen::Index end = problem.causal ? token + 1 : std::min(n, token + width);
        Eigen::RowVectorXd logits =
            problem.scale() * counted(result.cost, problem.queries.row(token),
                                      problem.keys.middleRows(first, end - first).transpose());
        for (Eigen::Index key = first; key < end; ++key)
            logits[key - first] += problem.biasOf(token, key);
        const Eigen::MatrixXd weights = softmaxOfRows(logits);
        result.outputs.row(token) =
            counted(result.cost, weights, problem.values.middleRows(first, end - first));
        result.cost.exponentials += static_cast<std::uint64_t>(weights.size());
        result.cost.numbers = std::max(result.cost.numbers, static_cast<std::uint64_t>(weights.size()));
    }
    return result;
}

} // namespace kaba
