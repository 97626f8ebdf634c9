// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace kaba::samples {

inline Layer layer(std::string id, Text label, LayerData data, Role role = Role::Output, int shade = 0)
{
    return {.id = std::move(id),
            .label = std::move(label),
            .data = std::move(data),
            .role = role,
            .shade = shade};
}

inline Samples sampled(std::size_t count, double (*f)(double))
{
    Samples y(count);
    for (std::size_t i = 0; i < count; ++i)
        y[i] = f(static_cast<double>(i) / static_cast<double>(count));
    return y;
}

/// A sum of sines over [0, 1) and a smoother copy of it; the time axis is linked as "time".
inline Panel lines(std::size_t count = 1024)
{
    const RegularGrid grid{0, 1.0 / static_cast<double>(count), count};
    const auto signal = [](double t) {
        return std::sin(6 * std::numbers::pi * t) + 0.5 * std::sin(14 * std::numbers::pi * t + 0.3);
    };
    const auto smooth = [](double t) { return std::sin(6 * std::numbers::pi * t); };
    Panel panel{.id = "lines",
                .title = {"Input and its reconstruction, N = 64", "入力とその再構成，N = 64"},
                .x = {.label = {"time t", "時刻 t"}, .unit = "s", .link = "time"},
                .y = {.label = {"value", "値"}}};
    panel.layers = {layer("input", {"input u", "入力 u"}, Line{grid, sampled(count, signal)}, Role::Input),
                    layer("reconstruction", {"reconstruction", "再構成"}, Line{grid, sampled(count, smooth)},
                          Role::Reference)};
    return panel;
}

/// Signed values, element (r, c) = sin(0.2 r) cos(0.05 c), on the same time axis.
inline Panel heat(std::size_t rows = 32, std::size_t cols = 256)
{
    Heatmap map{.rows = rows,
                .cols = cols,
                .x = {0, 1},
                .y = {0, static_cast<double>(rows)},
                .map = ColourMap::Diverging,
                .unit = "V"};
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < cols; ++c)
            map.z.push_back(std::sin(0.2 * static_cast<double>(r)) * std::cos(0.05 * static_cast<double>(c)));
    Panel panel{.id = "heat",
                .title = {"Coefficients of the memory", "記憶の係数"},
                .x = {.label = {"time t", "時刻 t"}, .unit = "s", .link = "time"},
                .y = {.label = {"order n", "次数 n"}}};
    panel.layers = {layer("coefficients", {"c", "c"}, std::move(map))};
    return panel;
}

/// Points on a spiral in the complex plane and the unit circle.
inline Panel plane()
{
    Scatter points;
    points.complex = true;
    Samples cx, cy;
    for (int i = 0; i < 40; ++i) {
        points.x.push_back(0.02 * i * std::cos(0.5 * i));
        points.y.push_back(0.02 * i * std::sin(0.5 * i));
    }
    for (int i = 0; i <= 180; ++i) {
        cx.push_back(std::cos(i * std::numbers::pi / 90));
        cy.push_back(std::sin(i * std::numbers::pi / 90));
    }
    Panel panel{.id = "plane",
                .title = {"Eigenvalues of A\u0304 in the unit circle", "単位円の中の A\u0304 の固有値"},
                .x = {.label = {"Re λ\u0304", "Re λ\u0304"}},
                .y = {.label = {"Im λ\u0304", "Im λ\u0304"}},
                .equalAspect = true};
    panel.layers = {layer("circle", {"unit circle", "単位円"}, Line{cx, cy}, Role::Reference),
                    layer("discrete", {"eigenvalues", "固有値"}, std::move(points), Role::State)};
    return panel;
}

/// |H| ~ 1/f over four decades, with a gap of NaN in the middle third.
inline Panel logarithmic()
{
    Samples f, h;
    for (int i = 0; i < 300; ++i) {
        f.push_back(std::pow(10, -4 + 4.0 * i / 299));
        h.push_back(i >= 100 && i < 200 ? std::numeric_limits<double>::quiet_NaN() : 1e-3 / f.back());
    }
    Panel panel{.id = "frequency",
                .title = {"Transfer function K\u0304", "伝達関数 K\u0304"},
                .x = {.label = {"frequency", "周波数"}, .unit = "cycles/sample", .kind = Axis::Kind::Log},
                .y = {.label = {"magnitude", "大きさ"}, .kind = Axis::Kind::Log}};
    panel.layers = {layer("magnitude", {"|H|", "|H|"}, Line{f, h}),
                    layer("limit", {"limit", "限界"}, Rule{Rule::Axis::Y, 0.1}, Role::Error)};
    return panel;
}

inline Figure all() { return {.panels = {lines(), heat(), plane(), logarithmic()}, .columns = 2}; }

} // namespace kaba::samples
