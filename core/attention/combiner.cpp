// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/combiner.h"

#include "core/base/parallel.h"
#include "core/math/log_sum_exp.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr Eigen::Index kShard = 512; ///< tokens that one thread takes at a time

using Columns = Eigen::Map<const Eigen::MatrixXd, 0, Eigen::OuterStride<>>;

/// Columns of a matrix without copying them.
Columns columnsOf(const Eigen::MatrixXd& matrix, const IndexRun& run)
{
    return {matrix.data() + run.first * matrix.rows(), matrix.rows(), run.count,
            Eigen::OuterStride<>(run.stride * matrix.rows())};
}

} // namespace

SpanAttention::SpanAttention(const AttentionProblem& problem, const SpanPlan& plan,
                             const CombinerSettings& settings)
    : m_problem(problem)
    , m_plan(plan)
    , m_settings(settings)
    , m_queries((problem.scale() * problem.queries).transpose())
    , m_keys(problem.keys.transpose())
    , m_values(problem.values.transpose())
    , m_spanKeys(problem.dim(), plan.spans())
    , m_sizeTerms(Eigen::VectorXd::Zero(plan.spans()))
{
    pool();
}

void SpanAttention::pool()
{
    for (Eigen::Index span = 0; span < m_plan.spans(); ++span) {
        const IndexRun members = m_plan.members(span);
        const Columns keys = columnsOf(m_keys, members);
        const auto count = static_cast<double>(members.count);
        if (m_settings.pooling == Pooling::Mean)
            m_spanKeys.col(span) = counted(m_cost, keys, Eigen::VectorXd::Constant(members.count, 1 / count));
        else
            m_spanKeys.col(span) = keys.rowwise().maxCoeff();
        if (m_settings.sizeTerm)
            m_sizeTerms[span] = std::log(count);
    }
}

Eigen::VectorXd SpanAttention::logShares(Eigen::Index span, AttentionCost& cost) const
{
    const IndexRun members = m_plan.members(span);
    const Columns queries = columnsOf(m_queries, members);
    Eigen::VectorXd query;
    if (const auto anchor = m_plan.anchor(span))
        query = m_queries.col(*anchor);
    else if (m_settings.pooling == Pooling::Mean)
        query = counted(cost, queries,
                        Eigen::VectorXd::Constant(members.count, 1 / static_cast<double>(members.count)));
    else
        query = queries.rowwise().maxCoeff();
    Eigen::VectorXd logits = counted(cost, columnsOf(m_keys, members).transpose(), query);
    logits.array() -= logSumExp(logits);
    cost.exponentials += static_cast<std::uint64_t>(members.count);
    return logits;
}

/// The oracle's logit of a span: log Σ_{j∈Ω} exp(q_i·k_j).
double SpanAttention::massLogit(Eigen::Index token, Eigen::Index span, AttentionCost& cost) const
{
    const IndexRun members = m_plan.members(span);
    cost.exponentials += static_cast<std::uint64_t>(members.count);
    return logSumExp(counted(cost, columnsOf(m_keys, members).transpose(), m_queries.col(token)));
}

SpanAttention::Row SpanAttention::rowOf(Eigen::Index token, AttentionCost& cost) const
{
    Row row{.sight = m_plan.sightOf(token), .logWeights = {}, .direct = 0};
    row.direct = countOf(row.sight.tokens);
    row.logWeights.resize(row.direct + countOf(row.sight.spans));
    Eigen::Index place = 0;
    const auto take = [&](const Eigen::MatrixXd& keys, const IndexRun& run) {
        row.logWeights.segment(place, run.count).noalias() =
            counted(cost, columnsOf(keys, run).transpose(), m_queries.col(token));
        place += run.count;
    };
    for (const IndexRun& run : row.sight.tokens)
        take(m_keys, run);
    if (!m_problem.bias.empty())
        forEachIndex(row.sight.tokens, 0, [&](Eigen::Index key, Eigen::Index k) {
            row.logWeights[k] += m_problem.biasOf(token, key);
        });
    if (m_settings.pooling == Pooling::Oracle) {
        forEachIndex(row.sight.spans, row.direct, [&](Eigen::Index span, Eigen::Index k) {
            row.logWeights[k] = massLogit(token, span, cost);
        });
    } else {
        for (const IndexRun& run : row.sight.spans)
            take(m_spanKeys, run);
        forEachIndex(row.sight.spans, row.direct,
                     [&](Eigen::Index span, Eigen::Index k) { row.logWeights[k] += m_sizeTerms[span]; });
    }
    row.logWeights.array() -= logSumExp(row.logWeights);
    cost.exponentials += static_cast<std::uint64_t>(row.logWeights.size());
    return row;
}

