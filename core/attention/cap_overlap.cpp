// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/cap_overlap.h"

#include "core/math/polynomials.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace kaba {
namespace {

constexpr std::size_t kPlaces = 257; ///< of the table
constexpr std::size_t kNodes = 64;   ///< of the rule in each of them

double square(double x) { return x * x; }

/// 1 − cos²α / cos²(s/2) without cancellation.
double bracket(double angle, double s)
{
    return std::sin(angle + s / 2) * std::sin(angle - s / 2) / square(std::cos(s / 2));
}

/// ∫ (f(s)/f(θ))^p ds / (2α − θ) over s from θ to 2α: with s = 2α − (2α − θ) y² the integrand has no root in y.
double relativeWidth(const GaussRule& rule, double angle, double theta, double power)
{
    const double most = bracket(angle, theta);
    double sum = 0;
    for (std::size_t i = 0; i < rule.nodes.size(); ++i) {
        const double y = (1 + rule.nodes[i]) / 2;
        const double ratio = bracket(angle, 2 * angle - (2 * angle - theta) * y * y) / most;
        sum += rule.weights[i] * y * std::pow(ratio, power);
    }
    return sum;
}

} // namespace

CapOverlap::CapOverlap(int dim, double angle)
    : m_dim(dim)
    , m_angle(angle)
    , m_edge(square(std::cos(angle)))
{
    assert(dim >= 1 && angle > 0 && angle <= std::numbers::pi / 2);
    const GaussRule rule = gaussLegendre(kNodes);
    const double power = std::max(0.0, dim / 2.0 - 1);
    for (std::size_t i = 0; i + 1 < kPlaces; ++i) {
        const double theta = 2 * angle * static_cast<double>(i) / static_cast<double>(kPlaces - 1);
        m_widths.push_back(relativeWidth(rule, angle, theta, power));
    }
    // Where the caps part, f falls to 0 like the distance, but for half spheres it is 1 throughout.
    m_widths.push_back(angle < std::numbers::pi / 2 ? 1 / (power + 1) : 1);
}

/// Lagrange's cubic through the four places around.
double CapOverlap::interpolated(double theta) const
{
    const double place = theta / (2 * m_angle) * static_cast<double>(kPlaces - 1);
    const auto first =
        static_cast<std::size_t>(std::clamp(std::floor(place) - 1, 0.0, static_cast<double>(kPlaces - 4)));
    const double x = place - static_cast<double>(first);
    const double* const w = m_widths.data() + first;
    return -w[0] * (x - 1) * (x - 2) * (x - 3) / 6 + w[1] * x * (x - 2) * (x - 3) / 2 -
           w[2] * x * (x - 1) * (x - 3) / 2 + w[3] * x * (x - 1) * (x - 2) / 6;
}

double CapOverlap::operator()(double cosine) const
{
    const double x = std::clamp(cosine, -1.0, 1.0);
    if (m_dim == 1)
        return x > 0 ? 0.5 : 0;
    const double left = 2 * m_angle - std::acos(x);
    const double base = (1 + x - 2 * m_edge) / (1 + x);
    if (!(left > 0) || !(base > 0))
        return 0;
    return std::pow(base, m_dim / 2.0 - 1) * left * interpolated(2 * m_angle - left) / (2 * std::numbers::pi);
}

} // namespace kaba
