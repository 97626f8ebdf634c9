// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/hippo_comparisons.h"

#include "core/math/vector_ops.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace kaba {
namespace {

double sizeOf(std::span<const double> state)
{
    return allFinite(state) ? maxAbs(state) : std::numeric_limits<double>::quiet_NaN();
}

std::size_t peakOf(const Samples& size)
{
    const auto overflow = std::ranges::find_if(size, [](double value) { return std::isnan(value); });
    const auto peak = overflow != size.end() ? overflow : std::ranges::max_element(size);
    return static_cast<std::size_t>(peak - size.begin());
}

Result<RuleRun> runRule(const MemorySettings& settings, std::span<const double> input, std::size_t moment,
                        const RunContext& context)
{
    const Result<HippoMemory> memory = makeMemory(settings);
    if (!memory)
        return memory.error();
    RuleRun run{.rule = settings.method.rule, .size = {}, .peak = 0, .recollection = {}, .radius = 0};
    Samples atMoment;
    const auto visit = [&](std::size_t k, std::span<const double> state) {
        run.size.push_back(sizeOf(state));
        if (k == moment)
            atMoment.assign(state.begin(), state.end());
    };
    Memory state = memory->start();
    if (const Status heard = hear(state, input, visit, context); !heard)
        return heard.error();
    run.peak = peakOf(run.size);
    run.recollection = recollect(settings, moment, atMoment, input);
    run.radius = spectralRadius(memory->discreteEigenvalues(moment));
    return run;
}

Result<Recollection> recollectWith(const MemorySettings& settings, std::span<const double> input,
                                   std::size_t moment, const RunContext& context)
{
    const Result<HippoMemory> memory = makeMemory(settings);
    if (!memory)
        return memory.error();
    Memory state = memory->start();
    const Result<StateHistory> history = listen(state, input, moment, false, context);
    if (!history)
        return history.error();
    return recollect(settings, moment, history->atMoment, input);
}

/// The window in samples is all that LegT sees of θ and Δ.
MemorySettings windowSettings(const MemorySettings& settings, std::size_t moment)
{
    MemorySettings window = settings;
    window.measure = Measure::LegT;
    if (!hasWindow(settings.measure)) {
        window.step = 1;
        window.window = std::max(1.0, std::floor(static_cast<double>(moment + 1) / 4));
    }
    return window;
}

} // namespace

Result<std::vector<RuleRun>> runRules(const MemorySettings& settings, std::span<const double> input,
                                      std::size_t moment, const RunContext& context)
{
    std::vector<RuleRun> runs;
    for (std::size_t rule = 0; rule < std::size(kRuleOptions); ++rule) {
        MemorySettings chosen = settings;
        chosen.method.rule = static_cast<StepRule>(rule);
        Result<RuleRun> run = runRule(chosen, input, moment, context);
        if (!run)
            return run.error();
        runs.push_back(*std::move(run));
    }
    return runs;
}

Result<WindowComparison> compareWindow(const MemorySettings& settings, std::span<const double> input,
                                       std::size_t moment, const RunContext& context)
{
    MemorySettings scaled = settings;
    scaled.measure = Measure::LegS;
    const MemorySettings window = windowSettings(settings, moment);
    Result<Recollection> all = recollectWith(scaled, input, moment, context);
    if (!all)
        return all.error();
    Result<Recollection> recent = recollectWith(window, input, moment, context);
    if (!recent)
        return recent.error();
    const std::size_t count = recent->deviation.size();
    const double allInWindow =
        squaredNorm(std::span(all->deviation).last(count)) / static_cast<double>(count);
    return WindowComparison{window, *std::move(all), *std::move(recent), allInWindow};
}

Recovery forwardEulerRecovery(int order)
{
    const auto count = static_cast<std::size_t>(order);
    ScaledLegs memory(order, 0);
    Recovery recovery{0, 0};
    for (std::size_t k = 0; k < count; ++k) {
        memory.step(k, k == 0 ? 1 : 0);
        recovery.peak = std::max(recovery.peak, maxAbs(memory.state()));
    }
    for (std::size_t n = 0; n < count; ++n) {
        const double sign = n % 2 == 0 ? 1 : -1;
        const double expected = sign * legendreNorm(static_cast<Eigen::Index>(n)) / order;
        recovery.residual = std::max(recovery.residual, std::abs(memory.state()[n] - expected));
    }
    recovery.residual /= recovery.peak;
    return recovery;
}

} // namespace kaba
