// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/hippo_panels.h"

#include "core/math/vector_ops.h"
#include "core/ssm/hippo_measure.h"

#include <algorithm>
#include <utility>

namespace kaba {
namespace {

const Label& measureName(const HippoScene& scene)
{
    return kMeasureOptions[static_cast<std::size_t>(scene.settings().measure)].label;
}

Panel reconstructionPanel(const HippoScene& scene)
{
    const Recalled recalled = scene.span();
    Panel panel{.id = "reconstruction",
                .title = text("History recalled by {0} coefficients after sample {1}",
                              "サンプル {1} の直後に {0} 個の係数から復元した履歴", scene.history.order,
                              scene.moment),
                .x = scene.scale().axis(),
                .y = {.label = {"u", "u"}},
                .note = overflowNote(scene.history)};
    panel.layers.push_back(inputLayer(scene, "input", {"input u", "入力 u"}, recalled.first, recalled.count));
    panel.layers.push_back(
        {.id = "reconstruction",
         .label = {"reconstruction", "復元"},
         .data = Line{scene.scale().grid(recalled.first, recalled.count), scene.recollection.values},
         .role = Role::Output});
    const std::size_t next = scene.moment + 1;
    const std::size_t samples = scene.signal.values.size();
    if (recalled.first > 0)
        panel.layers.push_back(
            inputLayer(scene, "forgotten", {"left the window", "窓を出た部分"}, 0, recalled.first, 1));
    if (next < samples)
        panel.layers.push_back(
            inputLayer(scene, "to-come", {"still to come", "これから入る部分"}, next, samples - next, 2));
    return panel;
}

Panel errorPanel(const HippoScene& scene)
{
    const Recalled recalled = scene.span();
    return {.id = "error",
            .title = {"What the memory has lost", "記憶から失われたもの"},
            .x = scene.scale().axis(),
            .y = {.label = {"reconstruction − input", "復元 − 入力"}},
            .layers = {{.id = "error",
                        .label = {"error", "誤差"},
                        .data = Line{scene.scale().grid(recalled.first, recalled.count),
                                     scene.recollection.deviation},
                        .role = Role::Error}},
            .note = overflowNote(scene.history)};
}

Panel coefficientsPanel(HippoScene& scene)
{
    const std::size_t order = scene.history.order;
    const std::size_t samples = scene.history.samples;
    Panel panel{.id = "coefficients",
                .title = {fmt::format("Coefficients of {} over time", measureName(scene).en),
                          fmt::format("{}の係数の時間変化", measureName(scene).ja)},
                .x = scene.scale().axis(),
                .y = {.label = {"coefficient n", "係数 n"}},
                .note = overflowNote(scene.history)};
    panel.layers = {{.id = "coefficients",
                     .label = {"coefficients c", "係数 c"},
                     .data = Heatmap{.rows = order,
                                     .cols = samples,
                                     .z = std::move(scene.history.states),
                                     .x = scene.scale().span(samples),
                                     .y = cells(order),
                                     .map = ColourMap::Diverging},
                     .role = Role::State}};
    if (scene.moment + 1 < samples)
        panel.layers.push_back(
            {.id = "moment",
             .label = {"moment", "時点"},
             .data = Rule{Rule::Axis::X, static_cast<double>(scene.moment) * scene.scale().perSample()},
             .role = Role::Accent});
    return panel;
}

Panel eigenvaluesPanel(const HippoScene& scene)
{
    const MemorySettings& settings = scene.settings();
    Panel panel = complexPlane(
        "eigenvalues", scene.memory.discrete ? Text{"Eigenvalues of A and A\u0304", "A と A\u0304 の固有値"}
                                             : Text{"Eigenvalues of A", "A の固有値"});
    panel.featured = false;
    panel.layers.push_back(complexPoints("continuous", {"of A", "A の固有値"},
                                         hippoEigenvalues(settings.measure, settings.order, settings.window),
                                         Role::State));
    if (scene.memory.discrete)
        panel.layers.push_back(complexPoints("discrete", {"of A\u0304", "A\u0304 の固有値"},
                                             scene.memory.discreteEigenvalues(scene.moment), Role::Output));
    return panel;
}

void addMatrixPanels(const HippoScene& scene, std::vector<Panel>& panels)
{
    const auto add = [&](std::string_view id, Text title, Text symbol, const Eigen::MatrixXd& matrix) {
        if (!scene.request.wants(id))
            return;
        panels.push_back(matrixPanel(std::string(id), std::move(title), std::move(symbol), matrix));
        panels.back().featured = id == "matrix-a";
    };
    const HippoMatrices& continuous = scene.memory.continuous;
    add("matrix-a", {"State matrix A in continuous time", "連続時間の状態行列 A"}, Text::same("A"),
        continuous.a);
    add("matrix-b", {"Input matrix B in continuous time", "連続時間の入力行列 B"}, Text::same("B"),
        continuous.b);
    if (!scene.memory.discrete)
        return;
    add("matrix-a-discrete", {"State matrix A\u0304 of one sample", "1 サンプルぶんの状態行列 A\u0304"},
        Text::same("A\u0304"), scene.memory.discrete->a);
    add("matrix-b-discrete", {"Input matrix B\u0304 of one sample", "1 サンプルぶんの入力行列 B\u0304"},
        Text::same("B\u0304"), scene.memory.discrete->b);
}

constexpr std::size_t kFadingPlaces = 257;

/// Where the weight bends: its two ends, or as many places as a fading curve needs.
Samples measureOffsets(const HippoScene& scene)
{
    const std::size_t count = scene.span().count;
    const Measure measure = scene.settings().measure;
    const bool fades = measure == Measure::LegSLti || measure == Measure::LagT;
    const std::size_t places = std::min(count, fades ? kFadingPlaces : 2);
    Samples offsets(places, 0.0);
    for (std::size_t i = 1; i < places; ++i)
        offsets[i] =
            static_cast<double>(count - 1) * static_cast<double>(i) / static_cast<double>(places - 1);
    return offsets;
}

Text measureTitle(const HippoScene& scene)
{
    const MemorySettings& settings = scene.settings();
    if (settings.measure == Measure::LegS)
        return text("Measure: all {} samples so far weigh the same",
                    "測度：これまでの {} サンプルすべてが同じ重み", scene.moment + 1);
    if (hasWindow(settings.measure))
        return text("Measure: the last {} samples weigh the same, older ones nothing",
                    "測度：直近 {} サンプルが同じ重みで、それより古いものは 0", settings.windowSamples());
    const double scale = (settings.measure == Measure::LagT ? 2 : 1) / settings.step;
    return text("Measure: the weight falls to 1/e in {:.4g} samples",
                "測度：重みは {:.4g} サンプルで 1/e に減る", scale);
}

Panel measurePanel(const HippoScene& scene)
{
    const Samples offsets = measureOffsets(scene);
    const Samples held = finiteOrNan(heldWeights(scene.memory, scene.moment));
    Samples places = offsets;
    for (double& place : places)
        place = (place + static_cast<double>(scene.span().first)) * scene.scale().perSample();
    Panel panel{.id = "measure",
                .title = measureTitle(scene),
                .x = scene.scale().axis(),
                .y = {.label = {"weight in c₀", "c₀ での重み"}},
                .layers = {{.id = "measure",
                            .label = {"measure", "測度"},
                            .data = Band{std::move(places), Samples(offsets.size(), 0.0),
                                         measureWeights(scene.settings(), scene.moment, offsets)},
                            .role = Role::State},
                           {.id = "held",
                            .label = {"held by the recurrence", "漸化式が保つ重み"},
                            .data = Line{scene.scale().grid(0, held.size()), held},
                            .role = Role::Output}}};
    if (!allFinite(held))
        panel.note = {"The weights overflow under this rule: what is missing cannot be shown.",
                      "この離散化では重みが桁あふれし、その部分は表示できません。"};
    return panel;
}

} // namespace

std::span<const double> HippoScene::inputPart(std::size_t first, std::size_t count) const
{
    return std::span(signal.values).subspan(first, count);
}

Text overflowNote(const StateHistory& history)
{
    if (!history.overflow)
        return {};
    return text("The state overflows at sample {}: from there on nothing can be shown.",
                "状態がサンプル {} で桁あふれします。それ以降は表示できません。", *history.overflow);
}

Layer inputLayer(const HippoScene& scene, std::string id, Text label, std::size_t first, std::size_t count,
                 int shade)
{
    const std::span<const double> part = scene.inputPart(first, count);
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Line{scene.scale().grid(first, count), {part.begin(), part.end()}},
            .role = Role::Input,
            .shade = shade};
}

void addMemoryPanels(HippoScene& scene, std::vector<Panel>& panels)
{
    if (scene.request.wants("reconstruction"))
        panels.push_back(reconstructionPanel(scene));
    if (scene.request.wants("error"))
        panels.push_back(errorPanel(scene));
    if (scene.request.wants("measure"))
        panels.push_back(measurePanel(scene));
    if (scene.request.wants("coefficients"))
        panels.push_back(coefficientsPanel(scene));
    addMatrixPanels(scene, panels);
    if (scene.request.wants("eigenvalues"))
        panels.push_back(eigenvaluesPanel(scene));
}

std::vector<NamedArray> memoryArrays(const HippoMemory& memory)
{
    std::vector<NamedArray> arrays{namedArray("A", memory.continuous.a),
                                   namedArray("B", memory.continuous.b)};
    if (memory.discrete) {
        arrays.push_back(namedArray("Abar", memory.discrete->a));
        arrays.push_back(namedArray("Bbar", memory.discrete->b));
    }
    return arrays;
}

} // namespace kaba
