// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/exact_attention.h"

#include "core/base/parallel.h"
#include "core/math/exponential.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace kaba {
namespace {

constexpr Eigen::Index kQueryBlock = 64;
constexpr Eigen::Index kKeyBlock = 256;

template <class Scalar>
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;
template <class Scalar>
using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

/// Everything transposed: what belongs to one token is contiguous.
template <class Scalar>
struct Transposed {
    Matrix<Scalar> queries, keys, values;

    explicit Transposed(const AttentionProblem& problem)
        : queries((problem.queries * problem.scale()).transpose().template cast<Scalar>())
        , keys(problem.keys.transpose().template cast<Scalar>())
        , values(problem.values.transpose().template cast<Scalar>())
    {}
};

/// A block of queries on its way over the keys.
template <class Scalar>
class QueryBlock {
public:
    QueryBlock(const AttentionProblem& problem, const Transposed<Scalar>& given, Eigen::Index first)
        : m_problem(problem)
        , m_given(given)
        , m_first(first)
        , m_count(std::min(kQueryBlock, problem.tokens() - first))
        , m_largest(Vector<Scalar>::Constant(m_count, -std::numeric_limits<Scalar>::infinity()))
        , m_sums(Vector<Scalar>::Zero(m_count))
        , m_outputs(Matrix<Scalar>::Zero(given.values.rows(), m_count))
    {}

    void goOverKeys()
    {
        const Eigen::Index end = m_problem.causal ? m_first + m_count : m_problem.tokens();
        for (Eigen::Index key = 0; key < end; key += kKeyBlock)
            take(key, std::min(kKeyBlock, end - key));
    }

    Matrix<Scalar> outputs() const { return m_outputs * m_sums.cwiseInverse().asDiagonal(); }
    const AttentionCost& cost() const { return m_cost; }

private:
    /// Softmax of this block's logits against the largest so far; what was gathered before is scaled to match.
    void take(Eigen::Index key, Eigen::Index keys)
    {
        m_weights.noalias() = counted(m_cost, m_given.keys.middleCols(key, keys).transpose(),
                                      m_given.queries.middleCols(m_first, m_count));
        if (!m_problem.bias.empty())
            addBias(key);
        for (Eigen::Index query = 0; query < m_count; ++query)
            weigh(query, std::clamp<Eigen::Index>(visible(query) - key, 0, keys));
        m_outputs.noalias() += counted(m_cost, m_given.values.middleCols(key, keys), m_weights);
        m_cost.numbers = static_cast<std::uint64_t>(m_weights.size() + m_outputs.size());
    }

    Eigen::Index visible(Eigen::Index query) const
    {
        return m_problem.causal ? m_first + query + 1 : m_problem.tokens();
    }

    void addBias(Eigen::Index key)
    {
        for (Eigen::Index query = 0; query < m_count; ++query)
            for (Eigen::Index j = 0; j < m_weights.rows(); ++j)
                m_weights(j, query) += static_cast<Scalar>(m_problem.biasOf(m_first + query, key + j));
    }

    void weigh(Eigen::Index query, Eigen::Index keys)
    {
        auto column = m_weights.col(query);
        column.tail(column.size() - keys).setZero();
        if (keys == 0)
            return;
        const std::span<Scalar> seen(column.data(), static_cast<std::size_t>(keys));
        const Scalar most = std::max(m_largest[query], largest(std::span<const Scalar>(seen)));
        const Scalar before = std::exp(m_largest[query] - most);
        m_sums[query] = m_sums[query] * before + expShifted(seen, Scalar(1), most);
        if (before != Scalar(1))
            m_outputs.col(query) *= before;
        m_largest[query] = most;
        m_cost.exponentials += seen.size();
    }

    const AttentionProblem& m_problem;
    const Transposed<Scalar>& m_given;
    const Eigen::Index m_first, m_count;
    Vector<Scalar> m_largest, m_sums; ///< of the logits seen so far, and of exp(logit − largest)
    Matrix<Scalar> m_outputs;         ///< Σ exp(logit − largest) v, not yet divided by the sum
    Matrix<Scalar> m_weights;         ///< of the present keys, a column for each query
    AttentionCost m_cost;
};

template <class Scalar>
Result<AttentionResult> attendWith(const AttentionProblem& problem, const RunContext& context)
{
    const Transposed<Scalar> given(problem);
    const auto blocks = static_cast<std::size_t>((problem.tokens() + kQueryBlock - 1) / kQueryBlock);
    AttentionResult result{.outputs = Eigen::MatrixXd(problem.tokens(), problem.values.cols()), .cost = {}};
    std::vector<AttentionCost> costs(blocks);
    inParallel(blocks, [&](std::size_t shard) {
        if (context.stopRequested())
            return;
        // The later blocks see more keys where causal: they go first, so that no thread is left with a long one.
        const auto first = static_cast<Eigen::Index>(blocks - 1 - shard) * kQueryBlock;
        QueryBlock<Scalar> block(problem, given, first);
        block.goOverKeys();
        const Matrix<Scalar> outputs = block.outputs();
        result.outputs.middleRows(first, outputs.cols()) = outputs.transpose().template cast<double>();
        costs[shard] = block.cost();
    });
    if (context.stopRequested())
        return RunContext::cancelled();
    for (const AttentionCost& cost : costs)
        result.cost += cost;
    return result;
}

} // namespace

Result<AttentionResult> exactAttention(const AttentionProblem& problem, const RunContext& context)
{
    return attendWith<double>(problem, context);
}

Result<AttentionResult> exactAttentionInFloat(const AttentionProblem& problem, const RunContext& context)
{
    return attendWith<float>(problem, context);
}

Eigen::MatrixXd attentionLogits(const AttentionProblem& problem)
{
    Eigen::MatrixXd logits = problem.scale() * problem.queries * problem.keys.transpose();
    for (Eigen::Index key = 0; key < logits.cols(); ++key)
        for (Eigen::Index query = 0; query < logits.rows(); ++query)
            if (problem.sees(query, key))
                logits(query, key) += problem.biasOf(query, key);
            else
                logits(query, key) = -std::numeric_limits<double>::infinity();
    return logits;
}

Eigen::MatrixXd softmaxOfRows(Eigen::MatrixXd logits)
{
    const Eigen::VectorXd most = logits.rowwise().maxCoeff();
    for (Eigen::Index column = 0; column < logits.cols(); ++column)
        logits.col(column) -= most;
    expShifted(std::span(logits.data(), static_cast<std::size_t>(logits.size())), 1, 0);
    const Eigen::VectorXd sums = logits.rowwise().sum();
    return sums.cwiseInverse().asDiagonal() * logits;
}

Eigen::MatrixXd softmaxWeights(const AttentionProblem& problem)
{
    return softmaxOfRows(attentionLogits(problem));
}

} // namespace kaba
