// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/problem.h"
#include "core/base/result.h"
#include "core/base/run_context.h"

namespace kaba {

/// The values with a column of ones, n × (d_v + 1): whatever sums them sums its weights there.
Eigen::MatrixXd withOnes(const Eigen::MatrixXd& values);

/// Σ w v / Σ w of each row of n × (d_v + 1) sums. A row without weight (Σ w = 0) is 0: nothing is read.
Eigen::MatrixXd normalisedSums(const Eigen::MatrixXd& sums);

/// φ(q_i)·Σ_j φ(k_j) v_jᵀ / φ(q_i)·Σ_j φ(k_j), over all j or over j ≤ i (linear attention: Katharopoulos et al., 2020).
/// `queries` and `keys` are the features, n × m. Requires features whose sums are not 0. Cost 2 n m d_v multiply-adds,
/// m d_v numbers. Stops when asked.
Result<AttentionResult> linearAttention(const Eigen::MatrixXd& queries, const Eigen::MatrixXd& keys,
                                        const Eigen::MatrixXd& values, bool causal,
                                        const RunContext& context);

/// Softmax attention on the band |i − j| < width only (causal: 0 ≤ i − j < width); no other pair is looked at.
/// Requires width ≥ 1. Cost about 2 n width (d + d_v). Stops when asked.
Result<AttentionResult> bandedAttention(const AttentionProblem& problem, Eigen::Index width,
                                        const RunContext& context);

} // namespace kaba