Result<Eigen::MatrixXd> SpanAttention::summaries(AttentionCost& cost, const RunContext& context) const
{
    const std::vector<Eigen::Index> viewers = m_plan.viewerCounts();
    Eigen::MatrixXd summaries = Eigen::MatrixXd::Zero(m_values.rows(), m_plan.spans());
    for (Eigen::Index span = 0; span < m_plan.spans(); ++span) {
        if (span % kShard == 0 && context.stopRequested())
            return RunContext::cancelled();
        if (viewers[static_cast<std::size_t>(span)] == 0)
            continue;
        const Eigen::VectorXd shares = logShares(span, cost).array().exp();
        summaries.col(span).noalias() = counted(cost, columnsOf(m_values, m_plan.members(span)), shares);
    }
    return summaries;
}

Eigen::VectorXd SpanAttention::outputOf(Eigen::Index token, const Eigen::MatrixXd& summaries,
                                        AttentionCost& cost) const
{
    const Row row = rowOf(token, cost);
    const Eigen::VectorXd weights = row.logWeights.array().exp();
    Eigen::VectorXd output = Eigen::VectorXd::Zero(m_values.rows());
    Eigen::Index place = 0;
    const auto give = [&](const Eigen::MatrixXd& from, const IndexRun& run) {
        output += counted(cost, columnsOf(from, run), weights.segment(place, run.count));
        place += run.count;
    };
    for (const IndexRun& run : row.sight.tokens)
        give(m_values, run);
    for (const IndexRun& run : row.sight.spans)
        give(summaries, run);
    cost.numbers = std::max(cost.numbers, static_cast<std::uint64_t>(weights.size()));
    return output;
}

Result<AttentionResult> SpanAttention::attend(const RunContext& context) const
{
    AttentionResult result{.outputs = {}, .cost = m_cost};
    const Result<Eigen::MatrixXd> summed = summaries(result.cost, context);
    if (!summed)
        return summed.error();
    Eigen::MatrixXd outputs(m_values.rows(), m_plan.tokens());
    std::vector<AttentionCost> costs(static_cast<std::size_t>((m_plan.tokens() + kShard - 1) / kShard));
    inParallel(costs.size(), [&](std::size_t shard) {
        AttentionCost& cost = costs[shard];
        const Eigen::Index first = static_cast<Eigen::Index>(shard) * kShard;
        const Eigen::Index end = std::min(first + kShard, m_plan.tokens());
        for (Eigen::Index token = first; token < end && !context.stopRequested(); ++token)
            outputs.col(token) = outputOf(token, *summed, cost);
    });
    if (context.stopRequested())
        return RunContext::cancelled();
    for (const AttentionCost& cost : costs)
        result.cost += cost;
    result.cost.numbers += static_cast<std::uint64_t>(m_spanKeys.size() + summed->size());
    result.outputs = outputs.transpose();
    return result;
}

SpanAttention spanAttention(const AttentionProblem& problem, const CombinerSettings& settings)
{
    const Eigen::Index n = problem.tokens();
    const Eigen::Index block = settings.block > 0 ? settings.block : usualBlock(settings.pattern, n);
    return {problem, SpanPlan(settings.pattern, n, block, problem.causal), settings};
}

CombinerSettings secondOf(CombinerSettings settings)
{
    settings.pattern = settings.mixture.value_or(settings.pattern);
    settings.mixture.reset();
    return settings;
}

Result<AttentionResult> combinerAttention(const AttentionProblem& problem, const CombinerSettings& settings,
                                          const RunContext& context)
{
    Result<AttentionResult> result = spanAttention(problem, settings).attend(context);
    if (!result || !settings.mixture)
        return result;
    Result<AttentionResult> other = spanAttention(problem, secondOf(settings)).attend(context);
    if (!other)
        return other;
    result->outputs = (result->outputs + other->outputs) / 2;
    result->cost += other->cost;
    return result;
}

} // namespace kaba
