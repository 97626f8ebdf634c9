// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/long_short.h"

#include "core/attention/exact_attention.h"
#include "core/math/normal_rows.h"
#include "core/math/random.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kaba {
namespace {

using Eigen::Index;

constexpr Index kMostQueries = 64; ///< of a block

Index chunkOf(Index chunk, Index tokens) { return chunk > 0 ? std::min(chunk, tokens) : tokens; }

/// Calls act(first, count, number) for each chunk.
template <class Act>
void forEachChunk(Index tokens, Index chunk, Act act)
{
    const Index length = chunkOf(chunk, tokens);
    for (Index first = 0; first < tokens; first += length)
        act(first, std::min(length, tokens - first), first / length);
}

} // namespace

Projection projectionOf(Eigen::MatrixXd logits, Index chunk)
{
    Projection projection;
    forEachChunk(logits.rows(), chunk, [&](Index first, Index count, Index) {
        logits.middleRows(first, count) =
            softmaxOfRows(logits.middleRows(first, count).transpose()).transpose().eval();
    });
    projection.cost.exponentials = static_cast<std::uint64_t>(logits.size());
    projection.weights = std::move(logits);
    return projection;
}

Projection dynamicProjection(const Eigen::MatrixXd& inputs, const Eigen::MatrixXd& maps, double sharpness,
                             Index chunk)
{
    AttentionCost cost;
    const double scale = sharpness / std::sqrt(static_cast<double>(inputs.cols()));
    Projection projection = projectionOf(scale * counted(cost, inputs, maps), chunk);
    projection.cost += cost;
    return projection;
}

Eigen::MatrixXd normalRows(std::uint64_t seed, Index rows, Index cols)
{
    Random random(seed);
    return kaba::normalRows(random, rows, cols);
}

Eigen::MatrixXd normalisedRows(const Eigen::MatrixXd& rows)
{
    Eigen::MatrixXd out = rows.colwise() - rows.rowwise().mean();
    for (Index row = 0; row < out.rows(); ++row)
        if (const double deviation = out.row(row).norm() / std::sqrt(static_cast<double>(out.cols()));
            deviation > 0)
            out.row(row) /= deviation;
    return out;
}

Eigen::MatrixXd summariesOf(const Projection& projection, const Eigen::MatrixXd& rows, Index chunk,
                            AttentionCost& cost)
{
    const Index rank = projection.weights.cols();
    const Index length = chunkOf(chunk, rows.rows());
    Eigen::MatrixXd summaries(rank * ((rows.rows() + length - 1) / length), rows.cols());
    forEachChunk(rows.rows(), chunk, [&](Index first, Index count, Index number) {
        summaries.middleRows(number * rank, rank).noalias() = counted(
            cost, projection.weights.middleRows(first, count).transpose(), rows.middleRows(first, count));
    });
    return summaries;
}

LongShort::LongShort(const AttentionProblem& problem, const Projection& projection,
                     const LongShortSettings& settings)
    : m_problem(problem)
    , m_rank(projection.weights.cols())
    , m_chunk(chunkOf(settings.chunk, problem.tokens()))
    , m_window(std::min(std::max<Index>(settings.window, problem.causal ? 1 : 0), problem.tokens()))
    , m_cost(projection.cost)
{
    m_summaryKeys = summariesOf(projection, problem.keys, m_chunk, m_cost);
    m_summaryValues = summariesOf(projection, problem.values, m_chunk, m_cost);
    m_longKeys = settings.dualNorm ? normalisedRows(m_summaryKeys) : m_summaryKeys;
    m_shortKeys = settings.dualNorm ? normalisedRows(problem.keys) : problem.keys;
    m_cost.numbers =
        static_cast<std::uint64_t>(projection.weights.size() + m_summaryKeys.size() + m_summaryValues.size());
}

LongShort::Block LongShort::blockAt(Index first) const
{
    const Index n = m_problem.tokens();
    Block block{.first = first, .summaries = m_summaryKeys.rows()};
    if (m_problem.causal) {
        block.count = std::min({kMostQueries, m_window, n - first});
        block.firstKey = std::max<Index>(0, first - m_window + 1);
        block.keys = first + block.count - block.firstKey;
        block.summaries = m_rank * ((first + block.count - 1) / m_chunk);
        return block;
    }
    if (m_window == 0) {
        block.count = std::min(kMostQueries, n - first);
        return block;
    }
    const Index segment = first / m_window * m_window;
    const Index beside = std::max<Index>(m_window / 2, 1);
    block.count = std::min(kMostQueries, std::min(segment + m_window, n) - first);
    block.firstKey = std::max<Index>(0, segment - beside);
    block.keys = std::min(n, segment + m_window + beside) - block.firstKey;
    return block;
}

