// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/descent.h"

#include "core/learn/ops_tokens.h"
#include "core/learn/split_mix.h"
#include "core/math/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kaba::learn {
namespace {

Error otherModel()
{
    return {Error::Kind::Input,
            {"These weights belong to a model of other sizes: choose the settings they were trained with.",
             "この重みは大きさの違うモデルのものである。学習したときの設定に合わせる。"}};
}

} // namespace

Descent::Descent(Weights<float>& weights, const TrainingSettings& settings, TaskSet task, Logits logits)
    : m_weights(weights)
    , m_settings(settings)
    , m_task(std::move(task))
    , m_logits(std::move(logits))
    , m_optimiser(weights, settings.optimiser)
    , m_gradient(weights)
    , m_order(static_cast<std::size_t>(m_task.sequences))
{}

/// Each round has a generator of its own, so that any of them can be had without those before.
void Descent::shuffle(std::size_t round)
{
    std::iota(m_order.begin(), m_order.end(), Index(0));
    Random random(splitMix(splitMix(m_settings.seed) + round));
    for (std::size_t i = m_order.size(); i > 1; --i)
        std::swap(m_order[i - 1], m_order[random.below(i)]);
    m_round = round;
}

TokenBatch Descent::nextBatch()
{
    const std::size_t size = std::min(static_cast<std::size_t>(m_settings.batch), m_order.size());
    const std::size_t perRound = m_order.size() / size;
    const auto step = static_cast<std::size_t>(steps());
    if (const std::size_t round = step / perRound; m_round != round)
        shuffle(round);
    return m_task.gather(std::span(m_order).subspan(step % perRound * size, size), m_buffers);
}

Result<StepSeen> Descent::step()
{
    const auto lossOf = [this](Pass<float>& pass, const TokenBatch& shard, Index divisor) {
        return crossEntropy(pass.tape, m_logits(pass, shard), shard.targets, divisor);
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
    return StepSeen{loss, norm};
}

TrainingState Descent::state() const
{
    return {{m_weights.values().begin(), m_weights.values().end()}, m_optimiser.state()};
}

Status Descent::restore(TrainingState state)
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

Status Descent::setWeights(std::span<const float> weights)
{
    if (weights.size() != m_weights.values().size())
        return otherModel();
    std::ranges::copy(weights, m_weights.values().begin());
    return Done{};
}

} // namespace kaba::learn
