// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/layer_states.h"

#include "core/math/vector_ops.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kaba {
namespace {

/// What one row of the scan holds: "x₃", of a complex system "Re x₃" or "Im x₃".
Text rowName(const LayerRun& run, std::size_t row)
{
    const std::size_t states = run.layer.stateCount();
    const std::string name = fmt::format("x{}", subscript(row % states));
    if (!run.layer.isComplex())
        return Text::same(name);
    return Text::same((row < states ? "Re " : "Im ") + name);
}

Samples rowOf(const Scan& scan, std::size_t row)
{
    const auto begin = scan.states.begin() + static_cast<std::ptrdiff_t>(row * scan.columns);
    return finiteOrNan({begin, begin + static_cast<std::ptrdiff_t>(scan.columns)});
}

RegularGrid columnsOf(const LayerRun& run, const Scan& scan)
{
    const double sample = SampleScale{run.sampleRate}.perSample();
    return {0, static_cast<double>(scan.everySample) * sample, scan.columns};
}

Layer stateMap(const LayerRun& run, const Scan& scan, std::string id, Text label, Samples z)
{
    const std::size_t rows = run.layer.stateCount();
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Heatmap{.rows = rows,
                            .cols = scan.columns,
                            .z = finiteOrNan(std::move(z)),
                            .x = SampleScale{run.sampleRate}.span(scan.columns, scan.everySample),
                            .y = cells(rows),
                            .map = ColourMap::Diverging,
                            .everySample = scan.everySample},
            .role = Role::State};
}

/// `count` of the numbers 0 … total − 1, both ends among them.
std::vector<std::size_t> spread(std::size_t count, std::size_t total)
{
    if (count >= total)
        count = total;
    std::vector<std::size_t> chosen(count);
    for (std::size_t i = 0; i < count; ++i)
        chosen[i] = count == 1 ? 0 : (i * (total - 1) + (count - 1) / 2) / (count - 1);
    return chosen;
}

Text linesTitle(std::size_t shown, std::size_t states, std::size_t focus)
{
    if (shown < states)
        return text("{0} of the {1} states over time, and x{2}",
                    "{1} 個の状態のうち {0} 個と x{2} の時間変化", shown, states, subscript(focus));
    return text("Every state over time, x{} drawn out", "すべての状態の時間変化（x{} を強調）",
                subscript(focus));
}

Layer pathLayer(std::string id, Text label, const Samples& x, const Samples& y, std::size_t first,
                std::size_t last, int shade)
{
    const auto part = [&](const Samples& values) {
        return Samples(values.begin() + static_cast<std::ptrdiff_t>(first),
                       values.begin() + static_cast<std::ptrdiff_t>(last + 1));
    };
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Line{part(x), part(y)},
            .role = Role::State,
            .shade = shade};
}

} // namespace

Panel statesPanel(const LayerRun& run, Scan& scan)
{
    Panel panel{.id = "states",
                .title = {"State x over time", "状態 x の時間変化"},
                .x = SampleScale{run.sampleRate}.axis(),
                .y = {.label = {"state n", "状態 n"}},
                .note = overflowNote({run.recurrent})};
    if (run.layer.isComplex()) {
        const auto middle =
            scan.states.begin() + static_cast<std::ptrdiff_t>(run.layer.stateCount() * scan.columns);
        panel.layers = {stateMap(run, scan, "re", Text::same("Re x"), {scan.states.begin(), middle}),
                        stateMap(run, scan, "im", Text::same("Im x"), {middle, scan.states.end()})};
    } else {
        panel.layers = {stateMap(run, scan, "states", {"state x", "状態 x"}, std::move(scan.states))};
    }
    panel.layers.push_back(rowMark(run));
    std::ranges::move(momentMark(run), std::back_inserter(panel.layers));
    return panel;
}

Panel stateLinesPanel(const LayerRun& run, const Scan& scan)
{
    const std::size_t states = run.layer.stateCount();
    const std::size_t focus = run.focus.state;
    const RegularGrid grid = columnsOf(run, scan);
    const std::vector<std::size_t> rows = spread(kMostStateLines, states);
    Panel panel{.id = "state-lines",
                .title = linesTitle(rows.size(), states, focus),
                .x = SampleScale{run.sampleRate}.axis(),
                .y = {.label = {"state xₙ", "状態 xₙ"}},
                .featured = false,
                .note = overflowNote({run.recurrent})};
    for (const std::size_t row : rows)
        panel.layers.push_back({.id = fmt::format("state-{}", row),
                                .label = rowName(run, row),
                                .data = Line{grid, rowOf(scan, row)},
                                .role = Role::State});
    panel.layers.push_back({.id = "in-focus",
                            .label = rowName(run, focus),
                            .data = Line{grid, rowOf(scan, focus)},
                            .role = Role::Output});
    if (run.layer.isComplex())
        panel.layers.push_back({.id = "in-focus-im",
                                .label = rowName(run, states + focus),
                                .data = Line{grid, rowOf(scan, states + focus)},
                                .role = Role::Reference});
    std::ranges::move(momentMark(run), std::back_inserter(panel.layers));
    return panel;
}

Panel phasePanel(const LayerRun& run, const Scan& scan)
{
    const LayerFocus& focus = run.focus;
    const bool onePlane = run.layer.isComplex() && focus.state == focus.other;
    const std::size_t across = focus.state;
    const std::size_t upward = focus.other + (onePlane ? run.layer.stateCount() : 0);
    const Text acrossName = rowName(run, across);
    const Text upwardName = rowName(run, upward);
    const Samples x = rowOf(scan, across);
    const Samples y = rowOf(scan, upward);
    const std::size_t head = focus.moment / scan.everySample;
    Panel panel{.id = "phase",
                .title = text("{1} against {0}, sample by sample", "{0} と {1} がつくる軌跡", acrossName.en,
                              upwardName.en),
                .x = {.label = acrossName},
                .y = {.label = upwardName},
                .featured = false,
                .equalAspect = onePlane,
                .note = overflowNote({run.recurrent})};
    if (across == upward)
        panel.note = {"Both axes show the same state: choose two to see them move round each other.",
                      "両軸が同じ状態です。異なる 2 つを選ぶと、互いの動きが見えます。"};
    panel.layers.push_back(pathLayer("past", {"until the moment", "時点まで"}, x, y, 0, head, 0));
    if (head + 1 < scan.columns)
        panel.layers.push_back(
            pathLayer("to-come", {"after it", "時点より後"}, x, y, head, scan.columns - 1, 2));
    panel.layers.push_back({.id = "head",
                            .label = text("sample {}", "サンプル {}", head * scan.everySample),
                            .data = Scatter{.x = {x[head]}, .y = {y[head]}},
                            .role = Role::Accent});
    return panel;
}

std::vector<Layer> momentMark(const LayerRun& run)
{
    if (run.focus.moment + 1 >= run.input.size())
        return {};
    const double sample = SampleScale{run.sampleRate}.perSample();
    return {{.id = "moment",
             .label = {"moment", "時点"},
             .data = Rule{Rule::Axis::X, static_cast<double>(run.focus.moment) * sample},
             .role = Role::Accent}};
}

Layer rowMark(const LayerRun& run)
{
    return {.id = "in-focus",
            .label = text("state {}", "状態 {}", run.focus.state),
            .data = Rule{Rule::Axis::Y, static_cast<double>(run.focus.state)},
            .role = Role::Accent};
}

} // namespace kaba
