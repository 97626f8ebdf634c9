// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/run_context.h"
#include "core/learn/language_model.h"
#include "core/learn/tasks.h"

#include <map>

namespace kaba::learn {

/// What a model said where a test scores.
struct Answer {
    Index sequence = 0;
    Index position = 0;
    int target = 0;
    int said = 0;     ///< the token of the largest logit, the first of equals
    int distance = 0; ///< as in TaskSet

    bool right() const { return said == target; }
};

/// All answers to a test, in its order, without dropout and without what is taken out; sequences side by side, the same to
/// the bit whatever the number of threads. Requires sequences that the model can read and a vocabulary no larger than its
/// own. Cancelled where the context asks to stop. Cost a forward pass.
template <class Scalar>
Result<std::vector<Answer>> answersTo(const TaskSet& test, const Weights<Scalar>& weights,
                                      const LanguageModel& model, const RunContext& context,
                                      std::span<const Ablation> without = {});

/// How many of some answers were right.
struct Score {
    Index asked = 0;
    Index right = 0;

    double share() const { return static_cast<double>(right) / static_cast<double>(asked); }
};

Score scoreOf(std::span<const Answer> answers);
/// By the distance from the question back to where the answer stood.
std::map<int, Score> scoresByDistance(std::span<const Answer> answers);

} // namespace kaba::learn
