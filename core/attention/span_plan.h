// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <optional>
#include <vector>

namespace kaba {

/// Who is seen directly and through which spans: Combiner (Ren et al., 2021), section 4.
enum class SpanPattern {
    Fixed,     ///< own block of tokens; every other block is a span
    Logsparse, ///< own block; spans are the brothers on the way up the binary tree over the blocks
    AxialVertical, ///< own row and column of a picture; what stands above (or below) in each other column is a span
    AxialRowmajor ///< own row; every other row is a span, summed up by its token in the same column
};

/// The indices first, first + stride, …, `count` of them.
struct IndexRun {
    Eigen::Index first = 0, count = 0, stride = 1;

    Eigen::Index at(Eigen::Index k) const { return first + k * stride; }
    bool operator==(const IndexRun&) const = default;
};

/// How many indices the runs hold.
inline Eigen::Index countOf(const std::vector<IndexRun>& runs)
{
    Eigen::Index count = 0;
    for (const IndexRun& run : runs)
        count += run.count;
    return count;
}

/// Calls act(index, place) for every index of the runs; the places count from `from`.
template <class Act>
void forEachIndex(const std::vector<IndexRun>& runs, Eigen::Index from, Act act)
{
    for (const IndexRun& run : runs)
        for (Eigen::Index k = 0; k < run.count; ++k)
            act(run.at(k), from++);
}

/// All that one token sees: tokens for themselves, and spans. Together they hold every visible token once.
struct Sight {
    std::vector<IndexRun> tokens, spans;
};

/// A factorisation of the tokens. Nothing is stored: everything follows from a few numbers.
class SpanPlan {
public:
    /// `block` tokens stand in a block or in a row of the picture. Requires 1 ≤ block and tokens ≥ 1.
    SpanPlan(SpanPattern pattern, Eigen::Index tokens, Eigen::Index block, bool causal);

    SpanPattern pattern() const { return m_pattern; }
    Eigen::Index tokens() const { return m_tokens; }
    Eigen::Index block() const { return m_block; }
    Eigen::Index spans() const { return m_spans; }
    /// Requires 0 ≤ span < spans().
    IndexRun members(Eigen::Index span) const;
    /// The token whose query stands for the span; nothing where the queries of all members are pooled.
    std::optional<Eigen::Index> anchor(Eigen::Index span) const;
    /// Requires 0 ≤ token < tokens(). Cost O(log n).
    Sight sightOf(Eigen::Index token) const;
    /// The tokens that see this span. Cost O(n log n).
    std::vector<Eigen::Index> viewersOf(Eigen::Index span) const;
    /// How many tokens see each span; many spans serve nobody where causal. Cost O(what all tokens see).
    std::vector<Eigen::Index> viewerCounts() const;

private:
    Sight fixedSight(Eigen::Index token) const;
    Sight treeSight(Eigen::Index token) const;
    Sight verticalSight(Eigen::Index token) const;
    Sight rowmajorSight(Eigen::Index token) const;
    IndexRun treeMembers(Eigen::Index span) const;
    IndexRun columnMembers(Eigen::Index span) const;
    IndexRun blockAt(Eigen::Index block) const;
    IndexRun ownBlock(Eigen::Index token) const;
    IndexRun columnFrom(Eigen::Index token) const;
    Eigen::Index blocks() const { return (m_tokens + m_block - 1) / m_block; }

    SpanPattern m_pattern;
    Eigen::Index m_tokens, m_block;
    bool m_causal;
    std::vector<Eigen::Index> m_levels; ///< of the tree: number of its first span
    Eigen::Index m_spans = 0;
};

/// The block that the paper's cost suggests: √(2n) for Fixed, 1 for Logsparse, √n (a square picture) for the axial ones.
Eigen::Index usualBlock(SpanPattern pattern, Eigen::Index tokens);

/// The largest block with which no token sees more than `budget` tokens and spans (not causal), or, where even the
/// best block lets it see more, that block. All tokens are one block where the budget reaches them.
Eigen::Index blockWithin(SpanPattern pattern, Eigen::Index tokens, Eigen::Index budget);

} // namespace kaba
