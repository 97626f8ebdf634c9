// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/mechanism.h"
#include "core/attention/pair_support.h"
#include "core/attention/random_features.h"

namespace kaba {

struct ScatterSettings {
    FeatureKind features = FeatureKind::Cosh;
    Eigen::Index featureCount = 16; ///< 0: the sparse part alone
    SupportSettings support = {};   ///< perQuery = 0: the features alone (Performer)
    std::uint64_t seed = 1;         ///< of the features
};

/// A budget of numbers per query: round(share·budget) pairs of the support, the rest features.
ScatterSettings scatterSettings(FeatureKind features, SupportKind support, int rounds, double share,
                                int budget, int seed);

/// Â V without its normaliser: e^{shifts_i} sums_i = Σ_j Â_ij v_j with Â_ij = exp(q_i·k_j) on the support and
/// φ(q_i)·φ(k_j) elsewhere (features alone: everywhere; support alone: 0 elsewhere).
struct ScatterSums {
    Eigen::MatrixXd sums;        ///< n × d_v
    Eigen::VectorXd normalisers; ///< e^{shifts_i} normalisers_i = Σ_j Â_ij
    Eigen::VectorXd shifts;
    AttentionCost cost;

    Eigen::MatrixXd outputs() const { return normalisers.cwiseInverse().asDiagonal() * sums; }
};

/// Scatterbrain (Chen et al., 2021), section 4: a low-rank estimate of every entry and, on the support, the residual
/// exp(q·k) − φ(q)·φ(k), normalised together. Both parts share one shift per query, and what is left of the estimate off the
/// support is never taken for less than 10⁻²⁴ of it, so that a normaliser cannot become negative by rounding. A
/// relative position bias enters the support only: features know nothing of positions. Cost with s pairs and m
/// features per query: n m (2 d + 2 d_v) + n s (d + d_v) multiply-adds and 2 n m + n s m exponentials, and what the
/// support takes (SupportKind::TopK: n² d). Stops when asked.
Result<ScatterSums> scatterSums(const AttentionProblem& problem, const PairSupport& support,
                                const ScatterSettings& settings, const RunContext& context);

/// The same after choosing the support, whose cost is added.
Result<ScatterSums> scatterSums(const AttentionProblem& problem, const ScatterSettings& settings,
                                const RunContext& context);

/// The parameters of the mechanism, the same on its own page and elsewhere.
inline constexpr std::string_view kScatterbrainId = "scatterbrain";
inline bool scatterbrainIsChosen(const ParameterSet& values) { return mechanismIs(values, kScatterbrainId); }

inline constexpr RealParam kScatterShare{
    .id = "scatter-share",
    .label = {"Scatterbrain: sparse share", "Scatterbrain：疎な部分の割合"},
    .min = 0,
    .max = 1,
    .initial = 0.5,
    .help = {"Part of the budget that buys exact pairs; features get the rest.",
             "予算のうち厳密な対に使う割合です。残りは特徴に使います。"},
    .enabledWhen = scatterbrainIsChosen,
};
inline constexpr ChoiceParam kScatterSupport{
    .id = "scatter-support",
    .label = {"Scatterbrain: support", "Scatterbrain：厳密にする位置"},
    .options = kSupportKindOptions,
    .help = {"Where entries are exact. The oracle shows the best there is, at the price of the whole matrix.",
             "要素を厳密にする場所です。オラクルは最良の選び方ですが、行列全体の計算を要します。"},
    .enabledWhen = scatterbrainIsChosen,
};
inline bool scatterbrainHashes(const ParameterSet& values)
{
    return scatterbrainIsChosen(values) && values.as<SupportKind>(kScatterSupport) == SupportKind::Lsh;
}
inline constexpr IntParam kScatterRounds{
    .id = "scatter-rounds",
    .label = {"Scatterbrain: hash rounds", "Scatterbrain：ハッシュの回数"},
    .min = 1,
    .max = 8,
    .initial = 4,
    .help = {"Independent hash tables; each finds its part of a query's pairs.",
             "独立なハッシュ表の数です。各表がクエリの対を分担して探します。"},
    .enabledWhen = scatterbrainHashes,
};
inline constexpr ChoiceParam kScatterFeatures{
    .id = "scatter-features",
    .label = {"Scatterbrain: features", "Scatterbrain：特徴"},
    .options = kFeatureKindOptions,
    .initial = static_cast<int>(FeatureKind::Cosh),
    .help = {"How the random directions of the positive features are drawn.",
             "正値ランダム特徴の方向の選び方です。"},
    .enabledWhen = scatterbrainIsChosen,
};

/// What a set of these parameters asks for; where it lacks one, its initial value counts.
ScatterSettings scatterSettingsOf(const MechanismSettings& settings);

} // namespace kaba
