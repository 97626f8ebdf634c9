// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/learn/language_model.h"
#include "core/learn/optimiser.h"
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

/// A language model that learns a task, step by step. Same settings, task and seed: same bits on one kind of processor.
/// Order and dropout of a step follow from the seed and its number alone, so a run goes on from its weights and the
/// state of the optimiser as if it had never stopped.
class Training {
public:
    /// What further steps depend on besides settings and task.
    struct State {
        std::vector<float> weights;
        AdamW<float>::State optimiser;
    };

    /// Requires at least one sequence that the model can read.
    Training(const ModelSettings& model, const TrainingSettings& settings, TaskSet task);
    Training(const Training&) = delete;
    Training& operator=(const Training&) = delete;

    /// One step on the next batch of a reshuffled task; a last incomplete batch of a round is left out. Returns the loss
    /// before the step. Numerical where it is no longer a number: the weights are those of the step before.
    Result<double> step();
    Index steps() const { return m_optimiser.state().steps; }

    State state() const;
    /// Goes on from `state`. Input where its sizes are those of another model.
    Status restore(State state);
    /// The weights alone, for looking at a model whose training has ended. Input as above.
    Status setWeights(std::span<const float> weights);

    /// The token of the largest logit (the first of equals) at every scored position of `test` in order, without dropout;
    /// sequences side by side. Requires a task of this vocabulary. Cancelled where the context asks to stop.
    Result<std::vector<int>> predictions(const TaskSet& test, const RunContext& context = {}) const;
    /// The part of the scored targets that are predicted.
    double accuracy(const TaskSet& test) const;

    const LanguageModel& model() const { return m_model; }
    const Weights<float>& weights() const { return m_weights; }

private:
    TokenBatch nextBatch();
    void shuffle(std::size_t round);

    TrainingSettings m_settings;
    TaskSet m_task;
    Weights<float> m_weights;
    LanguageModel m_model;
    AdamW<float> m_optimiser;
    ShardedGradient<float> m_gradient;
    std::vector<Index> m_order;
    std::optional<std::size_t> m_round; ///< whose order stands in m_order
    TaskSet::Buffers m_buffers;
};

/// The part of `test`'s scored targets that `predictions`, one for each in order, hit.
double accuracyOf(std::span<const int> predictions, const TaskSet& test);

} // namespace kaba::learn
