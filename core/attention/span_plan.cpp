// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/span_plan.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace kaba {
namespace {

void add(std::vector<IndexRun>& runs, IndexRun run)
{
    if (run.count > 0)
        runs.push_back(run);
}

Eigen::Index ceilDiv(Eigen::Index a, Eigen::Index b) { return (a + b - 1) / b; }

Eigen::Index seenWith(SpanPattern pattern, Eigen::Index tokens, Eigen::Index block)
{
    const Eigen::Index blocks = ceilDiv(tokens, block);
    switch (pattern) {
    case SpanPattern::Logsparse:
        return block + static_cast<Eigen::Index>(std::bit_width(static_cast<std::uint64_t>(blocks - 1)));
    case SpanPattern::AxialVertical:
        return blocks == 1 ? block : 3 * block + blocks - 3; // both ways: spans above and below
    case SpanPattern::Fixed:
    case SpanPattern::AxialRowmajor:
        break;
    }
    return block + blocks - 1;
}

} // namespace

SpanPlan::SpanPlan(SpanPattern pattern, Eigen::Index tokens, Eigen::Index block, bool causal)
    : m_pattern(pattern)
    , m_tokens(tokens)
    , m_block(std::min(block, tokens))
    , m_causal(causal)
{
    switch (pattern) {
    case SpanPattern::Fixed:
        m_spans = blocks();
        break;
    case SpanPattern::Logsparse:
        for (Eigen::Index count = blocks(); count > 1; count = ceilDiv(count, 2)) {
            m_levels.push_back(m_spans);
            m_spans += count;
        }
        break;
    case SpanPattern::AxialVertical:
        m_spans = 2 * tokens;
        break;
    case SpanPattern::AxialRowmajor:
        m_spans = tokens;
        break;
    }
}

IndexRun SpanPlan::blockAt(Eigen::Index block) const
{
    const Eigen::Index first = block * m_block;
    return {first, std::min(m_block, m_tokens - first)};
}

/// What a token sees for itself of its own block or row.
IndexRun SpanPlan::ownBlock(Eigen::Index token) const
{
    IndexRun own = blockAt(token / m_block);
    if (m_causal)
        own.count = token - own.first + 1;
    return own;
}

/// From a token of the picture downwards.
IndexRun SpanPlan::columnFrom(Eigen::Index token) const
{
    return {token, token < m_tokens ? ceilDiv(m_tokens - token, m_block) : 0, m_block};
}

IndexRun SpanPlan::treeMembers(Eigen::Index span) const
{
    std::size_t level = m_levels.size() - 1;
    while (m_levels[level] > span)
        --level;
    const Eigen::Index width = m_block << level;
    const Eigen::Index first = (span - m_levels[level]) * width;
    return {first, std::min(width, m_tokens - first)};
}

/// Span t < n: the column of token t down to it; span n + t: from it downwards.
IndexRun SpanPlan::columnMembers(Eigen::Index span) const
{
    if (span >= m_tokens)
        return columnFrom(span - m_tokens);
    return {span % m_block, span / m_block + 1, m_block};
}

IndexRun SpanPlan::members(Eigen::Index span) const
{
    switch (m_pattern) {
    case SpanPattern::Fixed:
        return blockAt(span);
    case SpanPattern::Logsparse:
        return treeMembers(span);
    case SpanPattern::AxialVertical:
        return columnMembers(span);
    case SpanPattern::AxialRowmajor:
        break;
    }
    return blockAt(span / m_block);
}

std::optional<Eigen::Index> SpanPlan::anchor(Eigen::Index span) const
{
    if (m_pattern == SpanPattern::AxialRowmajor)
        return span;
    return std::nullopt;
}

Sight SpanPlan::fixedSight(Eigen::Index token) const
{
    Sight sight{.tokens = {ownBlock(token)}, .spans = {}};
    const Eigen::Index block = token / m_block;
    add(sight.spans, {0, block});
    if (!m_causal)
        add(sight.spans, {block + 1, blocks() - block - 1});
    return sight;
}

