// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/hippo_memory.h"

#include "core/math/krylov_fit.h"
#include "core/math/polynomials.h"
#include "core/math/vector_ops.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace kaba {
namespace {

/// value(j) at each offset j from the first recalled sample.
template <class Function>
Samples onOffsets(std::span<const double> offsets, Function value)
{
    Samples out(offsets.size());
    std::ranges::transform(offsets, out.begin(), value);
    return out;
}

/// (k − j)Δ: 0 for the newest sample.
Samples ages(const MemorySettings& settings, const Recalled& recalled, std::span<const double> offsets)
{
    const auto newest = static_cast<double>(recalled.count - 1);
    return onOffsets(offsets, [&](double j) { return (newest - j) * settings.step; });
}

/// 1 − v, v = j/θ' counted from the oldest place of a full window: 1/θ' for the newest sample.
Samples windowAges(const MemorySettings& settings, const Recalled& recalled, std::span<const double> offsets)
{
    const auto count = static_cast<double>(recalled.count);
    const auto window = static_cast<double>(settings.windowSamples());
    return onOffsets(offsets, [&](double j) { return (count - j) / window; });
}

/// The argument in [−1, 1] of the Legendre polynomials, newest last: P_n(1) belongs to "now".
Samples legendrePlaces(const MemorySettings& settings, const Recalled& recalled,
                       std::span<const double> offsets)
{
    if (settings.measure == Measure::LegS) {
        const auto last = static_cast<double>(recalled.count - 1);
        return onOffsets(offsets, [&](double j) { return last > 0 ? 2 * (j / last) - 1 : 1; });
    }
    if (settings.measure == Measure::LegSLti) {
        Samples places = ages(settings, recalled, offsets);
        std::ranges::transform(places, places.begin(), [](double s) { return 2 * std::exp(-s) - 1; });
        return places;
    }
    Samples places = windowAges(settings, recalled, offsets);
    std::ranges::transform(places, places.begin(), [](double r) { return 1 - 2 * r; });
    return places;
}

/// Weights of P_n at legendrePlaces(). LMU's polynomials run from now to the past, P_n(−x) = (−1)^n P_n(x), and
/// carry no norm.
Samples legendreWeights(Measure measure, std::span<const double> coefficients)
{
    Samples weights(coefficients.begin(), coefficients.end());
    for (std::size_t n = 0; n < weights.size(); ++n)
        weights[n] *=
            measure == Measure::Lmu ? (n % 2 == 0 ? 1 : -1) : legendreNorm(static_cast<Eigen::Index>(n));
    return weights;
}

Samples everySample(const Recalled& recalled)
{
    Samples offsets(recalled.count);
    std::iota(offsets.begin(), offsets.end(), 0.0);
    return offsets;
}

double fadedResidual(const MemorySettings& settings, const Recalled& recalled, std::span<const double> values)
{
    const Samples age = ages(settings, recalled, everySample(recalled));
    const auto count = static_cast<std::size_t>(settings.order);
    Samples start(age.size(), 1.0);
    Samples multiplier = age;
    if (settings.measure == Measure::LagT)
        std::ranges::transform(age, start.begin(), [](double s) { return std::exp(-s / 2); });
    else
        std::ranges::transform(age, multiplier.begin(), [](double s) { return -std::expm1(-s); });
    return leastSquaresResidual(start, multiplier, values, count);
}

double residual(const MemorySettings& settings, const Recalled& recalled, std::span<const double> values)
{
    const auto order = static_cast<std::size_t>(settings.order);
    switch (settings.measure) {
    case Measure::LegS:
    case Measure::LegT:
    case Measure::Lmu:
        return polynomialResidual(values, order);
    case Measure::Fourier:
        return trigonometricResidual(values, order / 2 - 1,
                                     2 * std::numbers::pi / static_cast<double>(settings.windowSamples()));
    case Measure::LegSLti:
    case Measure::LagT:
        break;
    }
    return fadedResidual(settings, recalled, values);
}

} // namespace

