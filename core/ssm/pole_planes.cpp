// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/pole_planes.h"

#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kaba {
namespace {

using Complex = std::complex<double>;
constexpr double kPi = std::numbers::pi;
constexpr int kCurvePoints = 96;
constexpr int kTracePoints = 48;

Complex mirrored(Complex place, const ParameterSet&) { return std::conj(place); }

/// λ of a λ̄ under the step and rule in `values`.
Complex undiscretized(Complex place, const ParameterSet& values)
{
    const double step = std::get<double>(values.value("step"));
    return continuousEigenvalue(place, step, discretizationOf(values));
}

Complex mirroredUndiscretized(Complex place, const ParameterSet& values)
{
    return undiscretized(std::conj(place), values);
}

/// A layer of points and, for kept halves of conjugate pairs, the layer of their partners, which the legend leaves out.
void addPoints(Panel& panel, const Poles& poles, Layer layer, const Eigen::VectorXcd& values,
               Handles::ToPoint toPoint, Handles::ToPoint mirroredToPoint)
{
    const bool movable = !poles.parameter.empty();
    if (poles.conjugatePairs) {
        Layer partners = complexPoints(layer.id + "-conjugates", {}, values.conjugate(), layer.role);
        partners.shade = 1;
        if (movable)
            partners.handles = Handles{poles.parameter, mirroredToPoint};
        panel.layers.push_back(std::move(partners));
    }
    if (movable)
        layer.handles = Handles{poles.parameter, toPoint};
    panel.layers.push_back(std::move(layer));
}

Line closedCircle(double centre, double radius)
{
    Samples x;
    Samples y;
    for (int k = 0; k <= kCurvePoints; ++k) {
        const double angle = 2 * kPi * k / kCurvePoints;
        x.push_back(centre + radius * std::cos(angle));
        y.push_back(radius * std::sin(angle));
    }
    return {std::move(x), std::move(y), true};
}

/// The disc into which the rule takes Re λ ≤ 0; forward Euler gives the half plane Re z ≤ 1, cut at `reach`.
Band leftHalfPlane(const Discretization& method, double reach)
{
    const double alpha = method.isGbt() ? method.alpha() : 0.5;
    const double radius = alpha > 0 ? 1 / (2 * alpha) : reach;
    const double left = std::max(1 - 2 * radius, -reach);
    Samples x;
    Samples high;
    for (int k = 0; k <= kCurvePoints; ++k) {
        const double place = left + (1 - left) * (1 - std::cos(kPi * k / kCurvePoints)) / 2;
        const double offset = place - (1 - radius);
        x.push_back(place);
        high.push_back(
            alpha > 0 ? std::min(reach, std::sqrt(std::max(0.0, radius * radius - offset * offset))) : reach);
    }
    Samples low = high;
    std::ranges::transform(low, low.begin(), std::negate<>());
    return {std::move(x), std::move(low), std::move(high)};
}

/// Goes the way of `place` (in Δλ) from `from` to `to`, which lie between 0 and 1.
template <class Place>
void trace(Line& curve, const Discretization& method, double from, double to, Place place)
{
    for (int k = 0; k <= kTracePoints; ++k) {
        const Complex image = discreteEigenvalue(place(from + (to - from) * k / kTracePoints), 1, method);
        std::get<Samples>(curve.x).push_back(image.real());
        curve.y.push_back(image.imag());
    }
}

/// 0…∞ for 0…1, without its end.
double farOut(double part) { return std::tan(kPi / 2 * part * 0.999); }

/// One stroke: each curve up from the real axis and, mirrored, down to where it began; the axis joins it to the next.
Line equalDecay(const Discretization& method)
{
    Line curve{Samples{}, {}, true};
    for (const double samples : {30.0, 10.0, 3.0, 1.0}) {
        const auto half = [&](double side) {
            return [&method, samples, side](double part) -> Complex {
                return {-1 / samples, side * (method.isGbt() ? farOut(part) : kPi * part)};
            };
        };
        trace(curve, method, 0, 1, half(1));
        trace(curve, method, 1, 0, half(-1));
    }
    return curve;
}

/// One stroke: each curve from infinite decay, where all of them meet, to none and back.
Line equalFrequency(const Discretization& method)
{
    Line curve{Samples{}, {}, true};
    for (const double cycles : {-1.0 / 4, -1.0 / 8, -1.0 / 16, 1.0 / 16, 1.0 / 8, 1.0 / 4}) {
        const auto place = [cycles](double part) -> Complex { return {-farOut(part), 2 * kPi * cycles}; };
        trace(curve, method, 1, 0, place);
        trace(curve, method, 0, 1, place);
    }
    return curve;
}

/// Half the width of the picture: the unit circle and what stands around it.
double reachOf(const Eigen::VectorXcd& discrete)
{
    constexpr double kAir = 1.15;
    constexpr double kMost = 3; ///< further poles are found by zooming out
    double reach = 1;
    for (const Complex& value : discrete)
        if (const double size = std::max(std::abs(value.real()), std::abs(value.imag())); size > reach)
            reach = size;
    return kAir * std::min(reach, kMost);
}

} // namespace

Panel continuousPlane(const Poles& poles)
{
    Panel panel = complexPlane("eigenvalues", {"Eigenvalues of A", "A の固有値"});
    panel.x.label = {"Re λ: decay", "Re λ：減衰"};
    panel.y.label = {"Im λ: frequency", "Im λ：周波数"};
    panel.equalAspect = false; // frequencies reach a hundred times as far as decays
    addPoints(panel, poles, complexPoints("continuous", {"of A", "A の固有値"}, poles.lambda, Role::State),
              poles.lambda, nullptr, mirrored);
    return panel;
}

void addDiscrete(Panel& continuousPlane, const Poles& poles)
{
    continuousPlane.title = {"Eigenvalues of A and A\u0304", "A と A\u0304 の固有値"};
    continuousPlane.layers.push_back(
        complexPoints("discrete", {"of A\u0304", "A\u0304 の固有値"},
                      discreteEigenvalues(poles.lambda, poles.step, poles.method), Role::Output));
}

Panel discretePlane(const Poles& poles)
{
    const Eigen::VectorXcd discrete = discreteEigenvalues(poles.lambda, poles.step, poles.method);
    const double reach = reachOf(discrete);
    Panel panel = complexPlane("eigenvalues-discrete", {"Eigenvalues of A\u0304: stable inside the circle",
                                                        "A\u0304 の固有値：円の内側なら安定"});
    panel.x.range = Interval{-reach, reach};
    panel.y.range = Interval{-reach, reach};
    panel.layers = {
        {.id = "left-half-plane",
         .label = {"where Re λ ≤ 0 goes", "Re λ ≤ 0 の行き先"},
         .data = leftHalfPlane(poles.method, reach),
         .role = Role::Input},
        {.id = "unit-circle",
         .label = {"unit circle", "単位円"},
         .data = closedCircle(0, 1),
         .role = Role::Input,
         .shade = 3},
        {.id = "equal-decay", .label = {}, .data = equalDecay(poles.method), .role = Role::Input},
        {.id = "equal-frequency", .label = {}, .data = equalFrequency(poles.method), .role = Role::Input},
    };
    addPoints(panel, poles,
              complexPoints("discrete", {"of A\u0304", "A\u0304 の固有値"}, discrete, Role::Output), discrete,
              undiscretized, mirroredUndiscretized);
    return panel;
}

} // namespace kaba
