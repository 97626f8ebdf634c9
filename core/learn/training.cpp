// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/training.h"

#include "core/base/parallel.h"
#include "core/learn/evaluation.h"
#include "core/learn/ops_tokens.h"
#include "core/learn/split_mix.h"

#include <cassert>
#include <cmath>
#include <numeric>

namespace kaba::learn {
namespace {

constexpr Index kTokensAtOnce = 2048;

Error otherModel()
{
    return {Error::Kind::Input,
            {"These weights belong to a model of other sizes: choose the settings they were trained with.",
             "この重みは大きさの違うモデルのものである。学習したときの設定に合わせる。"}};
}

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
    : m_settings(settings)
    , m_task(std::move(task))
    , m_model(addLanguageModel(m_weights, model, settings.seed))
    , m_optimiser(m_weights, settings.optimiser)
    , m_gradient(m_weights)
    , m_order(static_cast<std::size_t>(m_task.sequences))
{}

/// Each round has a generator of its own, so that any of them can be had without those before.
void Training::shuffle(std::size_t round)
{
    std::iota(m_order.begin(), m_order.end(), Index(0));
    Random random(splitMix(splitMix(m_settings.seed) + round));
    for (std::size_t i = m_order.size(); i > 1; --i)
        std::swap(m_order[i - 1], m_order[random.below(i)]);
    m_round = round;
}

TokenBatch Training::nextBatch()
{
    const std::size_t size = std::min(static_cast<std::size_t>(m_settings.batch), m_order.size());
    const std::size_t perRound = m_order.size() / size;
    const auto step = static_cast<std::size_t>(steps());
    if (const std::size_t round = step / perRound; m_round != round)
        shuffle(round);
    return m_task.gather(std::span(m_order).subspan(step % perRound * size, size), m_buffers);
}

Result<double> Training::step()
{
    const auto lossOf = [this](Pass<float>& pass, const TokenBatch& shard, Index divisor) {
        return crossEntropy(pass.tape, logits(pass, m_model, shard), shard.targets, divisor);
    };
    const std::uint64_t key = splitMix(m_settings.seed ^ splitMix(static_cast<std::uint64_t>(steps())));
    const double loss = m_gradient.compute(nextBatch(), lossOf, key, m_settings.threads);
    const double norm = clipNorm(m_gradient.gradient(), m_settings.mostNorm);
    if (!std::isfinite(loss) || !std::isfinite(norm))
        return Error{
            Error::Kind::Numerical,
            text("Training diverged at step {}: the loss or its gradient is no longer a number. Lower "
                 "the learning rate or limit the gradient.",
                 "学習はステップ {} で発散した。損失かその勾配が数でなくなった。"
                 "学習率を下げるか、勾配の大きさを制限する。",
                 steps() + 1)};
    m_optimiser.step(m_weights, m_gradient.gradient(), m_settings.schedule.factor(steps()));
    return loss;
}

Training::State Training::state() const
{
    return {{m_weights.values().begin(), m_weights.values().end()}, m_optimiser.state()};
}

Status Training::restore(State state)
{
    const std::size_t count = m_weights.values().size();
    if (state.optimiser.mean.size() != count || state.optimiser.square.size() != count ||
        state.optimiser.steps < 0)
        return otherModel();
    if (Status set = setWeights(state.weights); !set)
        return set;
    m_optimiser.restore(std::move(state.optimiser));
    return Done{};
}

Status Training::setWeights(std::span<const float> weights)
{
    if (weights.size() != m_weights.values().size())
        return otherModel();
    std::ranges::copy(weights, m_weights.values().begin());
    return Done{};
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
