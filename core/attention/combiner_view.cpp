// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/combiner_view.h"

#include "core/attention/exact_attention.h"
#include "core/math/log_sum_exp.h"

#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace kaba {
namespace {

/// One factorisation taken apart.
class Anatomy {
public:
    Anatomy(const AttentionProblem& problem, const CombinerSettings& settings)
        : m_attention(spanAttention(problem, settings))
        , m_full(attentionLogits(problem).transpose())
    {
        const Eigen::Index n = problem.tokens();
        for (Eigen::MatrixXd* part : {&m_view.direct, &m_view.throughSpans, &m_view.sparse})
            part->setZero(n, n);
        m_view.massDivergence.setZero(n);
        m_view.innerDivergence.setZero(n);
        AttentionCost cost;
        for (Eigen::Index span = 0; span < m_attention.plan().spans(); ++span)
            m_shares.push_back(m_attention.logShares(span, cost));
    }

    void addRow(Eigen::Index token)
    {
        AttentionCost cost;
        const SpanAttention::Row row = m_attention.rowOf(token, cost);
        const double fullSum = logSumExp(m_full.col(token));
        const double sparseSum = logSumExp(row.logWeights.head(row.direct));
        forEachIndex(row.sight.tokens, 0, [&](Eigen::Index key, Eigen::Index k) {
            const double logWeight = row.logWeights[k];
            m_view.direct(token, key) = std::exp(logWeight);
            m_view.sparse(token, key) = std::exp(logWeight - sparseSum);
            const double logFull = m_full(key, token) - fullSum;
            m_view.massDivergence[token] += std::exp(logFull) * (logFull - logWeight);
        });
        forEachIndex(row.sight.spans, row.direct, [&](Eigen::Index span, Eigen::Index k) {
            addSpan(token, span, row.logWeights[k], fullSum);
        });
    }

    CombinerView take() { return std::move(m_view); }

private:
    void addSpan(Eigen::Index token, Eigen::Index span, double logMass, double fullSum)
    {
        const IndexRun members = m_attention.plan().members(span);
        const Eigen::VectorXd& shares = m_shares[static_cast<std::size_t>(span)];
        Eigen::VectorXd full(members.count);
        for (Eigen::Index k = 0; k < members.count; ++k) {
            full[k] = m_full(members.at(k), token) - fullSum;
            m_view.throughSpans(token, members.at(k)) = std::exp(logMass + shares[k]);
        }
        const double logFull = logSumExp(full);
        m_view.massDivergence[token] += std::exp(logFull) * (logFull - logMass);
        m_view.innerDivergence[token] +=
            (full.array().exp() * (full.array() - logFull - shares.array())).sum();
    }

    SpanAttention m_attention;
    Eigen::MatrixXd m_full; ///< logits of full attention, transposed: those of a token are contiguous
    std::vector<Eigen::VectorXd> m_shares;
    CombinerView m_view;
};

} // namespace

Result<CombinerView> combinerView(const AttentionProblem& problem, const CombinerSettings& settings,
                                  const RunContext& context)
{
    Anatomy anatomy(problem, settings);
    for (Eigen::Index token = 0; token < problem.tokens(); ++token) {
        if (context.stopRequested())
            return RunContext::cancelled();
        anatomy.addRow(token);
    }
    CombinerView view = anatomy.take();
    if (!settings.mixture)
        return view;
    Result<CombinerView> other = combinerView(problem, secondOf(settings), context);
    if (!other)
        return other;
    view.direct = (view.direct + other->direct) / 2;
    view.throughSpans = (view.throughSpans + other->throughSpans) / 2;
    view.sparse = (view.sparse + other->sparse) / 2;
    view.massDivergence.resize(0);
    view.innerDivergence.resize(0);
    return view;
}

Eigen::VectorXd rowDivergences(const Eigen::MatrixXd& full, const Eigen::MatrixXd& found)
{
    Eigen::VectorXd sums = Eigen::VectorXd::Zero(full.rows());
    for (Eigen::Index key = 0; key < full.cols(); ++key)
        for (Eigen::Index query = 0; query < full.rows(); ++query)
            if (const double p = full(query, key); p > 0) {
                const double q = found(query, key);
                const double term = q >= std::numeric_limits<double>::min()
                                        ? p * std::log(p / q)
                                        : std::numeric_limits<double>::infinity();
                sums[query] += term;
            }
    return sums;
}

} // namespace kaba
