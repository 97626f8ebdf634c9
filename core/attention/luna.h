// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/problem.h"
#include "core/base/result.h"
#include "core/base/run_context.h"

#include <Eigen/Core>

namespace kaba {

/// Nested attention through l slots. Source: Luna (Ma et al., 2021), section 3, one head without projections.

/// Where the slots P come from; the paper learns them. Rows: keys, evenly spaced. Normal: noise. KMeans: centres of
/// the keys.
enum class LunaSlots { Rows, Normal, KMeans };

struct SlotSet {
    Eigen::MatrixXd rows; ///< l × d
    AttentionCost cost = {};
};
/// At most as many slots as tokens. A causal problem gets noise whatever is asked for: keys would tell of what comes
/// later. Cost of KMeans: 11 n l d multiply-adds, otherwise none. Stops when asked.
Result<SlotSet> lunaSlots(const AttentionProblem& problem, LunaSlots kind, int count, int seed,
                          const RunContext& context);

/// Tied: the values are the keys, as in the official code, and what is packed serves as both.
enum class LunaValues { Separate, Tied };

struct LunaRun {
    AttentionResult result;
    Eigen::MatrixXd pack; ///< l × n: softmax rows; causal: the weights ω of each token, which do not sum to 1
    Eigen::MatrixXd unpack; ///< n × l, softmax rows
};
/// Both ways: pack = softmax(P Kᵀ/(T√d)), then softmax(Q (pack K)ᵀ/(T√d)) (pack V). Causal: with weights
/// ω = log₂(1 + 2^(P Kᵀ/(T√d))) in place of the packing softmax and means over the past in place of its sums, kept
/// as running sums. Bias plays no part. Cost 3 n l d + 2 n l d_v multiply-adds; tied: 4 n l d. Stops when asked.
Result<LunaRun> lunaAttention(const AttentionProblem& problem, const Eigen::MatrixXd& places,
                              LunaValues values, const RunContext& context);

/// The n × n matrix with outputs = E·values: unpack·pack, of rank at most l and with rows that sum to 1; causal: its
/// lower triangle with row t (from 1) over t, of any rank.
Eigen::MatrixXd lunaWeights(const LunaRun& run, bool causal);

/// The causal outputs by their definition, a double sum over pairs of tokens. Cost O(n² (d + l)).
Eigen::MatrixXd lunaCausalByPairs(const AttentionProblem& problem, const Eigen::MatrixXd& places);

} // namespace kaba
