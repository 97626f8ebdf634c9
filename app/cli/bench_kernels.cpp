// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/benchmark.h"
#include "core/math/random.h"
#include "core/signals/generators.h"
#include "core/ssm/dplr_step.h"
#include "core/ssm/krylov.h"
#include "core/ssm/s4_kernel.h"
#include "core/ssm/s4d.h"
#include "core/ssm/vandermonde.h"

#include <fmt/format.h>

#include <cmath>

namespace kaba {
namespace {

constexpr int kOrder = 64;
constexpr double kStep = 0.01;

Result<StateSpace> legs()
{
    const Result<HippoMatrices> matrices = hippo(Measure::LegSLti, kOrder);
    if (!matrices)
        return matrices.error();
    return StateSpace{matrices->a, matrices->b, Eigen::VectorXd::Ones(kOrder), 0};
}

/// Cauchy sums and the inverse FFT, from a given C̃.
Result<BenchmarkBody> s4FromReadout(std::size_t length)
{
    const Result<StateSpace> system = legs();
    const Result<Dplr> dplr = dplrOf(Measure::LegSLti, kOrder);
    if (!system || !dplr)
        return system ? dplr.error() : system.error();
    const Eigen::VectorXcd modes = dplr->inModes(truncatedReadout(*system, kStep, length));
    return BenchmarkBody([dplr = *dplr, modes, length](std::size_t) -> Status {
        const Result<std::vector<double>> kernel = s4Kernel(dplr, kStep, modes, length);
        return kernel ? Status(Done{}) : kernel.error();
    });
}

/// Kernels of channels with steps and readouts of their own, as a layer of S4 begins, on all cores.
Result<BenchmarkBody> s4Channels(Eigen::Index channels, std::size_t length)
{
    const Result<StateSpace> system = legs();
    const Result<Dplr> dplr = dplrOf(Measure::LegSLti, kOrder);
    if (!system || !dplr)
        return system ? dplr.error() : system.error();
    Random random(1);
    std::vector<double> steps;
    Eigen::MatrixXcd modes(dplr->lambda.size(), channels);
    for (Eigen::Index h = 0; h < channels; ++h) {
        steps.push_back(std::pow(10, -3 + 2 * random.uniform()));
        StateSpace channel = *system;
        for (double& value : channel.c)
            value = random.normal();
        modes.col(h) = dplr->inModes(truncatedReadout(channel, steps.back(), length));
    }
    return BenchmarkBody([dplr = *dplr, steps, modes, length](std::size_t) -> Status {
        const Result<Eigen::MatrixXd> kernels = s4Kernels(dplr, steps, modes, length);
        return kernels ? Status(Done{}) : kernels.error();
    });
}

/// The recurrence in modes, one sample after the other.
Result<BenchmarkBody> s4Step(std::size_t samples)
{
    const Result<Dplr> dplr = dplrOf(Measure::LegSLti, kOrder);
    if (!dplr)
        return dplr.error();
    const Eigen::VectorXcd modes = dplr->inModes(Eigen::VectorXd::Ones(kOrder));
    return BenchmarkBody([step = DplrStep(*dplr, kStep, modes), input = noise(samples, 1),
                          output = Samples(samples)](std::size_t) mutable -> Status {
        step.run(input, output);
        return Done{};
    });
}

/// C̃ itself.
Result<BenchmarkBody> s4Setup(std::size_t length)
{
    const Result<StateSpace> system = legs();
    if (!system)
        return system.error();
    return BenchmarkBody([system = *system, length](std::size_t) -> Status {
        static_cast<void>(truncatedReadout(system, kStep, length));
        return Done{};
    });
}

/// Discretisation by ZOH and the Vandermonde product.
Result<BenchmarkBody> s4dKernel(std::size_t length)
{
    const int modes = s4dReadoutSize(S4dInit::Lin, kOrder);
    const Result<DiagonalStateSpace> system = s4d(S4dInit::Lin, kOrder, Eigen::VectorXd::Ones(modes));
    if (!system)
        return system.error();
    return BenchmarkBody([system = *system, length](std::size_t) -> Status {
        const Discretization zoh{.rule = StepRule::Zoh};
        const DiagonalStateSpace discrete = discretize(system, kStep, zoh);
        const Eigen::VectorXcd weights = discrete.factor * discrete.c.cwiseProduct(discrete.b);
        static_cast<void>(vandermondeSum(weights, logEigenvalues(system.a, kStep, zoh), length));
        return Done{};
    });
}

/// The Krylov matrix by powers of Ā.
Result<BenchmarkBody> denseKernel(std::size_t length)
{
    const Result<StateSpace> system = legs();
    if (!system)
        return system.error();
    return BenchmarkBody([discrete = discretize(*system, kStep, {}), length](std::size_t) -> Status {
        const Result<std::vector<double>> kernel = krylovKernel(discrete, length, RunContext());
        return kernel ? Status(Done{}) : kernel.error();
    });
}

struct Family {
    const char* name;
    Result<BenchmarkBody> (*prepare)(std::size_t length);
};
constexpr Family kFamilies[] = {{"s4-kernel", s4FromReadout},
                                {"s4-setup", s4Setup},
                                {"s4d-kernel", s4dKernel},
                                {"dense-kernel", denseKernel}};

} // namespace

std::vector<Benchmark> kernelBenchmarks()
{
    std::vector<Benchmark> all;
    for (const Family& family : kFamilies)
        for (const std::size_t length : {1024, 4096, 16384, 65536})
            all.push_back({fmt::format("{}/N={}/L={}", family.name, kOrder, length),
                           [prepare = family.prepare, length] { return prepare(length); }});
    constexpr Eigen::Index kChannels = 64;
    constexpr std::size_t kLong = 16384;
    all.push_back({fmt::format("s4-kernel-channels/H={}/N={}/L={}", kChannels, kOrder, kLong),
                   [] { return s4Channels(kChannels, kLong); }});
    constexpr std::size_t kSamples = 100'000;
    all.push_back(
        {fmt::format("s4-step/N={}/samples={}", kOrder, kSamples), [] { return s4Step(kSamples); }});
    return all;
}

} // namespace kaba
