// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/problem.h"
#include "core/attention/random_features.h"
#include "core/base/result.h"
#include "core/base/run_context.h"

namespace kaba {

/// Kernelised attention with relative positions (Luo et al., 2021, section 3): with c_δ = e^{b_δ},
///   z_i = φ(q_i)ᵀ Σ_j c_{j−i} φ(k_j) v_jᵀ / φ(q_i)ᵀ Σ_j c_{j−i} φ(k_j).
/// The bias depends on j − i only, so each of the m (d_v + 1) sums is a product with one Toeplitz matrix.

/// Logarithms of the features of queries and keys, n × m each.
struct LogFeatures {
    Eigen::MatrixXd queries, keys;
    AttentionCost cost;
};

enum class Lengths { Kept, Normalised };
/// Features of √scale q and √scale k, or of q/(√T ‖q‖) and k/(√T ‖k‖): normalised rows bound the logits by 1/T, and
/// the variance of the estimate with them. A row of zeros stays one. Requires count ≥ 1.
LogFeatures rpeFeatures(const AttentionProblem& problem, Lengths lengths, FeatureKind kind,
                        Eigen::Index count, std::uint64_t seed);

/// The problem whose exact attention these features estimate: the same with normalised rows and their scale, or itself.
AttentionProblem rpeTarget(AttentionProblem problem, Lengths lengths);

struct RpeResult {
    AttentionResult attention;
    Eigen::Index rowsSummed = 0; ///< those that rpeByFft() summed by pairs
};

/// All sums by FFT: m (d_v + 1) Toeplitz products of O(n log n), O(n) numbers for each of a few threads. Where a row's
/// normaliser is so small beside the others that the rounding of a transform would show (1e-11), the row is summed
/// directly. Causal: c_δ = 0 for δ > 0; later tokens change nothing but rounding. Without a bias there is nothing
/// to multiply by: see featureSums(). Stops when asked.
Result<RpeResult> rpeByFft(const LogFeatures& features, const AttentionProblem& problem,
                           const RunContext& context);

/// The same by every pair: n² (m + d_v + 1) multiply-adds, a block of rows at a time. Stops when asked.
Result<AttentionResult> rpeByPairs(const LogFeatures& features, const AttentionProblem& problem,
                                   const RunContext& context);

/// Weights of one row, which sum to 1, in logarithms throughout: neither overflow nor underflow. Cost n m exponentials.
Eigen::RowVectorXd rowOfRpe(const LogFeatures& features, const AttentionProblem& problem, Eigen::Index row);

/// All weights: n × n. Cost n² m multiply-adds.
Eigen::MatrixXd rpeWeights(const LogFeatures& features, const AttentionProblem& problem);

} // namespace kaba
