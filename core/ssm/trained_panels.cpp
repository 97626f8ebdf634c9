// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/trained_panels.h"

#include "core/math/vector_ops.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/transfer_function.h"
#include "core/ssm/vandermonde.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kaba {
namespace {

constexpr Discretization kZoh{StepRule::Zoh};

/// Every `stride`-th value of the kernel.
std::vector<double> kernelOf(const DiagonalStateSpace& system, double step, std::size_t count,
                             std::size_t stride)
{
    const DiagonalStateSpace discrete = discretize(system, step, kZoh);
    const Eigen::VectorXcd weights = discrete.factor * (discrete.b.array() * discrete.c.array());
    return vandermondeSum(weights, static_cast<double>(stride) * logEigenvalues(system.a, step, kZoh), count);
}

Panel* panelCalled(std::vector<Panel>& panels, std::string_view id)
{
    const auto found = std::ranges::find(panels, id, &Panel::id);
    return found == panels.end() ? nullptr : &*found;
}

/// Behind what the panel shows already.
void addBehind(Panel& panel, std::string id, Text label, Line line, Role role)
{
    panel.layers.insert(
        panel.layers.begin(),
        Layer{.id = std::move(id), .label = std::move(label), .data = std::move(line), .role = role});
}

} // namespace

Status addAsTrained(std::vector<Panel>& panels, const TrainedChannel& channel, std::size_t length,
                    const RunContext& context)
{
    if (Panel* kernel = panelCalled(panels, "kernel")) {
        if (channel.moved)
            addBehind(*kernel, "trained", {"as trained", "学習したまま"},
                      lineOf(kernelOf(channel.trained, channel.step, length, 1)), Role::Reference);
        if (!channel.target.empty())
            addBehind(*kernel, "target", {"what it was fitted to", "当てはめの目標"},
                      lineOf(std::span(channel.target).first(std::min(length, channel.target.size()))),
                      Role::Input);
    }
    Panel* frequency = panelCalled(panels, "frequency");
    if (!frequency || !channel.moved)
        return Done{};
    const Positions places = std::get<Line>(frequency->layers.front().data).x;
    std::vector<double> frequencies(countOf(places));
    for (std::size_t k = 0; k < frequencies.size(); ++k)
        frequencies[k] = at(places, k);
    const auto before =
        transferFunction(discretize(channel.trained, channel.step, kZoh), frequencies, context);
    if (!before)
        return before.error();
    Samples magnitude;
    for (const std::complex<double>& value : *before)
        magnitude.push_back(std::abs(value));
    addBehind(*frequency, "trained", {"magnitude as trained", "学習したままの振幅"},
              Line{places, finiteOrNan(std::move(magnitude))}, Role::Reference);
    return Done{};
}

Panel modesPanel(const TrainedChannel& channel)
{
    const DiagonalStateSpace discrete = discretize(channel.present, channel.step, kZoh);
    std::vector<std::pair<double, double>> modes;
    for (Eigen::Index n = 0; n < discrete.a.size(); ++n)
        modes.emplace_back(std::abs(channel.present.a(n).imag()) * channel.step / (2 * std::numbers::pi),
                           discrete.factor * std::abs(discrete.b(n) * discrete.c(n)));
    std::ranges::sort(modes);
    Samples frequency;
    Samples weight;
    for (const auto& [x, y] : modes) {
        frequency.push_back(x);
        weight.push_back(y);
    }
    return {.id = "modes",
            .title = {"What each mode gives to the kernel", "各モードがカーネルに与える大きさ"},
            .x = {.label = {"frequency |Im λ|Δ/2π", "周波数 |Im λ|Δ/2π"}, .unit = "cycles per sample"},
            .y = {.label = {"|C\u2099B\u0304\u2099|", "|C\u2099B\u0304\u2099|"}},
            .layers = {{.id = "modes",
                        .label = {"modes", "モード"},
                        .data = Stems{std::move(frequency), finiteOrNan(std::move(weight))},
                        .role = Role::State}}};
}

Result<Panel> channelsPanel(const TrainedLayer& layer, Eigen::Index chosen, std::size_t length,
                            const RunContext& context)
{
    constexpr std::size_t kColumns = 1024;
    constexpr Eigen::Index kRows = 256;
    const std::size_t stride = (length + kColumns - 1) / kColumns;
    const std::size_t columns = (length + stride - 1) / stride;
    const Eigen::Index rows = std::min(layer.channels(), kRows);
    Samples z;
    for (Eigen::Index h = 0; h < rows; ++h) {
        if (!context.advance(h, rows))
            return RunContext::cancelled();
        const std::vector<double> kernel = kernelOf(layer.channel(h), layer.step(h), columns, stride);
        z.insert(z.end(), kernel.begin(), kernel.end());
    }
    const auto count = static_cast<std::size_t>(rows);
    const double width = static_cast<double>(stride);
    Panel panel{.id = "channels",
                .title = {"The kernels of all channels", "全チャネルのカーネル"},
                .x = {.label = {"lag l", "遅れ l"}, .unit = "samples"},
                .y = {.label = {"channel h", "チャネル h"}},
                .layers = {{.id = "kernels",
                            .label = {"kernel K", "カーネル K"},
                            .data = Heatmap{.rows = count,
                                            .cols = columns,
                                            .z = finiteOrNan(std::move(z)),
                                            .x = {-width / 2, (static_cast<double>(columns) - 0.5) * width},
                                            .y = cells(count),
                                            .map = ColourMap::Diverging,
                                            .everySample = stride},
                            .role = Role::State}}};
    if (chosen < rows)
        panel.layers.push_back({.id = "chosen",
                                .label = {"the channel on show", "表示中のチャネル"},
                                .data = Rule{Rule::Axis::Y, static_cast<double>(chosen)},
                                .role = Role::Accent});
    if (rows < layer.channels())
        panel.note = text("The first {0} of {1} channels.", "{1} チャネルのうち最初の {0} 個。", rows,
                          layer.channels());
    return panel;
}

} // namespace kaba
