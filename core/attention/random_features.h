// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/problem.h"
#include "core/base/parameter.h"
#include "core/base/result.h"
#include "core/base/run_context.h"

#include <cstdint>

namespace kaba {

/// Positive random features: exp(q·k) = E[φ(q)·φ(k)] with φ(x) = m^{−½} e^{−‖x‖²/2} (e^{w₁·x}, …, e^{w_m·x}), the
/// rows w standard normal (Performer: Choromanski et al., 2021, lemma 1). Every function below works with logarithms,
/// so that neither long vectors nor cold temperatures overflow.
enum class FeatureKind {
    Plain,     ///< independent rows
    Cosh,      ///< rows in pairs w, −w: their mean is the hyperbolic cosine
    Orthogonal ///< such pairs, the w orthogonal to each other in blocks of d
};

/// In the order of FeatureKind.
inline constexpr Option kFeatureKindOptions[] = {
    {"plain", {"Independent", "独立"}},
    {"cosh", {"Pairs ±w (cosh)", "対 ±w（cosh）"}},
    {"orthogonal", {"Orthogonal pairs ±w", "直交する対 ±w"}},
};

/// The rows w, count × dim, the same for the same seed on every machine. An odd count leaves its last row without a
/// partner. Requires count ≥ 0, dim ≥ 1. Cost O(count·dim), with orthogonal rows O(count·dim²).
Eigen::MatrixXd featureDirections(FeatureKind kind, Eigen::Index count, Eigen::Index dim, std::uint64_t seed);

/// ln φ of each row: n × count, from rows n × dim. For attention the rows are √scale times the queries or keys.
/// Cost n·count·dim multiply-adds.
Eigen::MatrixXd logFeatures(const Eigen::MatrixXd& rows, const Eigen::MatrixXd& directions,
                            AttentionCost& cost);

/// φ(q_i)·φ(k_j) = e^{shifts_i} (queries_i · keys_j) with entries of at most 1: a feature's largest key and then a
/// query's largest feature are taken out, so that queries_i · Σ_j keys_j ≥ 1 always.
struct ScaledFeatures {
    Eigen::MatrixXd queries; ///< n × m
    Eigen::MatrixXd keys;    ///< n × m
    Eigen::VectorXd shifts;  ///< n
};
/// From logarithms of the features, n × m. Requires m ≥ 1 and finite numbers. Cost 2 n m exponentials.
ScaledFeatures scaledFeatures(const Eigen::MatrixXd& logQueries, const Eigen::MatrixXd& logKeys);

/// φ(q_i)·Σ_j φ(k_j) (v_j, 1) = e^{shifts_i} sums_i.
struct FeatureSums {
    Eigen::MatrixXd sums;   ///< n × (d_v + 1), the last column for the normaliser; it is at least about 1
    Eigen::VectorXd shifts; ///< n
    AttentionCost cost;

    /// The sums over the normaliser: n × d_v.
    Eigen::MatrixXd averages() const
    {
        return sums.rightCols(1).cwiseInverse().asDiagonal() * sums.leftCols(sums.cols() - 1);
    }
};
/// Sums over all j or, where causal, over j ≤ i, with shifts that know nothing of later tokens. Without features (m = 0)
/// the sums are 0 and the shifts −∞. Cost 2 n m (d_v + 1) multiply-adds, 2 n m exponentials (causal: 3 n m at most).
/// Stops when asked.
Result<FeatureSums> featureSums(const Eigen::MatrixXd& logQueries, const Eigen::MatrixXd& logKeys,
                                const Eigen::MatrixXd& values, bool causal, const RunContext& context);

/// The variance of φ(q)·φ(k) with `count` features, from q·k and ‖q + k‖²: e^{2q·k}(e^t − 1)/m for independent rows,
/// with the factor 1 − e^{−t} for pairs (even counts), t = ‖q + k‖². For orthogonal rows the value for pairs: in high
/// dimension they do a little better.
double featureVariance(FeatureKind kind, double product, double squaredSum, Eigen::Index count);

} // namespace kaba
