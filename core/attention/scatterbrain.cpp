// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/scatterbrain.h"

#include "core/math/vector_ops.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr Eigen::Index kStopEvery = 64; ///< queries between two looks at the stop sign
constexpr double kLeastRest = 1e-24;    ///< of the estimate off the support

/// Features of a token in each column: e^{logs} = e^{tops} · factors, where the largest factor of a column is 1.
struct Features {
    explicit Features(Eigen::MatrixXd logColumns)
        : logs(std::move(logColumns))
        , tops(logs.rows() > 0 ? Eigen::RowVectorXd(logs.colwise().maxCoeff())
                               : Eigen::RowVectorXd::Zero(logs.cols()))
        , factors((logs.rowwise() - tops).array().exp())
    {}

    Eigen::MatrixXd logs;
    Eigen::RowVectorXd tops;
    Eigen::MatrixXd factors;
};

/// Keys, values and features with a token in each column, where its numbers stand together.
struct Columns {
    Eigen::MatrixXd queries, keys, values;
    Features queryFeatures, keyFeatures;
};

std::span<const double> columnOf(const Eigen::MatrixXd& matrix, Eigen::Index column)
{
    return {matrix.col(column).data(), static_cast<std::size_t>(matrix.rows())};
}

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
        constexpr double kLeastProduct = 1e-200; ///< below it factors may have vanished
        const Features &left = m_columns.queryFeatures, &right = m_columns.keyFeatures;
        const double product = dot(columnOf(left.factors, query), columnOf(right.factors, key));
        m_result.cost.multiplyAdds += static_cast<std::uint64_t>(left.factors.rows());
        m_result.cost.exponentials += 1;
        if (product > kLeastProduct)
            return product * std::exp(left.tops[query] + right.tops[key] - shift);
        m_result.cost.exponentials += static_cast<std::uint64_t>(left.logs.rows());
        return ((left.logs.col(query) + right.logs.col(key)).array() - shift).exp().sum();
    }

    const AttentionProblem& m_problem;
    const Columns& m_columns;
    ScatterSums& m_result;
    Eigen::VectorXd m_logits, m_sums;
};

struct Estimate {
    ScatterSums sums; ///< of every entry
    Columns columns;  ///< that the support will read
};

Result<Estimate> estimateAll(const AttentionProblem& problem, const ScatterSettings& settings,
                             const RunContext& context)
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
    Columns columns{problem.queries.transpose(), problem.keys.transpose(), problem.values.transpose(),
                    Features(logQueries.transpose()), Features(logKeys.transpose())};
    const auto features = static_cast<std::uint64_t>(logQueries.size() + logKeys.size());
    cost += sums->cost;
    cost.exponentials += features;
    cost.numbers += 2 * features;
    const Eigen::Index width = problem.values.cols();
    return Estimate{{sums->sums.leftCols(width), sums->sums.col(width), std::move(sums->shifts), cost},
                    std::move(columns)};
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
    Result<Estimate> estimate = estimateAll(problem, settings, context);
    if (!estimate)
        return estimate.error();
    ScatterSums result = std::move(estimate->sums);
    ResidualOnSupport residual(problem, estimate->columns, result);
    for (Eigen::Index query = 0; query < problem.tokens(); ++query) {
        if (query % kStopEvery == 0 && context.stopRequested())
            return RunContext::cancelled();
        residual.apply(query, support.of(query), result.shifts[query]);
    }
    result.cost.numbers += support.keys.size();
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
