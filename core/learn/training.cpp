// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/training.h"

#include "core/learn/evaluation.h"
#include "core/learn/ops_tokens.h"

#include <cassert>

namespace kaba::learn {

Training::Training(const ModelSettings& model, const TrainingSettings& settings, TaskSet task)
    : m_model(addLanguageModel(m_weights, model, settings.seed))
    , m_descent(m_weights, settings, std::move(task),
                [this](Pass<float>& pass, const TokenBatch& batch) { return logits(pass, m_model, batch); })
{}

Result<double> Training::step()
{
    const Result<StepSeen> seen = m_descent.step();
    return seen ? Result<double>(seen->loss) : seen.error();
}

Result<std::vector<int>> Training::predictions(const TaskSet& test, const RunContext& context) const
{
    const Result<std::vector<Answer>> answers = answersTo(test, m_weights, m_model, context);
    if (!answers)
        return answers.error();
    std::vector<int> tokens;
    tokens.reserve(answers->size());
    for (const Answer& answer : *answers)
        tokens.push_back(answer.said);
    return tokens;
}

double Training::accuracy(const TaskSet& test) const { return accuracyOf(*predictions(test), test); }

double accuracyOf(std::span<const int> predictions, const TaskSet& test)
{
    std::size_t scored = 0;
    std::size_t correct = 0;
    for (const int answer : test.scored)
        if (answer != kIgnored)
            correct += predictions[scored++] == answer ? 1 : 0;
    assert(scored == predictions.size());
    return static_cast<double>(correct) / static_cast<double>(scored);
}

} // namespace kaba::learn
