// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/training.h"

#include "core/learn/ops_tokens.h"

#include <cmath>
#include <numeric>

namespace kaba::learn {

Training::Training(const ModelSettings& model, const TrainingSettings& settings, TaskSet task)
    : m_settings(settings)
    , m_task(std::move(task))
    , m_random(splitMix(settings.seed))
    , m_model(addLanguageModel(m_weights, model, settings.seed))
    , m_optimiser(m_weights, settings.optimiser)
    , m_gradient(m_weights)
    , m_order(static_cast<std::size_t>(m_task.sequences))
    , m_next(m_order.size())
{
    std::iota(m_order.begin(), m_order.end(), Index(0));
}

TokenBatch Training::nextBatch()
{
    const std::size_t size = std::min(static_cast<std::size_t>(m_settings.batch), m_order.size());
    if (m_next + size > m_order.size()) {
        for (std::size_t i = m_order.size(); i > 1; --i)
            std::swap(m_order[i - 1], m_order[m_random.below(i)]);
        m_next = 0;
    }
    m_next += size;
    return m_task.gather(std::span(m_order).subspan(m_next - size, size), m_buffers);
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

double Training::accuracy(const TaskSet& test)
{
    constexpr Index kAtOnce = 64;
    Tape<float> tape;
    std::vector<float> gradient(m_weights.values().size());
    Index correct = 0;
    for (Index begin = 0; begin < test.sequences; begin += kAtOnce) {
        tape.clear();
        Pass<float> pass{tape, m_weights.values().data(), gradient.data(), 0, false};
        const TokenBatch part = test.test().part(begin, std::min(test.sequences, begin + kAtOnce));
        correct += correctTargets(logits(pass, m_model, part), part.targets);
    }
    return static_cast<double>(correct) / static_cast<double>(scoredTargets(test.scored));
}

} // namespace kaba::learn
