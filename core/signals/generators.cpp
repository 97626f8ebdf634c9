// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/signals/generators.h"

#include "core/math/random.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace kaba {
namespace {

constexpr double kTurn = 2 * std::numbers::pi;

template <class Function>
Samples sampled(std::size_t length, Function value)
{
    Samples out(length);
    for (std::size_t k = 0; k < length; ++k)
        out[k] = value(static_cast<double>(k) / static_cast<double>(length));
    return out;
}

/// The value between out-of-grid points: straight line through its two neighbours, the last point held.
double interpolated(std::span<const double> points, double position)
{
    const auto left = static_cast<std::size_t>(position);
    if (left + 1 >= points.size())
        return points.back();
    const double share = position - static_cast<double>(left);
    return points[left] + share * (points[left + 1] - points[left]);
}

constexpr double kDelay = 17;
constexpr double kTransient = 300;
constexpr double kDuration = 600;
constexpr std::size_t kPerUnit = 20;

double mackeyGlassSlope(double x, double delayed)
{
    return 0.2 * delayed / (1 + std::pow(delayed, 10)) - 0.1 * x;
}

/// Samples at 1/kPerUnit time units, history constant 1.2.
Samples mackeyGlassGrid()
{
    constexpr double h = 1.0 / kPerUnit;
    constexpr auto lag = static_cast<std::size_t>(kDelay * kPerUnit);
    constexpr auto count = static_cast<std::size_t>((kTransient + kDuration) * kPerUnit) + 1;
    Samples x(lag + count, 1.2);
    for (std::size_t k = lag; k + 1 < x.size(); ++k) {
        const double then = x[k - lag];
        const double next = x[k - lag + 1];
        const double middle = (then + next) / 2;
        const double k1 = mackeyGlassSlope(x[k], then);
        const double k2 = mackeyGlassSlope(x[k] + h / 2 * k1, middle);
        const double k3 = mackeyGlassSlope(x[k] + h / 2 * k2, middle);
        const double k4 = mackeyGlassSlope(x[k] + h * k3, next);
        x[k + 1] = x[k] + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }
    x.erase(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(lag + kTransient * kPerUnit));
    return x;
}

} // namespace

Samples sines(std::size_t length)
{
    return sampled(length, [](double t) {
        return std::sin(kTurn * 3 * t) + 0.5 * std::sin(kTurn * 7 * t + 0.3) +
               0.25 * std::cos(kTurn * 13 * t);
    });
}

Samples chirp(std::size_t length)
{
    return sampled(length, [](double t) { return std::sin(kTurn * (t + 10 * t * t)); });
}

Samples noise(std::size_t length, std::uint64_t seed)
{
    constexpr int kHarmonics = 24;
    const double scale = std::sqrt(0.5 / kHarmonics);
    Random random(seed);
    Samples out(length, 0.0);
    for (int m = 1; m <= kHarmonics; ++m) {
        const double cosine = scale * random.normal();
        const double sine = scale * random.normal();
        for (std::size_t k = 0; k < length; ++k) {
            const double angle = kTurn * m * static_cast<double>(k) / static_cast<double>(length);
            out[k] += cosine * std::cos(angle) + sine * std::sin(angle);
        }
    }
    return out;
}

Samples steps(std::size_t length, std::uint64_t seed)
{
    constexpr std::size_t kPlateaus = 8;
    Random random(seed);
    Samples heights(kPlateaus);
    for (double& height : heights)
        height = 2 * random.uniform() - 1;
    return sampled(length, [&](double t) { return heights[static_cast<std::size_t>(t * kPlateaus)]; });
}

Samples mackeyGlass(std::size_t length)
{
    const Samples grid = mackeyGlassGrid();
    return sampled(length, [&](double t) { return interpolated(grid, t * kDuration * kPerUnit) - 0.9; });
}

Samples impulse(std::size_t length)
{
    Samples out(length, 0.0);
    if (!out.empty())
        out.front() = 1;
    return out;
}

Samples drawn(std::span<const double> points, std::size_t length)
{
    assert(!points.empty());
    const double scale =
        length > 1 ? static_cast<double>(points.size() - 1) / static_cast<double>(length - 1) : 0;
    Samples out(length);
    for (std::size_t k = 0; k < length; ++k)
        out[k] = interpolated(points, scale * static_cast<double>(k));
    return out;
}

} // namespace kaba
