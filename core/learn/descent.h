// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/learn/optimiser.h"
#include "core/learn/sharded_gradient.h"
#include "core/learn/tasks.h"

#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace kaba::learn {

struct TrainingSettings {
    Index batch = 32;
    AdamWSettings optimiser = {};
    Schedule schedule = {};
    double mostNorm =
        std::numeric_limits<double>::infinity(); ///< of the gradient; longer ones are scaled down
    std::uint64_t seed = 0;                      ///< of weights, order and dropout
    Threads threads = Threads::AllCores;
};

/// What further steps depend on besides settings and task.
struct TrainingState {
    std::vector<float> weights;
    AdamW<float>::State optimiser;
};

/// What a step met before it changed the weights.
struct StepSeen {
    double loss = 0;
    double norm = 0; ///< of the gradient, before it is scaled down
};

/// Weights that learn a task step by step, whatever the model they belong to. Order and dropout of a step follow from the
/// seed and its number alone, so a run goes on from its weights and the state of the optimiser as if it had never stopped.
class Descent {
public:
    /// [B, L, V]: what comes next at each position of some sequences.
    using Logits = std::function<Tensor<float>(Pass<float>&, const TokenBatch&)>;

    /// The weights must outlive it. Requires at least one sequence that the model can read.
    Descent(Weights<float>& weights, const TrainingSettings& settings, TaskSet task, Logits logits);

    /// One step on the next batch of a reshuffled task; a last incomplete batch of a round is left out. Numerical where the
    /// loss or its gradient is no longer a number: the weights are those of the step before.
    Result<StepSeen> step();
    Index steps() const { return m_optimiser.state().steps; }

    TrainingState state() const;
    /// Goes on from `state`. Input where its sizes are those of another model.
    Status restore(TrainingState state);
    /// The weights alone, for looking at a model whose training has ended. Input as above.
    Status setWeights(std::span<const float> weights);

private:
    TokenBatch nextBatch();
    void shuffle(std::size_t round);

    Weights<float>& m_weights;
    TrainingSettings m_settings;
    TaskSet m_task;
    Logits m_logits;
    AdamW<float> m_optimiser;
    ShardedGradient<float> m_gradient;
    std::vector<Index> m_order;
    std::optional<std::size_t> m_round; ///< whose order stands in m_order
    TaskSet::Buffers m_buffers;
};

} // namespace kaba::learn