Sight SpanPlan::treeSight(Eigen::Index token) const
{
    Sight sight{.tokens = {ownBlock(token)}, .spans = {}};
    Eigen::Index node = token / m_block;
    for (std::size_t level = 0; level < m_levels.size(); ++level, node /= 2) {
        const Eigen::Index brother = node ^ 1;
        const bool isPast = brother < node;
        const bool exists = brother * (m_block << level) < m_tokens;
        if (exists && (isPast || !m_causal))
            sight.spans.push_back({m_levels[level] + brother, 1});
    }
    return sight;
}

Sight SpanPlan::verticalSight(Eigen::Index token) const
{
    const Eigen::Index row = token / m_block;
    const Eigen::Index column = token % m_block;
    Sight sight;
    add(sight.tokens, {column, row, m_block});
    sight.tokens.push_back(ownBlock(token));
    const auto without = [&](Eigen::Index offset, IndexRun others, Eigen::Index own) {
        add(sight.spans, {offset + others.first, std::min(own - others.first, others.count)});
        add(sight.spans, {offset + own + 1, others.first + others.count - own - 1});
    };
    if (row > 0)
        without(0, blockAt(row - 1), token - m_block);
    if (m_causal || (row + 1) * m_block >= m_tokens)
        return sight;
    add(sight.tokens, columnFrom(token + m_block));
    without(m_tokens, blockAt(row + 1), token + m_block);
    return sight;
}

Sight SpanPlan::rowmajorSight(Eigen::Index token) const
{
    Sight sight{.tokens = {ownBlock(token)}, .spans = {}};
    add(sight.spans, {token % m_block, token / m_block, m_block});
    if (m_causal)
        return sight;
    const IndexRun below = columnFrom(token + m_block);
    add(sight.spans, below);
    // A last row that ends before this column is seen from its last token.
    if (token / m_block + below.count + 1 < blocks())
        sight.spans.push_back({m_tokens - 1, 1});
    return sight;
}

Sight SpanPlan::sightOf(Eigen::Index token) const
{
    switch (m_pattern) {
    case SpanPattern::Fixed:
        return fixedSight(token);
    case SpanPattern::Logsparse:
        return treeSight(token);
    case SpanPattern::AxialVertical:
        return verticalSight(token);
    case SpanPattern::AxialRowmajor:
        break;
    }
    return rowmajorSight(token);
}

std::vector<Eigen::Index> SpanPlan::viewersOf(Eigen::Index span) const
{
    std::vector<Eigen::Index> viewers;
    for (Eigen::Index token = 0; token < m_tokens; ++token)
        for (const IndexRun& run : sightOf(token).spans)
            if (span >= run.first && (span - run.first) % run.stride == 0 &&
                (span - run.first) / run.stride < run.count)
                viewers.push_back(token);
    return viewers;
}

std::vector<Eigen::Index> SpanPlan::viewerCounts() const
{
    std::vector<Eigen::Index> counts(static_cast<std::size_t>(m_spans), 0);
    for (Eigen::Index token = 0; token < m_tokens; ++token)
        forEachIndex(sightOf(token).spans, 0,
                     [&](Eigen::Index span, Eigen::Index) { ++counts[static_cast<std::size_t>(span)]; });
    return counts;
}

Eigen::Index usualBlock(SpanPattern pattern, Eigen::Index tokens)
{
    if (pattern == SpanPattern::Logsparse)
        return 1;
    const double area = static_cast<double>(tokens) * (pattern == SpanPattern::Fixed ? 2 : 1);
    return std::clamp<Eigen::Index>(std::lround(std::sqrt(area)), 1, tokens);
}

Eigen::Index blockWithin(SpanPattern pattern, Eigen::Index tokens, Eigen::Index budget)
{
    if (budget >= tokens)
        return tokens;
    Eigen::Index best = 1;
    for (Eigen::Index block = 1; block <= tokens; ++block) {
        const Eigen::Index seen = seenWith(pattern, tokens, block);
        const Eigen::Index least = seenWith(pattern, tokens, best);
        if (seen <= budget || (least > budget && seen < least))
            best = block;
    }
    return best;
}

} // namespace kaba