std::size_t MemorySettings::windowSamples() const
{
    return static_cast<std::size_t>(std::max(1LL, std::llround(window / step)));
}

Memory HippoMemory::start() const
{
    if (discrete)
        return DenseMemory(*discrete);
    if (settings.method.isGbt())
        return ScaledLegs(settings.order, settings.method.alpha());
    return HeldScaledLegs(settings.order);
}

Eigen::VectorXcd HippoMemory::discreteEigenvalues(std::size_t moment) const
{
    const auto t = static_cast<double>(moment + 1);
    const double scaled = settings.method.isGbt() ? 1 / t : std::log1p(1 / t);
    return kaba::discreteEigenvalues(hippoEigenvalues(settings.measure, settings.order, settings.window),
                                     discrete ? settings.step : scaled, settings.method);
}

Result<HippoMemory> makeMemory(const MemorySettings& settings)
{
    Result<HippoMatrices> matrices = hippo(settings.measure, settings.order, settings.window);
    if (!matrices)
        return matrices.error();
    HippoMemory memory{.settings = settings, .continuous = *std::move(matrices)};
    if (isTimeInvariant(settings.measure))
        memory.discrete =
            discretize(memory.continuous.a, memory.continuous.b, settings.step, settings.method);
    return memory;
}

Recalled recalledAt(const MemorySettings& settings, std::size_t moment)
{
    const std::size_t seen = moment + 1;
    const std::size_t count = hasWindow(settings.measure) ? std::min(seen, settings.windowSamples()) : seen;
    return {seen - count, count};
}

Samples reconstruct(const MemorySettings& settings, std::size_t moment, std::span<const double> coefficients)
{
    return reconstructAt(settings, moment, coefficients, everySample(recalledAt(settings, moment)));
}

Samples reconstructAt(const MemorySettings& settings, std::size_t moment,
                      std::span<const double> coefficients, std::span<const double> offsets)
{
    const Recalled recalled = recalledAt(settings, moment);
    if (settings.measure == Measure::LagT)
        return laguerreSeries(coefficients, ages(settings, recalled, offsets));
    if (settings.measure == Measure::Fourier)
        return fourierSeries(coefficients, windowAges(settings, recalled, offsets));
    return legendreSeries(legendreWeights(settings.measure, coefficients),
                          legendrePlaces(settings, recalled, offsets));
}

Samples basisFunction(const MemorySettings& settings, std::size_t moment, std::size_t n,
                      std::span<const double> offsets)
{
    const bool paired = settings.measure == Measure::Fourier && n % 2 == 0;
    Samples unit(paired ? n + 2 : n + 1, 0.0);
    unit[n] = 1;
    return reconstructAt(settings, moment, unit, offsets);
}

Recollection recollect(const MemorySettings& settings, std::size_t moment,
                       std::span<const double> coefficients, std::span<const double> input)
{
    const Recalled recalled = recalledAt(settings, moment);
    Recollection out{.values = finiteOrNan(reconstruct(settings, moment, coefficients)), .deviation = {}};
    out.deviation = out.values;
    addScaled(out.deviation, -1, input.subspan(recalled.first, recalled.count));
    const double meanSquare = squaredNorm(out.deviation) / static_cast<double>(recalled.count);
    out.meanSquare = std::isfinite(meanSquare) ? meanSquare : std::numeric_limits<double>::quiet_NaN();
    return out;
}

double bestMeanSquareError(const MemorySettings& settings, std::size_t moment, std::span<const double> input)
{
    const Recalled recalled = recalledAt(settings, moment);
    assert(recalled.first + recalled.count <= input.size());
    return residual(settings, recalled, input.subspan(recalled.first, recalled.count)) /
           static_cast<double>(recalled.count);
}

} // namespace kaba