/// Inside the window of a causal block, what is too old or yet to come.
bool LongShort::hides(Index query, Index key) const
{
    return m_problem.causal && (key > query || key <= query - m_window);
}

void LongShort::weigh(Block& block, AttentionCost& cost) const
{
    constexpr double kHidden = -std::numeric_limits<double>::infinity();
    const Eigen::MatrixXd queries =
        m_problem.scale() * m_problem.queries.middleRows(block.first, block.count);
    Eigen::MatrixXd logits(block.count, block.summaries + block.keys);
    logits.leftCols(block.summaries).noalias() =
        counted(cost, queries, m_longKeys.topRows(block.summaries).transpose());
    logits.rightCols(block.keys).noalias() =
        counted(cost, queries, m_shortKeys.middleRows(block.firstKey, block.keys).transpose());
    for (Index i = 0; i < block.count; ++i) {
        const Index query = block.first + i;
        for (Index k = 0; k < block.keys; ++k) {
            double& logit = logits(i, block.summaries + k);
            const Index key = block.firstKey + k;
            logit = hides(query, key) ? kHidden : logit + m_problem.biasOf(query, key);
        }
        const Index seen = m_problem.causal ? m_rank * (query / m_chunk) : block.summaries;
        logits.row(i).segment(seen, block.summaries - seen).setConstant(kHidden);
    }
    cost.exponentials += static_cast<std::uint64_t>(logits.size());
    cost.numbers = std::max(cost.numbers, static_cast<std::uint64_t>(logits.size()));
    block.weights = softmaxOfRows(std::move(logits));
}

Status LongShort::forEachBlock(const std::function<void(const Block&)>& act, AttentionCost& cost,
                               const RunContext& context) const
{
    for (Index first = 0; first < m_problem.tokens();) {
        if (context.stopRequested())
            return RunContext::cancelled();
        Block block = blockAt(first);
        weigh(block, cost);
        act(block);
        first += block.count;
    }
    return Done{};
}

Result<AttentionResult> LongShort::attend(const RunContext& context) const
{
    AttentionResult result{.outputs = Eigen::MatrixXd(m_problem.tokens(), m_problem.values.cols()),
                           .cost = {}};
    const auto give = [&](const Block& block) {
        result.outputs.middleRows(block.first, block.count) = counted(
            result.cost, block.weights.leftCols(block.summaries), m_summaryValues.topRows(block.summaries));
        result.outputs.middleRows(block.first, block.count) +=
            counted(result.cost, block.weights.rightCols(block.keys),
                    m_problem.values.middleRows(block.firstKey, block.keys));
    };
    if (Status done = forEachBlock(give, result.cost, context); !done)
        return done.error();
    result.cost.numbers += m_cost.numbers;
    result.cost += m_cost;
    return result;
}

Result<LongShortView> longShortView(const AttentionProblem& problem, const Projection& projection,
                                    const LongShortSettings& settings, const RunContext& context)
{
    const LongShort attention(problem, projection, settings);
    const Index n = problem.tokens();
    LongShortView view;
    view.summaries.setZero(n, attention.summaryKeys().rows());
    view.window.setZero(n, std::min(n, 2 * attention.window() + 1));
    view.expanded.setZero(n, n);
    const auto take = [&](const LongShort::Block& block) {
        const auto window = block.weights.rightCols(block.keys);
        view.summaries.block(block.first, 0, block.count, block.summaries) =
            block.weights.leftCols(block.summaries);
        const Index shown = std::min(block.keys, view.window.cols());
        view.window.block(block.first, 0, block.count, shown) = window.leftCols(shown);
        view.expanded.block(block.first, block.firstKey, block.count, block.keys) = window;
    };
    AttentionCost cost;
    if (Status done = attention.forEachBlock(take, cost, context); !done)
        return done.error();
    const Index rank = projection.weights.cols();
    forEachChunk(n, settings.chunk, [&](Index first, Index count, Index number) {
        view.expanded.middleCols(first, count) += view.summaries.middleCols(number * rank, rank) *
                                                  projection.weights.middleRows(first, count).transpose();
    });
    return view;
}

} // namespace kaba
