// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/s4_kernel.h"

#include "core/base/parallel.h"
#include "core/math/fft.h"
#include "core/math/lanes.h"
#include "core/math/least_squares.h"
#include "core/ssm/generating_function.h"

#include <Eigen/LU>

#include <algorithm>
#include <cassert>

namespace kaba {

namespace {

/// Calls use(Ā^m − I) for the powers of two m that make up the exponent, the smallest first. The powers are carried
/// less I, so that no digits go where length·Δ is small.
template <class Use>
void forBinaryPowers(const StateSpace& continuous, double step, std::size_t exponent, const Use& use)
{
    const Eigen::MatrixXd scaled = step * continuous.a;
    const auto identity = Eigen::MatrixXd::Identity(scaled.rows(), scaled.cols());
    Eigen::MatrixXd powerLessOne = (identity - 0.5 * scaled).partialPivLu().solve(scaled);
    for (std::size_t rest = exponent; rest > 0; rest /= 2) {
        if (rest % 2 == 1)
            use(powerLessOne);
        if (rest > 1)
            powerLessOne = 2 * powerLessOne + powerLessOne * powerLessOne;
    }
}

} // namespace

Eigen::VectorXd truncatedReadout(const StateSpace& continuous, double step, std::size_t length)
{
    Eigen::VectorXd change = Eigen::VectorXd::Zero(continuous.c.size()); // C(Ā^s − I)
    forBinaryPowers(continuous, step, length, [&](const Eigen::MatrixXd& powerLessOne) {
        change += powerLessOne.transpose() * (continuous.c + change);
    });
    return -change;
}

Eigen::VectorXd foldedReadout(const StateSpace& continuous, double step, std::size_t length)
{
    const Eigen::Index order = continuous.c.size();
    Eigen::MatrixXd lessOne = Eigen::MatrixXd::Zero(order, order); // Ā^s − I
    forBinaryPowers(continuous, step, length, [&](const Eigen::MatrixXd& powerLessOne) {
        lessOne += powerLessOne + lessOne * powerLessOne;
    });
    return -leastSquares(lessOne.transpose(), continuous.c);
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
                                  const Eigen::MatrixXcd& modes, std::size_t length,
                                  const RunContext& context)
{
    assert(static_cast<Eigen::Index>(steps.size()) == modes.cols());
    constexpr std::size_t kChannelsAtATime = 4;
    Eigen::MatrixXd kernels(static_cast<Eigen::Index>(length), modes.cols());
    const GeneratingFunction generating(length);
    inParallel(roundedUpTo(kChannelsAtATime, steps.size()) / kChannelsAtATime, [&](std::size_t shard) {
        RealFft fft(length);
        const std::size_t first = shard * kChannelsAtATime;
        for (std::size_t channel = first; channel < std::min(first + kChannelsAtATime, steps.size());
             ++channel) {
            const auto column = static_cast<Eigen::Index>(channel);
            if (!generating.evaluate(dplr, steps[channel], modes.col(column), fft.spectrum(), context))
                return;
            fft.inverse();
            std::ranges::copy(fft.time(), kernels.col(column).begin());
        }
    });
    if (context.stopRequested())
        return RunContext::cancelled();
    return kernels;
}

} // namespace kaba
