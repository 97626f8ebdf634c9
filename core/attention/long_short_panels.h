// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/attention_input.h"
#include "core/attention/long_short.h"
#include "core/attention/sweeps.h"
#include "core/base/demo.h"

#include <vector>

namespace kaba {

/// How the tokens share in the summaries: by their contents, the same with one column that looks for the mark of the
/// needle, or by their places (as in Linformer, here with columns that sum to 1 too).
enum class ProjectionKind { Dynamic, Marked, Fixed };

/// How a page projects whatever keys it is given.
struct Projector {
    ProjectionKind kind = ProjectionKind::Dynamic;
    Eigen::Index rank = 8;
    double sharpness = 1;
    std::uint64_t seed = 1;
    Eigen::VectorXd mark = {}; ///< direction of the needle's key, length d; empty: none

    Projection project(const Eigen::MatrixXd& keys, Eigen::Index chunk) const;
    /// K̄ of all tokens as one chunk.
    Eigen::MatrixXd summaryKeys(const Eigen::MatrixXd& keys) const;
};

/// All that Transformer-LS's page reads.
struct LongShortScene {
    const Request& request;
    AttentionInput input;
    Eigen::Index needle = -1; ///< place of the marked key; −1: none
    LongShortSettings settings;
    Projector projector;
    Eigen::Index inserted = 0; ///< tokens put before the first for the comparison of projections
    Projection projection;
    AttentionResult exact, found;
    Eigen::MatrixXd full; ///< the exact matrix
    LongShortView view;

    const AttentionProblem& problem() const { return input.problem; }
    /// What the marked token, the last, gives to the needle.
    double needleWeight(const Eigen::MatrixXd& weights) const { return weights(weights.rows() - 1, needle); }
};

/// One branch without the other. Causal summaries keep the token itself.
Result<LongShortView> windowAlone(const LongShortScene& scene, const RunContext& context);
Result<LongShortView> summariesAlone(const LongShortScene& scene, const RunContext& context);

/// Mean ‖K̄‖ over mean ‖K‖.
double normRatio(const Eigen::MatrixXd& summaryKeys, const Eigen::MatrixXd& keys);

/// Relative change of K̄ when `count` tokens are put before the first.
double changeByInsertion(const LongShortScene& scene, const Projector& projector, Eigen::Index count);
/// The same when the tokens are shuffled.
double changeByShuffling(const LongShortScene& scene, const Projector& projector);
/// The scene's projector, by contents or by places.
Projector projectorOf(const LongShortScene& scene, ProjectionKind kind);

/// Multiply-adds counted as the tokens grow: full attention, then Transformer-LS, at a width of at most 16.
Result<std::vector<TokensSweep>> longShortCosts(const LongShortScene& scene, const RunContext& context);

/// The panels that the request wants. Stops when asked.
Result<std::vector<Panel>> longShortPanels(const LongShortScene& scene, const RunContext& context);
/// Sums, limits, permutation and norms as identities; cost, insertion and error as the paper claims them.
Result<std::vector<Claim>> longShortClaims(const LongShortScene& scene, const RunContext& context);
std::vector<Readout> longShortReadouts(const LongShortScene& scene);

} // namespace kaba
