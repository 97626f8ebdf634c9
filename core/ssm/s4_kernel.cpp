// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/s4_kernel.h"

#include "core/math/fft.h"
#include "core/ssm/generating_function.h"

#include <Eigen/LU>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <thread>

namespace kaba {

namespace {

/// What the threads share; each takes the next channel that nobody has.
struct Channels {
    const Dplr& dplr;
    std::span<const double> steps;
    const Eigen::MatrixXcd& modes;
    const GeneratingFunction& generating;
    const RunContext& context;
    Eigen::MatrixXd& kernels;
    std::atomic<Eigen::Index> next = 0;
};

void computeChannels(Channels& work)
{
    RealFft fft(work.generating.length());
    for (Eigen::Index channel = work.next++; channel < work.modes.cols(); channel = work.next++) {
        const double step = work.steps[static_cast<std::size_t>(channel)];
        if (!work.generating.evaluate(work.dplr, step, work.modes.col(channel), fft.spectrum(), work.context))
            return;
        fft.inverse();
        std::ranges::copy(fft.time(), work.kernels.col(channel).begin());
    }
}

} // namespace

Eigen::VectorXd truncatedReadout(const StateSpace& continuous, double step, std::size_t length)
{
    const Eigen::MatrixXd scaled = step * continuous.a;
    const auto identity = Eigen::MatrixXd::Identity(scaled.rows(), scaled.cols());
    Eigen::MatrixXd powerLessOne =
        (identity - 0.5 * scaled).partialPivLu().solve(scaled);          // Ā^m − I, m = 1, 2, 4, …
    Eigen::VectorXd change = Eigen::VectorXd::Zero(continuous.c.size()); // C(Ā^s − I)
    for (std::size_t rest = length; rest > 0; rest /= 2) {
        if (rest % 2 == 1)
            change += powerLessOne.transpose() * (continuous.c + change);
        if (rest > 1)
            powerLessOne = 2 * powerLessOne + powerLessOne * powerLessOne;
    }
    return -change;
}

Result<std::vector<double>> s4Kernel(const Dplr& dplr, double step, const Eigen::VectorXcd& modes,
                                     std::size_t length, const RunContext& context)
{
    RealFft fft(length);
    const GeneratingFunction generating(length);
    if (const Status done = generating.evaluate(dplr, step, modes, fft.spectrum(), context); !done)
        return done.error();
    fft.inverse();
    return std::vector<double>(fft.time().begin(), fft.time().end());
}

Result<Eigen::MatrixXd> s4Kernels(const Dplr& dplr, std::span<const double> steps,
                                  const Eigen::MatrixXcd& modes, std::size_t length, int threads,
                                  const RunContext& context)
{
    assert(static_cast<Eigen::Index>(steps.size()) == modes.cols() && threads >= 1);
    Eigen::MatrixXd kernels(static_cast<Eigen::Index>(length), modes.cols());
    const GeneratingFunction generating(length);
    Channels work{dplr, steps, modes, generating, context, kernels};
    {
        std::vector<std::jthread> helpers;
        for (int helper = 1; helper < threads; ++helper)
            helpers.emplace_back([&work] { computeChannels(work); });
        computeChannels(work);
    }
    if (context.stopRequested())
        return RunContext::cancelled();
    return kernels;
}

} // namespace kaba
