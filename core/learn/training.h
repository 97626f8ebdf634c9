// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/learn/descent.h"
#include "core/learn/language_model.h"

#include <span>
#include <vector>

namespace kaba::learn {

/// A language model that learns a task, step by step. Same settings, task and seed: same bits on one kind of processor.
class Training {
public:
    using State = TrainingState;

    /// Requires at least one sequence that the model can read.
    Training(const ModelSettings& model, const TrainingSettings& settings, TaskSet task);
    Training(const Training&) = delete;
    Training& operator=(const Training&) = delete;

    /// As Descent's; step() returns the loss, seeStep() all that the step met.
    Result<double> step();
    Result<StepSeen> seeStep() { return m_descent.step(); }
    Index steps() const { return m_descent.steps(); }
    State state() const { return m_descent.state(); }
    Status restore(State state) { return m_descent.restore(std::move(state)); }
    Status setWeights(std::span<const float> weights) { return m_descent.setWeights(weights); }

    Descent& descent() { return m_descent; }

    /// The token of the largest logit (the first of equals) at every scored position of `test` in order, without dropout;
    /// sequences side by side. Requires a task of this vocabulary. Cancelled where the context asks to stop.
    Result<std::vector<int>> predictions(const TaskSet& test, const RunContext& context = {}) const;
    /// The part of the scored targets that are predicted.
    double accuracy(const TaskSet& test) const;

    const LanguageModel& model() const { return m_model; }
    const Weights<float>& weights() const { return m_weights; }

private:
    Weights<float> m_weights;
    LanguageModel m_model;
    Descent m_descent;
};

/// The part of `test`'s scored targets that `predictions`, one for each in order, hit.
double accuracyOf(std::span<const int> predictions, const TaskSet& test);

} // namespace kaba::learn
