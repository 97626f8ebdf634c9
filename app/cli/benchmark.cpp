// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benchmark.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace kaba {
namespace {

using Clock = std::chrono::steady_clock;

double milliseconds(Clock::duration duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

/// The smallest sample that at least this share of all does not exceed (nearest rank).
double quantile(const std::vector<double>& sorted, double share)
{
    const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

Timing summary(const std::string& id, std::vector<double> times)
{
    std::ranges::sort(times);
    return {.id = id,
            .repetitions = times.size(),
            .medianMs = quantile(times, 0.5),
            .p95Ms = quantile(times, 0.95),
            .minMs = times.front()};
}

} // namespace

Result<Timing> measure(const Benchmark& benchmark)
{
    constexpr std::size_t kWarmUp = 2;
    constexpr std::size_t kFewest = 10;
    constexpr std::size_t kMost = 400;
    constexpr double kBudgetMs = 1000;
    const Result<BenchmarkBody> body = benchmark.prepare();
    if (!body)
        return body.error();
    std::vector<double> times;
    double spent = 0;
    for (std::size_t i = 0; times.size() < kFewest || (spent < kBudgetMs && times.size() < kMost); ++i) {
        const Clock::time_point begin = Clock::now();
        if (Status status = (*body)(i); !status)
            return status.error();
        const double time = milliseconds(Clock::now() - begin);
        if (i < kWarmUp)
            continue;
        times.push_back(time);
        spent += time;
    }
    return summary(benchmark.id, std::move(times));
}

} // namespace kaba
