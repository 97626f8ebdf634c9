// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/training.h"

#include "core/base/parallel.h"
#include "core/learn/evaluation.h"
#include "core/learn/ops_tokens.h"

#include <cassert>

namespace kaba::learn {
namespace {

constexpr Index kTokensAtOnce = 2048;

/// Sequences begin … end − 1.
TaskSet partOf(const TaskSet& test, Index begin, Index end)
{
    const auto slice = [&](const std::vector<int>& all) {
        return all.empty()
                   ? all
                   : std::vector<int>(all.begin() + begin * test.length, all.begin() + end * test.length);
    };
    return {test.vocabulary,     end - begin,        test.length,          slice(test.inputs),
            slice(test.targets), slice(test.scored), slice(test.distances)};
}

} // namespace

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
    const Index atOnce = std::max<Index>(1, kTokensAtOnce / test.length);
    std::vector<std::vector<int>> parts(static_cast<std::size_t>((test.sequences + atOnce - 1) / atOnce));
    inParallel(parts.size(), [&](std::size_t at) {
        if (context.stopRequested())
            return;
        const Index begin = static_cast<Index>(at) * atOnce;
        const TaskSet part = partOf(test, begin, std::min(test.sequences, begin + atOnce));
        for (const Answer& answer : answersTo(part, m_weights, m_model))
            parts[at].push_back(answer.said);
    });
    if (context.stopRequested())
        return RunContext::cancelled();
    std::vector<int> tokens;
    for (const std::vector<int>& part : parts)
        tokens.insert(tokens.end(), part.begin(), part.end());
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
