// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/attention_input.h"
#include "core/attention/combiner_view.h"
#include "core/base/demo.h"

#include <vector>

namespace kaba {

/// All that Combiner's page reads.
struct CombinerScene {
    const Request& request;
    AttentionInput input;
    CombinerSettings settings;
    AttentionResult exact, found;
    Eigen::MatrixXd full; ///< the exact matrix
    CombinerView view;
    Eigen::VectorXd divergence; ///< KL(full ‖ Combiner) of each row, from the matrices

    const AttentionProblem& problem() const { return input.problem; }
    SpanPlan plan() const { return spanAttention(problem(), settings).plan(); }
};

/// The weights between the viewers and the members of the span with the most of both, at most 128 of each.
struct SpanBlock {
    Eigen::MatrixXd full, combiner;
};
/// Empty matrices where no span has two viewers and two members.
SpanBlock spanBlockOf(const CombinerScene& scene);

/// Multiply-adds against the block, for the pattern in use; rises from the cheapest block to both sides.
struct BlockCosts {
    std::vector<double> blocks, multiplyAdds;

    std::size_t cheapest() const;
};
/// One run for each block, powers of √2 from 1 to n. Stops when asked.
Result<BlockCosts> blockCosts(const CombinerScene& scene, const RunContext& context);

/// The panels that the request wants. Stops when asked.
Result<std::vector<Panel>> combinerPanels(const CombinerScene& scene, const RunContext& context);

/// Rows, factors, rank and divergence as identities; support, cost and error as the paper claims them. Stops when
/// asked.
Result<std::vector<Claim>> combinerClaims(const CombinerScene& scene, const RunContext& context);

std::vector<Readout> combinerReadouts(const CombinerScene& scene);

} // namespace kaba
