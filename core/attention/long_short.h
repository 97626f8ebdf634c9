// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/problem.h"
#include "core/base/result.h"
#include "core/base/run_context.h"

#include <cstdint>
#include <functional>

namespace kaba {

/// Transformer-LS (Zhu et al., 2021), section 3: a segment-wise window and r summaries of all tokens under one softmax.
struct LongShortSettings {
    /// w: a token sees its segment of w tokens and ⌊w/2⌋ (at least 1) on both sides; causal: itself and the w − 1
    /// before it, as in the authors' language models. 0: no window; causal at least 1.
    Eigen::Index window = 16;
    /// Tokens that are summed up together, each such chunk to r summaries; 0: all. Causal tokens see the summaries
    /// of the chunks that ended before them.
    Eigen::Index chunk = 0;
    /// DualLN: the keys of the window and those of the summaries are each brought to mean 0 and variance 1, unit gain.
    /// The paper does the same to the values; here they are left alone, so that outputs stay linear in them.
    bool dualNorm = false;
};

/// P of P = softmax over the tokens of each chunk: each column sums to 1 in each chunk. `logits` is n × r.
struct Projection {
    Eigen::MatrixXd weights; ///< n × r
    AttentionCost cost;
};
Projection projectionOf(Eigen::MatrixXd logits, Eigen::Index chunk);

/// The paper's dynamic projection: logits sharpness · X W/√d, `inputs` n × d, `maps` d × r. Cost n d r.
Projection dynamicProjection(const Eigen::MatrixXd& inputs, const Eigen::MatrixXd& maps, double sharpness,
                             Eigen::Index chunk);

/// Independent normal entries, row after row: more rows or another number of tokens leave the first rows as they are.
Eigen::MatrixXd normalRows(std::uint64_t seed, Eigen::Index rows, Eigen::Index cols);

/// Each row to mean 0 and variance 1 (a row without variance: to 0): layer normalisation with unit gain.
Eigen::MatrixXd normalisedRows(const Eigen::MatrixXd& rows);

/// PᵀX in each chunk: r rows for the first chunk, r for the second, …. Cost n r cols.
Eigen::MatrixXd summariesOf(const Projection& projection, const Eigen::MatrixXd& rows, Eigen::Index chunk,
                            AttentionCost& cost);

/// One problem with its summaries, block by block of queries.
class LongShort {
public:
    /// Sums up keys and values. Requires as many rows in the projection as tokens; 0 columns: no summaries. There must
    /// be a window or a summary. The problem must outlive it.
    LongShort(const AttentionProblem& problem, const Projection& projection,
              const LongShortSettings& settings);

    /// Some queries of one segment, the tokens of their window and the summaries that the last of them sees.
    struct Block {
        Eigen::Index first = 0, count = 0, firstKey = 0, keys = 0, summaries = 0;
        Eigen::MatrixXd weights = {}; ///< count × (summaries + keys): rows sum to 1, 0 where hidden
    };
    /// All blocks in order, at most 64 queries each. Stops when asked.
    Status forEachBlock(const std::function<void(const Block&)>& act, AttentionCost& cost,
                        const RunContext& context) const;

    const Eigen::MatrixXd& summaryKeys() const { return m_summaryKeys; } ///< K̄, before DualLN
    const Eigen::MatrixXd& summaryValues() const { return m_summaryValues; }
    Eigen::Index chunk() const { return m_chunk; }
    Eigen::Index window() const { return m_window; }

    /// n × d_v. The problem's bias counts inside the window; a summary has no place. Cost n (r + 2w)(d + d_v)
    /// multiply-adds beside the projection. Never an n × n matrix. Stops when asked.
    Result<AttentionResult> attend(const RunContext& context) const;

private:
    Block blockAt(Eigen::Index first) const;
    void weigh(Block& block, AttentionCost& cost) const;
    bool hides(Eigen::Index query, Eigen::Index key) const;

    const AttentionProblem& m_problem;
    Eigen::Index m_rank, m_chunk, m_window;
    Eigen::MatrixXd m_summaryKeys, m_summaryValues;
    Eigen::MatrixXd m_longKeys, m_shortKeys; ///< those that queries meet, after DualLN
    AttentionCost m_cost;
};

/// The parts of LongShort as matrices, for pictures.
struct LongShortView {
    Eigen::MatrixXd summaries; ///< n × rows of summaries: what each token gives to them
    Eigen::MatrixXd window;    ///< n × widest window: the same, from the first token of its window on
    Eigen::MatrixXd expanded;  ///< n × n: the window in its place, summaries spread back by P
};
/// Cost O(n² r). Stops when asked.
Result<LongShortView> longShortView(const AttentionProblem& problem, const Projection& projection,
                                    const LongShortSettings& settings, const RunContext& context);

} // namespace kaba
