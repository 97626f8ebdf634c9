// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/problem.h"
#include "core/attention/span_plan.h"
#include "core/base/result.h"
#include "core/base/run_context.h"

#include <optional>

namespace kaba {

/// What stands for the keys (and queries) of a span. Oracle: the true mass log Σ exp(q·k) of the span, at the cost of
/// exact attention and with the largest query; it shows what is lost by the second softmax alone.
enum class Pooling { Max, Mean, Oracle };

struct CombinerSettings {
    SpanPattern pattern = SpanPattern::Fixed;
    Eigen::Index block = 0; ///< 0: usualBlock() of each pattern
    Pooling pooling = Pooling::Max;
    bool sizeTerm = false; ///< log|Ω| on the logit of a span: not in the paper. Without effect on the oracle.
    std::optional<SpanPattern> mixture = {}; ///< a second factorisation that gets half of the weight
};

/// One factorisation of one problem: Combiner (Ren et al., 2021), section 3. Token i weighs what it sees directly and
/// its spans under one softmax; a span passes its weight on to its members by a softmax of its own, the same for
/// every token that sees it. The problem's bias is added to direct terms; a span has no place of its own.
class SpanAttention {
public:
    /// Pools the spans. Cost O(n d) for Fixed, O(n d log n) for Logsparse, O(n √n d) for the axial patterns.
    SpanAttention(const AttentionProblem& problem, const SpanPlan& plan, const CombinerSettings& settings);

    const SpanPlan& plan() const { return m_plan; }

    /// What one token gives to each thing that it sees.
    struct Row {
        Sight sight;
        Eigen::VectorXd logWeights; ///< of the tokens, then of the spans, in the order of the sight
        Eigen::Index direct = 0;    ///< how many of them are tokens
    };
    Row rowOf(Eigen::Index token, AttentionCost& cost) const;
    /// log p(j | Ω) of the members of a span.
    Eigen::VectorXd logShares(Eigen::Index span, AttentionCost& cost) const;

    /// The outputs; each span that somebody sees is summed up once. Never an n × n matrix. On all cores, with the same
    /// bits whatever their number. Stops when asked.
    Result<AttentionResult> attend(const RunContext& context) const;

private:
    void pool();
    double massLogit(Eigen::Index token, Eigen::Index span, AttentionCost& cost) const;
    /// What everybody sees of the spans: d_v × spans.
    Result<Eigen::MatrixXd> summaries(AttentionCost& cost, const RunContext& context) const;
    Eigen::VectorXd outputOf(Eigen::Index token, const Eigen::MatrixXd& summaries, AttentionCost& cost) const;

    const AttentionProblem& m_problem;
    SpanPlan m_plan;
    CombinerSettings m_settings;
    Eigen::MatrixXd m_queries, m_keys, m_values; ///< transposed, queries scaled: a token is a column
    Eigen::MatrixXd m_spanKeys;                  ///< d × spans
    Eigen::VectorXd m_sizeTerms;                 ///< log|Ω| or 0
    AttentionCost m_cost;                        ///< of pooling
};

/// Combiner's outputs. Cost and errors: those of SpanAttention::attend().
Result<AttentionResult> combinerAttention(const AttentionProblem& problem, const CombinerSettings& settings,
                                          const RunContext& context);

/// The factorisation of the settings' pattern. The problem must outlive it.
SpanAttention spanAttention(const AttentionProblem& problem, const CombinerSettings& settings);
/// The settings of the mixture's other half, or the same where there is none.
CombinerSettings secondOf(CombinerSettings settings);

} // namespace kaba
