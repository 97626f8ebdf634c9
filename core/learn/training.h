// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/learn/language_model.h"
#include "core/learn/optimiser.h"
#include "core/learn/tasks.h"

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
class Training {
public:
    /// Requires at least one sequence that the model can read.
    Training(const ModelSettings& model, const TrainingSettings& settings, TaskSet task);
    Training(const Training&) = delete;
    Training& operator=(const Training&) = delete;

    /// One step on the next batch of a reshuffled task; a last incomplete batch of a round is left out. Returns the loss
    /// before the step. Numerical where it is no longer a number: the weights are those of the step before.
    Result<double> step();
    Index steps() const { return m_optimiser.state().steps; }

    /// The part of the scored targets that the largest logit hits, without dropout. Requires a task of this vocabulary.
    double accuracy(const TaskSet& test);

    const LanguageModel& model() const { return m_model; }
    const Weights<float>& weights() const { return m_weights; }

private:
    TokenBatch nextBatch();

    TrainingSettings m_settings;
    TaskSet m_task;
    Random m_random;
    Weights<float> m_weights;
    LanguageModel m_model;
    AdamW<float> m_optimiser;
    ShardedGradient<float> m_gradient;
    std::vector<Index> m_order;
    std::size_t m_next = 0; ///< in m_order
    TaskSet::Buffers m_buffers;
};

} // namespace kaba::learn
