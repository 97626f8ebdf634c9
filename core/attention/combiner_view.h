// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/combiner.h"

namespace kaba {

/// Combiner taken apart, for pictures: n × n matrices and what separates them from full attention.
struct CombinerView {
    Eigen::MatrixXd direct, throughSpans; ///< their sum is the matrix of combinerAttention()
    Eigen::MatrixXd sparse;               ///< the pattern alone: softmax over what is seen directly
    /// KL(full ‖ Combiner) of each row in nats, in two parts by the chain rule: how the mass is spread over tokens and
    /// spans, and how it is spread within the spans. Empty for a mixture, which has no one partition.
    Eigen::VectorXd massDivergence, innerDivergence;

    Eigen::MatrixXd weights() const { return direct + throughSpans; }
};
/// Cost O(n² d). Stops when asked.
Result<CombinerView> combinerView(const AttentionProblem& problem, const CombinerSettings& settings,
                                  const RunContext& context);

/// KL(full ‖ found) of each row in nats, from the matrices themselves; infinite where `found` misses something or
/// rounds it to less than the smallest normal number.
Eigen::VectorXd rowDivergences(const Eigen::MatrixXd& full, const Eigen::MatrixXd& found);

} // namespace kaba
