// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/luna.h"

namespace kaba {

/// What goes into a layer: tokens as queries, keys and values, and the slots.
struct LunaLayerInput {
    AttentionProblem problem;
    Eigen::MatrixXd places; ///< l × d
};

/// What the next layer gets of this one: tokens LN(K + Y) as queries, keys and values alike, slots LN(P + Y_P) with the
/// packed Y_P = pack·K; causal, where no packed sequence is shared by all tokens, the slots as they are. Without the
/// projections and the feed-forward part of the paper. Requires values as wide as the keys. Cost n l d.
/// Source: Luna (Ma et al., 2021), section 3, and the layer of the official code.
LunaLayerInput nextLunaLayer(const LunaLayerInput& input, const LunaRun& run);

/// The same step by softmax attention: LN(K + Y).
AttentionProblem nextSoftmaxLayer(const AttentionProblem& problem, const Eigen::MatrixXd& outputs);

/// ‖X_Luna − X_softmax‖/‖X_softmax‖ of the tokens after layer 1, 2, … `layers`, when each stack goes its own way from
/// the same tokens. Tied values. Cost that of `layers` attentions of either kind. Stops when asked.
Result<std::vector<double>> driftOfLuna(LunaLayerInput first, int layers, const RunContext& context);

} // namespace kaba
