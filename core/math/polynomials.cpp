// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/polynomials.h"

#include "core/base/dispatch.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <numbers>

namespace kaba {
namespace {

/// Places worked on together: their running values stay in the first-level cache.
constexpr std::size_t kBlock = 128;

/// p_{n+1} = (slope_n x + offset_n) p_n − back_n p_{n−1}.
struct ThreeTerm {
    Samples slope, offset, back;

    explicit ThreeTerm(std::size_t count)
        : slope(count)
        , offset(count)
        , back(count)
    {}
};

ThreeTerm legendreRecurrence(std::size_t count)
{
    ThreeTerm r(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto n = static_cast<double>(i);
        r.slope[i] = (2 * n + 1) / (n + 1);
        r.back[i] = n / (n + 1);
    }
    return r;
}

ThreeTerm laguerreRecurrence(std::size_t count)
{
    ThreeTerm r(count);
    for (std::size_t i = 0; i < count; ++i) {
        const auto n = static_cast<double>(i);
        r.slope[i] = -1 / (n + 1);
        r.offset[i] = (2 * n + 1) / (n + 1);
        r.back[i] = n / (n + 1);
    }
    return r;
}

/// One step of the recurrence on a block: adds weight · present to sum, moves (previous, present) on.
KABA_CLONES void advance(double* previous, double* present, double* sum, const double* x, double weight,
                         double slope, double offset, double back, std::size_t count)
{
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i) {
        const double next = (slope * x[i] + offset) * present[i] - back * previous[i];
        sum[i] += weight * present[i];
        previous[i] = present[i];
        present[i] = next;
    }
}

/// Σ c_n p_n where `start` holds p_0 at the places.
Samples series(std::span<const double> coefficients, std::span<const double> places, Samples start,
               const ThreeTerm& recurrence)
{
    Samples sum(places.size(), 0.0);
    for (std::size_t first = 0; first < places.size(); first += kBlock) {
        const std::size_t count = std::min(kBlock, places.size() - first);
        std::array<double, kBlock> previous{};
        for (std::size_t n = 0; n < coefficients.size(); ++n)
            advance(previous.data(), start.data() + first, sum.data() + first, places.data() + first,
                    coefficients[n], recurrence.slope[n], recurrence.offset[n], recurrence.back[n], count);
    }
    return sum;
}

/// Σ_j weight_j present_j; moves (previous, present) on to the next Legendre polynomial.
KABA_CLONES double momentOf(double* previous, double* present, const double* x, const double* weight,
                            double slope, double back, std::size_t count)
{
    double sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::size_t i = 0; i < count; ++i) {
        sum += weight[i] * present[i];
        const double next = slope * x[i] * present[i] - back * previous[i];
        previous[i] = present[i];
        present[i] = next;
    }
    return sum;
}

/// Adds c cos + s sin of one frequency to sum and turns (cosine, sine) on by one base angle.
KABA_CLONES void turn(double* cosine, double* sine, double* sum, const double* baseCosine,
                      const double* baseSine, double c, double s, std::size_t count)
{
#pragma omp simd
    for (std::size_t i = 0; i < count; ++i) {
        sum[i] += c * cosine[i] + s * sine[i];
        const double turned = cosine[i] * baseCosine[i] - sine[i] * baseSine[i];
        sine[i] = sine[i] * baseCosine[i] + cosine[i] * baseSine[i];
        cosine[i] = turned;
    }
}

/// P_count and its derivative at |x| < 1.
std::pair<double, double> legendreWithSlope(std::size_t count, double x)
{
    const Samples p = legendreValues(count + 1, x);
    const auto n = static_cast<double>(count);
    return {p[count], n * (p[count - 1] - x * p[count]) / (1 - x * x)};
}

} // namespace

Samples legendreSeries(std::span<const double> coefficients, std::span<const double> places)
{
    return series(coefficients, places, Samples(places.size(), 1.0), legendreRecurrence(coefficients.size()));
}

Samples laguerreSeries(std::span<const double> coefficients, std::span<const double> places)
{
    Samples start(places.size());
    std::ranges::transform(places, start.begin(), [](double s) { return std::exp(-s / 2); });
    return series(coefficients, places, std::move(start), laguerreRecurrence(coefficients.size()));
}

Samples fourierSeries(std::span<const double> coefficients, std::span<const double> places)
{
    assert(coefficients.size() >= 2 && coefficients.size() % 2 == 0);
    const std::size_t count = places.size();
    Samples sum(count, coefficients[0]);
    Samples baseCosine(count);
    Samples baseSine(count);
    for (std::size_t i = 0; i < count; ++i) {
        baseCosine[i] = std::cos(2 * std::numbers::pi * places[i]);
        baseSine[i] = std::sin(2 * std::numbers::pi * places[i]);
    }
    Samples cosine = baseCosine;
    Samples sine = baseSine;
    for (std::size_t first = 0; first < count; first += kBlock)
        for (std::size_t n = 2; n < coefficients.size(); n += 2)
            turn(cosine.data() + first, sine.data() + first, sum.data() + first, baseCosine.data() + first,
                 baseSine.data() + first, std::numbers::sqrt2 * coefficients[n],
                 std::numbers::sqrt2 * coefficients[n + 1], std::min(kBlock, count - first));
    return sum;
}

void legendreMoments(std::span<const double> weights, std::span<const double> places,
                     std::span<double> moments)
{
    assert(weights.size() == places.size());
    std::ranges::fill(moments, 0.0);
    for (std::size_t first = 0; first < places.size(); first += kBlock) {
        std::array<double, kBlock> previous{};
        std::array<double, kBlock> present{};
        present.fill(1);
        for (std::size_t n = 0; n < moments.size(); ++n) {
            const auto degree = static_cast<double>(n);
            moments[n] += momentOf(previous.data(), present.data(), places.data() + first,
                                   weights.data() + first, (2 * degree + 1) / (degree + 1),
                                   degree / (degree + 1), std::min(kBlock, places.size() - first));
        }
    }
}

Samples legendreValues(std::size_t count, double x)
{
    Samples p(count, 1.0);
    if (count > 1)
        p[1] = x;
    for (std::size_t n = 1; n + 1 < count; ++n) {
        const auto degree = static_cast<double>(n);
        p[n + 1] = ((2 * degree + 1) * x * p[n] - degree * p[n - 1]) / (degree + 1);
    }
    return p;
}

GaussRule gaussLegendre(std::size_t count)
{
    assert(count >= 1);
    constexpr int kNewtonSteps = 8; // doubles the correct digits each time; four suffice up to degree 1000
    GaussRule rule{Samples(count), Samples(count)};
    for (std::size_t i = 0; i < count; ++i) {
        const double angle =
            std::numbers::pi * (static_cast<double>(i) + 0.75) / (static_cast<double>(count) + 0.5);
        double x = -std::cos(angle);
        for (int step = 0; step < kNewtonSteps; ++step) {
            const auto [value, slope] = legendreWithSlope(count, x);
            x -= value / slope;
        }
        const double slope = legendreWithSlope(count, x).second;
        rule.nodes[i] = x;
        rule.weights[i] = 2 / ((1 - x * x) * slope * slope);
    }
    return rule;
}

} // namespace kaba
