// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benchmark.h"
#include "core/math/convolution.h"
#include "core/signals/generators.h"
#include "core/ssm/hippo_memory.h"
#include "core/ssm/memory.h"

#include <fmt/format.h>

#include <memory>

namespace kaba {
namespace {

constexpr std::size_t kLengths[] = {1024, 4096, 16384, 65536};

/// Scaled LegS over a signal by O(N) updates; every state is computed, the last one kept.
Result<BenchmarkBody> hippoLegs(int order, std::size_t length)
{
    const Result<HippoMemory> memory = makeMemory({.measure = Measure::LegS, .order = order});
    if (!memory)
        return memory.error();
    return BenchmarkBody([memory = *memory, input = noise(length, 1)](std::size_t) -> Status {
        Memory state = memory.start();
        const Result<StateHistory> history = listen(state, input, input.size() - 1, false, RunContext());
        return history ? Status(Done{}) : history.error();
    });
}

Result<BenchmarkBody> fftConvolution(std::size_t length)
{
    const auto convolution = std::make_shared<CausalConvolution>(length);
    return BenchmarkBody([convolution, kernel = noise(length, 1), input = noise(length, 2),
                          output = Samples(length)](std::size_t) mutable -> Status {
        convolution->apply(kernel, input, output);
        return Done{};
    });
}

} // namespace

std::vector<Benchmark> numericBenchmarks()
{
    std::vector<Benchmark> all{{"hippo-legs/N=256/L=10000", [] { return hippoLegs(256, 10000); }}};
    for (const std::size_t length : kLengths)
        all.push_back({fmt::format("fft-convolution/L={}", length), [=] { return fftConvolution(length); }});
    return all;
}

} // namespace kaba
