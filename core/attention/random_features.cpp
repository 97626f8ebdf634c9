// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/random_features.h"

#include "core/attention/linear_attention.h"
#include "core/math/least_squares.h"
#include "core/math/normal_rows.h"
#include "core/math/random.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kaba {
namespace {

constexpr Eigen::Index kStopEvery = 256; ///< tokens between two looks at the stop sign

/// Blocks of dim orthogonal rows, each uniform in its direction (QR of a normal matrix with a positive diagonal of R)
/// and as long as a normal vector.
Eigen::MatrixXd orthogonalRows(Random& random, Eigen::Index rows, Eigen::Index dim)
{
    Eigen::MatrixXd result(rows, dim);
    for (Eigen::Index first = 0; first < rows; first += dim) {
        const Eigen::Index count = std::min(dim, rows - first);
        const Eigen::MatrixXd directions = orthonormalColumns(normalRows(random, dim, dim));
        const Eigen::VectorXd lengths = normalRows(random, count, dim).rowwise().norm();
        result.middleRows(first, count) = lengths.asDiagonal() * directions.leftCols(count).transpose();
    }
    return result;
}

/// w₁, −w₁, w₂, −w₂, …
Eigen::MatrixXd inPairs(const Eigen::MatrixXd& rows, Eigen::Index count)
{
    Eigen::MatrixXd pairs(count, rows.cols());
    for (Eigen::Index row = 0; row < count; ++row)
        pairs.row(row) = (row % 2 == 0 ? 1 : -1) * rows.row(row / 2);
    return pairs;
}

std::uint64_t asCount(Eigen::Index numbers) { return static_cast<std::uint64_t>(numbers); }

/// What a causal scan carries from token to token: Σ_j φ(k_j)(v_j, 1) in units of e^{largest}, feature by feature.
struct RunningSums {
    Eigen::RowVectorXd largest; ///< ln of each feature's largest key so far
    Eigen::MatrixXd sums;

    RunningSums(Eigen::Index features, Eigen::Index width)
        : largest(Eigen::RowVectorXd::Constant(features, -std::numeric_limits<double>::infinity()))
        , sums(Eigen::MatrixXd::Zero(features, width))
    {}

    void raiseTo(const Eigen::RowVectorXd& logKey, AttentionCost& cost)
    {
        for (Eigen::Index feature = 0; feature < logKey.size(); ++feature)
            if (logKey[feature] > largest[feature]) {
                sums.row(feature) *= std::exp(largest[feature] - logKey[feature]);
                largest[feature] = logKey[feature];
                cost.multiplyAdds += asCount(sums.cols());
                ++cost.exponentials;
            }
    }
};

Result<FeatureSums> causalSums(const Eigen::MatrixXd& logQueries, const Eigen::MatrixXd& logKeys,
                               const Eigen::MatrixXd& extended, const RunContext& context)
{
    const Eigen::Index features = logKeys.cols();
    FeatureSums result{{logQueries.rows(), extended.cols()}, Eigen::VectorXd(logQueries.rows()), {}};
    RunningSums running(features, extended.cols());
    for (Eigen::Index token = 0; token < logQueries.rows(); ++token) {
        if (token % kStopEvery == 0 && context.stopRequested())
            return RunContext::cancelled();
        running.raiseTo(logKeys.row(token), result.cost);
        const Eigen::RowVectorXd key = (logKeys.row(token) - running.largest).array().exp();
        running.sums.noalias() += counted(result.cost, key.transpose(), extended.row(token));
        const Eigen::RowVectorXd logs = logQueries.row(token) + running.largest;
        result.shifts[token] = logs.maxCoeff();
        const Eigen::RowVectorXd query = (logs.array() - result.shifts[token]).exp();
        result.sums.row(token).noalias() = counted(result.cost, query, running.sums);
    }
    result.cost.exponentials += asCount(2 * logKeys.size());
    result.cost.numbers = asCount(2 * logKeys.size() + running.sums.size());
    return result;
}

} // namespace

Eigen::MatrixXd featureDirections(FeatureKind kind, Eigen::Index count, Eigen::Index dim, std::uint64_t seed)
{
    Random random(seed);
    if (kind == FeatureKind::Plain)
        return normalRows(random, count, dim);
    const Eigen::Index pairs = (count + 1) / 2;
    return inPairs(kind == FeatureKind::Cosh ? normalRows(random, pairs, dim)
                                             : orthogonalRows(random, pairs, dim),
                   count);
}

Eigen::MatrixXd logFeatures(const Eigen::MatrixXd& rows, const Eigen::MatrixXd& directions,
                            AttentionCost& cost)
{
    Eigen::MatrixXd logs = counted(cost, rows, directions.transpose());
    const Eigen::VectorXd norms = 0.5 * rows.rowwise().squaredNorm();
    logs.colwise() -= norms;
    logs.array() -= 0.5 * std::log(static_cast<double>(directions.rows()));
    return logs;
}

ScaledFeatures scaledFeatures(const Eigen::MatrixXd& logQueries, const Eigen::MatrixXd& logKeys)
{
    const Eigen::RowVectorXd largest = logKeys.colwise().maxCoeff();
    const Eigen::MatrixXd logs = logQueries.rowwise() + largest;
    const Eigen::VectorXd shifts = logs.rowwise().maxCoeff();
    return {.queries = (logs.colwise() - shifts).array().exp(),
            .keys = (logKeys.rowwise() - largest).array().exp(),
            .shifts = shifts};
}

Result<FeatureSums> featureSums(const Eigen::MatrixXd& logQueries, const Eigen::MatrixXd& logKeys,
                                const Eigen::MatrixXd& values, bool causal, const RunContext& context)
{
    if (context.stopRequested())
        return RunContext::cancelled();
    const Eigen::MatrixXd extended = withOnes(values);
    if (logKeys.cols() == 0)
        return FeatureSums{
            Eigen::MatrixXd::Zero(logQueries.rows(), extended.cols()),
            Eigen::VectorXd::Constant(logQueries.rows(), -std::numeric_limits<double>::infinity()),
            {}};
    if (causal)
        return causalSums(logQueries, logKeys, extended, context);
    FeatureSums result;
    ScaledFeatures features = scaledFeatures(logQueries, logKeys);
    const Eigen::MatrixXd sums = counted(result.cost, features.keys.transpose(), extended);
    result.sums = counted(result.cost, features.queries, sums);
    result.shifts = std::move(features.shifts);
    result.cost.exponentials = asCount(logQueries.size() + logKeys.size());
    result.cost.numbers = asCount(2 * (logQueries.size() + logKeys.size()) + sums.size());
    return result;
}

double featureVariance(FeatureKind kind, double product, double squaredSum, Eigen::Index count)
{
    const double plain = std::exp(2 * product) * std::expm1(squaredSum) / static_cast<double>(count);
    return kind == FeatureKind::Plain ? plain : plain * -std::expm1(-squaredSum);
}

} // namespace kaba
