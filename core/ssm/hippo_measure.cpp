// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/hippo_measure.h"

#include "core/math/vector_ops.h"
#include "core/ssm/krylov.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kaba {
namespace {

/// c_k = keep c_{k−1} + take u_k at t = k + 1: the first row of scaled LegS, which no other state enters.
struct FirstRow {
    double keep = 0, take = 0;
};

FirstRow firstRow(const Discretization& method, double t)
{
    if (!method.isGbt())
        return {t / (t + 1), 1 / (t + 1)};
    const double alpha = method.alpha();
    return {(t - (1 - alpha)) / (t + alpha), 1 / (t + alpha)};
}

Samples scaledWeights(const Discretization& method, std::size_t moment)
{
    Samples weights(moment + 1);
    double kept = 1;
    for (std::size_t j = moment + 1; j-- > 0;) {
        const FirstRow row = firstRow(method, static_cast<double>(j + 1));
        weights[j] = kept * row.take;
        kept *= row.keep;
    }
    return weights;
}

} // namespace

Samples measureWeights(const MemorySettings& settings, std::size_t moment, std::span<const double> offsets)
{
    const auto newest = static_cast<double>(recalledAt(settings, moment).count - 1);
    const auto weight = [&](double offset) {
        const double age = (newest - offset) * settings.step;
        switch (settings.measure) {
        case Measure::LegS:
            return 1 / static_cast<double>(moment + 1);
        case Measure::LegSLti:
            return settings.step * std::exp(-age);
        case Measure::LagT:
            return settings.step * std::exp(-age / 2);
        case Measure::LegT:
        case Measure::Lmu:
        case Measure::Fourier:
            break;
        }
        return 1 / static_cast<double>(settings.windowSamples());
    };
    Samples weights(offsets.size());
    std::ranges::transform(offsets, weights.begin(), weight);
    return weights;
}

Samples heldWeights(const HippoMemory& memory, std::size_t moment)
{
    if (!memory.discrete)
        return scaledWeights(memory.settings.method, moment);
    StateSpace first{memory.discrete->a, memory.discrete->b,
                     Eigen::VectorXd::Zero(memory.discrete->b.size())};
    first.c[0] = 1;
    Samples weights = giantStepKernel(first, moment + 1);
    std::ranges::reverse(weights);
    return weights;
}

Samples coefficientShares(Measure measure, std::span<const double> coefficients)
{
    const double largest = maxAbs(coefficients);
    Samples shares(coefficients.size(), 0.0);
    if (largest == 0)
        return shares;
    for (std::size_t n = 0; n < shares.size(); ++n) {
        const double relative = coefficients[n] / largest;
        shares[n] = relative * relative / (measure == Measure::Lmu ? 2 * static_cast<double>(n) + 1 : 1);
    }
    const double sum = std::reduce(shares.begin(), shares.end());
    for (double& share : shares)
        share /= sum;
    return shares;
}

std::size_t coefficientsFor(std::span<const double> shares, double part)
{
    double sum = 0;
    for (std::size_t n = 0; n < shares.size(); ++n) {
        sum += shares[n];
        if (sum >= part)
            return n + 1;
    }
    return shares.size();
}

double besselExcess(std::span<const double> input, std::size_t moment, std::span<const double> state)
{
    const double power = squaredNorm(input.first(moment + 1)) / static_cast<double>(moment + 2);
    return power == 0 ? 0 : (squaredNorm(state) - power) / power;
}

} // namespace kaba
