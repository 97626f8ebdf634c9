// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/scatterbrain.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr Eigen::Index kStopEvery = 64; ///< queries between two looks at the stop sign
constexpr double kLeastRest = 1e-24;    ///< of the estimate off the support

/// Keys, values and log features with a token in each column, where its numbers stand together.
struct Columns {
    Eigen::MatrixXd queries, keys, values, logQueries, logKeys;
};

/// What the support changes in one query's sums.
class ResidualOnSupport {
public:
    ResidualOnSupport(const AttentionProblem& problem, const Columns& columns, ScatterSums& result)
        : m_problem(problem)
        , m_columns(columns)
        , m_result(result)
    {}

    /// Turns the estimated sums of this query into those of Â. `shift` is that of the estimate.
    void apply(Eigen::Index query, std::span<const Eigen::Index> keys, double shift)
    {
        const bool isWhole =
            static_cast<Eigen::Index>(keys.size()) == (m_problem.causal ? query + 1 : m_problem.tokens());
        if (isWhole)
            shift = -HUGE_VAL; // nothing is left to estimate
        setLogits(query, keys);
        const double common = keys.empty() ? shift : std::max(shift, m_logits.maxCoeff());
        const double unit = std::exp(shift - common);
        m_sums = unit * m_result.sums.row(query).transpose();
        double exact = 0;
        double estimated = 0;
        for (std::size_t place = 0; place < keys.size(); ++place) {
            const double truth = std::exp(m_logits[static_cast<Eigen::Index>(place)] - common);
            const double estimate = unit == 0 ? 0 : unit * estimateOf(query, keys[place], shift);
            m_sums.noalias() += (truth - estimate) * m_columns.values.col(keys[place]);
            exact += truth;
            estimated += estimate;
        }
        const double rest = unit * m_result.normalisers[query] - estimated;
        m_result.normalisers[query] = exact + (unit == 0 ? 0 : std::max(rest, kLeastRest));
        m_result.sums.row(query) = m_sums.transpose();
        m_result.shifts[query] = common;
        m_result.cost.multiplyAdds += keys.size() * static_cast<std::uint64_t>(m_columns.values.rows());
        m_result.cost.exponentials += keys.size();
    }

private:
    void setLogits(Eigen::Index query, std::span<const Eigen::Index> keys)
    {
        m_logits.resize(static_cast<Eigen::Index>(keys.size()));
        for (std::size_t place = 0; place < keys.size(); ++place)
            m_logits[static_cast<Eigen::Index>(place)] =
                m_problem.scale() * m_columns.keys.col(keys[place]).dot(m_columns.queries.col(query)) +
                m_problem.biasOf(query, keys[place]);
        m_result.cost.multiplyAdds += keys.size() * static_cast<std::uint64_t>(m_problem.dim());
    }

    /// φ(q)·φ(k) e^{−shift}.
    double estimateOf(Eigen::Index query, Eigen::Index key, double shift)
    {
        m_result.cost.exponentials += static_cast<std::uint64_t>(m_columns.logKeys.rows());
        return ((m_columns.logQueries.col(query) + m_columns.logKeys.col(key)).array() - shift).exp().sum();
    }

    const AttentionProblem& m_problem;
    const Columns& m_columns;
    ScatterSums& m_result;
    Eigen::VectorXd m_logits, m_sums;
};

/// The estimate of every entry, summed; and the columns that the support will read.
Result<ScatterSums> estimatedSums(const AttentionProblem& problem, const ScatterSettings& settings,
                                  Columns& columns, const RunContext& context)
{
    AttentionCost cost;
    const double root = std::sqrt(problem.scale());
    const Eigen::MatrixXd directions =
        featureDirections(settings.features, settings.featureCount, problem.dim(), settings.seed);
    const Eigen::MatrixXd logQueries = logFeatures(root * problem.queries, directions, cost);
    const Eigen::MatrixXd logKeys = logFeatures(root * problem.keys, directions, cost);
    Result<FeatureSums> sums = featureSums(logQueries, logKeys, problem.values, problem.causal, context);
    if (!sums)
        return sums.error();
    columns = {problem.queries.transpose(), problem.keys.transpose(), problem.values.transpose(),
               logQueries.transpose(), logKeys.transpose()};
    cost += sums->cost;
    cost.numbers += static_cast<std::uint64_t>(columns.logQueries.size() + columns.logKeys.size());
    const Eigen::Index width = problem.values.cols();
    return ScatterSums{sums->sums.leftCols(width), sums->sums.col(width), std::move(sums->shifts), cost};
}

} // namespace

ScatterSettings scatterSettings(FeatureKind features, SupportKind support, int rounds, double share,
                                int budget, int seed)
{
    const auto pairs = static_cast<Eigen::Index>(std::lround(share * budget));
    const auto number = static_cast<std::uint64_t>(seed);
    return {.features = features,
            .featureCount = budget - pairs,
            .support = {.kind = support, .perQuery = pairs, .rounds = rounds, .seed = number + 191},
            .seed = number + 19};
}

ScatterSettings scatterSettingsOf(const MechanismSettings& settings)
{
    return scatterSettings(static_cast<FeatureKind>(ownValue(settings, kScatterFeatures)),
                           static_cast<SupportKind>(ownValue(settings, kScatterSupport)),
                           ownValue(settings, kScatterRounds), ownValue(settings, kScatterShare),
                           settings.budget, settings.seed);
}

Result<ScatterSums> scatterSums(const AttentionProblem& problem, const PairSupport& support,
                                const ScatterSettings& settings, const RunContext& context)
{
    Columns columns;
    Result<ScatterSums> result = estimatedSums(problem, settings, columns, context);
    if (!result)
        return result;
    ResidualOnSupport residual(problem, columns, *result);
    for (Eigen::Index query = 0; query < problem.tokens(); ++query) {
        if (query % kStopEvery == 0 && context.stopRequested())
            return RunContext::cancelled();
        residual.apply(query, support.of(query), result->shifts[query]);
    }
    result->cost.numbers += support.keys.size();
    return result;
}

Result<ScatterSums> scatterSums(const AttentionProblem& problem, const ScatterSettings& settings,
                                const RunContext& context)
{
    AttentionCost chosen;
    const Result<PairSupport> support = pairSupport(problem, settings.support, chosen, context);
    if (!support)
        return support.error();
    Result<ScatterSums> result = scatterSums(problem, *support, settings, context);
    if (result)
        result->cost += chosen;
    return result;
}

} // namespace kaba
