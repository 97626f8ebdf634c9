// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/evolved_attention.h"
#include "core/attention/temporal_projection.h"
#include "core/base/result.h"
#include "core/base/run_context.h"

#include <optional>
#include <vector>

namespace kaba {

/// Each row brought to mean 0 and variance 1 (epsilon 1e-5): layer normalisation with unit gain.
Eigen::MatrixXd layerNormalised(const Eigen::MatrixXd& tokens);

enum class FeedForward { None, Full, Random };
enum class Scores {
    Evolved,   ///< one product of queries and keys for the whole stack
    Recomputed ///< one for each layer, of the tokens that reach it, without any time
};

/// A block of layers and its feed-forward parts, drawn from a seed.
struct StackWeights {
    EvolutionWeights attention;
    std::vector<Eigen::MatrixXd> up, down;        ///< fullFF: d × 4d and 4d × d of each layer
    std::optional<TemporalProjection> rise, fall; ///< randomFF: the same for all layers, with ℓ as its time
};

struct StackSettings {
    int layers = 6;
    double divisor = 64;
    TimeOperators operators = TimeOperators::Code;
    FeedForward feedForward = FeedForward::None;
};

StackWeights stackWeights(Random& random, Eigen::Index width, int heads, double amplitude,
                          const StackSettings& settings);

struct StackCost {
    AttentionCost scores; ///< queries, keys, their products and what depth adds
    AttentionCost mixing; ///< weights times tokens
    AttentionCost rest;   ///< output projection and feed-forward

    std::uint64_t total() const { return scores.multiplyAdds + mixing.multiplyAdds + rest.multiplyAdds; }
};

struct StackRun {
    std::vector<Eigen::MatrixXd> tokens;               ///< n × d before each layer, and after the last
    std::vector<std::vector<Eigen::MatrixXd>> weights; ///< [layer][head], n × n
    StackCost cost;
};

/// X ← X + concat_h(softmax(A_h(ℓ)) LN(X)_h) W_O, then X ← X + FF_ℓ(LN(X)): the stack of TransEvolve, whose values are
/// the normalised tokens themselves; or the same stack with its scores formed anew in every layer. Stops when asked.
Result<StackRun> runStack(const Eigen::MatrixXd& tokens, const StackWeights& weights,
                          const StackSettings& settings, Scores scores, const RunContext& context);

} // namespace kaba
