// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/scatterbrain.h"
#include "core/base/figure.h"

#include <array>
#include <functional>
#include <optional>
#include <span>

namespace kaba {

/// Rows of queries and keys at length 1 (a row of zeros stays), logits β q·k: the sharpness is β alone.
AttentionProblem onSphere(AttentionProblem problem, double beta);

/// What is set against each other at one budget of numbers per query.
enum class ScatterPart { Sum, Sparse, LowRank };
inline constexpr std::size_t kScatterParts = 3;

/// A budget and how it is spent.
struct ScatterChoice {
    FeatureKind features = FeatureKind::Cosh;
    SupportKind support = SupportKind::TopK;
    int rounds = 4;
    double share =
        0.5; ///< of the sum; the sparse part alone and the low-rank part alone spend all on themselves
    int budget = 32;
    int seed = 1;

    ScatterSettings settings(ScatterPart part) const;
};

/// The row-normalised n × n matrix of a part, by the fast path fed with unit vectors.
Result<Eigen::MatrixXd> scatterWeights(const AttentionProblem& problem, const ScatterSettings& settings,
                                       const RunContext& context);

/// exp(q·k) before it is normalised, in units of its row's largest entry, as estimated and as it is.
struct ScatterEntries {
    Eigen::MatrixXd estimate, truth; ///< n × n
    Eigen::MatrixXd weights;         ///< the estimate, row-normalised
    PairSupport support;

    /// max |estimate / truth − 1| on the support; 0 where it is empty.
    double worstOnSupport() const;
};
Result<ScatterEntries> scatterEntries(const AttentionProblem& problem, const PairSupport& support,
                                      const ScatterSettings& settings, const RunContext& context);

/// The outputs from the whole matrix, one pair after the other: φ(q)·φ(k) off the support, exp(q·k) on it. What the
/// fast path must equal. Cost n² m.
Eigen::MatrixXd scatterOutputsByPairs(const AttentionProblem& problem, const PairSupport& support,
                                      const ScatterSettings& settings);

/// ‖A − A_r‖_F / ‖A‖_F of the best matrix of that rank (Eckart and Young, 1936), from the singular values of A.
double bestRankError(const Samples& singular, std::size_t rank);

/// A curve over seeds.
struct SeedCurve {
    Samples mean, low, high;
};

/// Errors ‖W − softmax‖_F / ‖softmax‖_F of all parts against something that changes.
struct ScatterSweep {
    Samples places;
    std::array<SeedCurve, kScatterParts> errors; ///< in the order of ScatterPart
    Samples bestRank; ///< of the first seed, rank = budget; empty where not asked for

    const SeedCurve& of(ScatterPart part) const { return errors[static_cast<std::size_t>(part)]; }
    /// error of the better part / error of the sum, from the means; 1 where both are rounding.
    double gainAt(std::size_t place) const;
    std::size_t bestPlace() const; ///< of the greatest gain
    double shareWon() const;       ///< of the places at which the gain exceeds 1
    /// First and last place of the run of gains above 1 around bestPlace(); nothing where the sum never wins.
    std::optional<Interval> window() const;
};

/// The queries and keys of one seed, on the sphere; the sweep sets β.
using SeededProblem = std::function<AttentionProblem(int seed)>;
struct SweepPlan {
    SeededProblem problemOf;
    ScatterChoice choice; ///< seeds from choice.seed on
    int seeds = 4;
};

inline constexpr double kLeastBeta = 0.25;
inline constexpr double kMostBeta = 16;
/// kLeastBeta to kMostBeta, two to the octave.
Samples sweptBetas();

/// Errors over sweptBetas(). Seeds run in parallel. Stops when asked.
Result<ScatterSweep> errorsAgainstBeta(const SweepPlan& plan, const RunContext& context);
/// Errors of the sum over the share 0, ⅛, …, 1 at one β; the parts alone are its ends. Stops when asked.
Result<ScatterSweep> errorsAgainstShare(const SweepPlan& plan, double beta, const RunContext& context);

} // namespace kaba
