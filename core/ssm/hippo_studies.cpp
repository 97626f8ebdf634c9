// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/hippo_studies.h"

#include "core/math/log_slope.h"
#include "core/math/vector_ops.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace kaba {
namespace {

constexpr int kRates = 5;
constexpr double kHighestRate = 16;
constexpr double kOperations = 1 << 26;

std::vector<std::size_t> spreadMoments(std::size_t length, int order)
{
    constexpr std::size_t kFewest = 8, kMost = 64, kPointsOfAll = 1 << 22;
    const std::size_t affordable = kPointsOfAll / (length * static_cast<std::size_t>(order));
    const std::size_t count = std::min(length, std::clamp(affordable, kFewest, kMost));
    std::vector<std::size_t> moments(count);
    for (std::size_t i = 0; i < count; ++i)
        moments[i] = (i + 1) * length / count - 1;
    return moments;
}

/// The state after the whole input.
Result<Samples> lastState(const HippoMemory& memory, std::span<const double> input, const RunContext& context)
{
    Memory fresh = memory.start();
    Result<StateHistory> history = listen(fresh, input, input.size() - 1, false, context);
    if (!history)
        return history.error();
    return std::move(history->atMoment);
}

/// `count` evenly spaced values of the straight lines between the input's samples, sample k at time k + 1; constant
/// before the first; ends with the last.
Samples atRate(std::span<const double> input, std::size_t count)
{
    const auto end = static_cast<double>(input.size());
    Samples out(count);
    for (std::size_t j = 0; j < count; ++j) {
        const double place = std::max(0.0, static_cast<double>(j + 1) * end / static_cast<double>(count) - 1);
        const auto left = std::min(static_cast<std::size_t>(place), input.size() - 1);
        const std::size_t right = std::min(left + 1, input.size() - 1);
        out[j] = std::lerp(input[left], input[right], place - static_cast<double>(left));
    }
    return out;
}

double operationsPerSample(const HippoMemory& memory)
{
    const double order = memory.settings.order;
    const bool linear = !memory.discrete && memory.settings.method.isGbt();
    return linear ? order : order * order;
}

/// How many samples each rate hears, ascending.
std::vector<std::size_t> samplesAtRates(const HippoMemory& memory, std::size_t length)
{
    double most = kHighestRate * static_cast<double>(length);
    while (2 * most * operationsPerSample(memory) > kOperations && most > 64)
        most /= 2;
    std::vector<std::size_t> counts;
    for (double rate = std::exp2(1 - kRates); rate <= 1; rate *= 2)
        if (const auto count = std::llround(rate * most); count >= 1)
            counts.push_back(static_cast<std::size_t>(count));
    return counts;
}

Result<HippoMemory> memoryAtRate(const HippoMemory& memory, double rate, StepAtRate step)
{
    if (!memory.discrete || step == StepAtRate::Kept)
        return memory;
    MemorySettings settings = memory.settings;
    settings.step /= rate;
    return makeMemory(settings);
}

double normOf(std::span<const double> values) { return std::sqrt(squaredNorm(values)); }

/// ‖left − right‖ over the larger norm.
double relativeChange(Samples left, const Samples& right)
{
    const double size = std::max(normOf(left), normOf(right));
    addScaled(left, -1, right);
    const double change = normOf(left);
    return change == 0 ? 0 : change / size;
}

double orderOf(const RateStudy& study)
{
    const std::size_t count = std::min<std::size_t>(3, study.samples.size());
    return -logSlope(std::span(study.samples).last(count), std::span(study.change).last(count));
}

} // namespace

Result<ErrorHistory> errorHistory(const HippoMemory& memory, std::span<const double> input,
                                  const RunContext& context)
{
    ErrorHistory history{spreadMoments(input.size(), memory.settings.order), {}, {}};
    std::vector<Samples> states;
    const auto visit = [&](std::size_t k, std::span<const double> state) {
        if (k == history.moments[states.size()])
            states.emplace_back(state.begin(), state.end());
    };
    Memory fresh = memory.start();
    if (const Status heard = hear(fresh, input, visit, context); !heard)
        return heard.error();
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (!context.advance(static_cast<std::ptrdiff_t>(i), static_cast<std::ptrdiff_t>(states.size())))
            return RunContext::cancelled();
        const std::size_t moment = history.moments[i];
        history.state.push_back(recollect(memory.settings, moment, states[i], input).meanSquare);
        history.best.push_back(bestMeanSquareError(memory.settings, moment, input));
    }
    return history;
}

Result<RateStudy> rateStudy(const HippoMemory& memory, std::span<const double> input, StepAtRate step,
                            const RunContext& context)
{
    RateStudy study{};
    std::vector<Samples> states;
    for (const std::size_t count : samplesAtRates(memory, input.size())) {
        const double rate = static_cast<double>(count) / static_cast<double>(input.size());
        const Result<HippoMemory> faster = memoryAtRate(memory, rate, step);
        if (!faster)
            return faster.error();
        Result<Samples> state = lastState(*faster, atRate(input, count), context);
        if (!state)
            return state.error();
        states.push_back(*std::move(state));
        study.samples.push_back(static_cast<double>(count));
    }
    study.samples.erase(study.samples.begin());
    for (std::size_t i = 1; i < states.size(); ++i)
        study.change.push_back(relativeChange(states[i], states[i - 1]));
    study.order = orderOf(study);
    return study;
}

Result<double> stepDependence(const HippoMemory& memory, std::span<const double> input,
                              const RunContext& context)
{
    MemorySettings settings = memory.settings;
    settings.step *= 7;
    const Result<HippoMemory> slower = makeMemory(settings);
    if (!slower)
        return slower.error();
    Result<Samples> state = lastState(memory, input, context);
    const Result<Samples> other = lastState(*slower, input, context);
    if (!state || !other)
        return RunContext::cancelled();
    addScaled(*state, -1, *other);
    return allFinite(*state) ? maxAbs(*state) : std::numeric_limits<double>::quiet_NaN();
}

} // namespace kaba
