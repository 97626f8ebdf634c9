// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers that make the layer: its four maps, and the kernels of its two systems.
#include "core/h3/h3_scene.h"
#include "core/ssm/figure_parts.h"

namespace kaba {

using Eigen::Index;

namespace {

/// Queries, keys, values and, seen from the other side, outputs: a column says all that the layer does with a token.
Eigen::MatrixXd stackedMaps(const H3Layer& layer)
{
    const Index width = layer.width();
    if (layer.output.weight.rows() !=
        layer.key.weight.cols()) { // a trained one reads no tokens, but the stream
        Eigen::MatrixXd stacked(3 * width, layer.key.weight.cols());
        stacked << layer.query.weight, layer.key.weight, layer.value.weight;
        return stacked;
    }
    Eigen::MatrixXd stacked(4 * width, layer.key.weight.cols());
    stacked << layer.query.weight, layer.key.weight, layer.value.weight, layer.output.weight.transpose();
    return stacked;
}

std::vector<std::string> rowNames(const H3Scene& scene)
{
    const Index width = scene.layer.width();
    std::vector<std::string> names;
    if (4 * width > static_cast<Index>(kMostNamedRows))
        return names;
    for (const char* map : {"q ", "k "})
        for (Index channel = 0; channel < width; ++channel)
            names.push_back(map + scene.keyName(channel));
    for (Index channel = 0; channel < width; ++channel)
        names.push_back("v " + scene.valueName(channel));
    std::vector<std::string> outputs(static_cast<std::size_t>(width));
    for (Index channel = 0; channel < width; ++channel)
        outputs[static_cast<std::size_t>(
            scene.layer.mixedChannel(channel / scene.layer.headSize, channel % scene.layer.headSize))] =
            "y " + scene.valueName(channel);
    names.insert(names.end(), outputs.begin(), outputs.end());
    return names;
}

Panel weightsPanel(const H3Scene& scene)
{
    const Eigen::MatrixXd maps = stackedMaps(scene.layer);
    const auto rows = static_cast<std::size_t>(maps.rows());
    const auto cols = static_cast<std::size_t>(maps.cols());
    Panel panel{.id = "weights",
                .title =
                    scene.trained
                        ? Text{"Trained: what each channel of the stream becomes, rows q, k, v from the top",
                               "訓練後：流れの各チャネルの行き先（上から q・k・v の行）"}
                        : Text{"What each token becomes: rows q, k, v, and what is read out for it: y",
                               "各トークンの行き先（q・k・v の行）と、読み出し（y の行）"},
                .x = {.label = scene.trained ? Text{"channel of the stream", "流れのチャネル"}
                                             : Text{"token of the vocabulary", "語彙のトークン"}},
                .y = {.label = {"map and channel", "写像とチャネル"}},
                .layers = {{.id = "weights",
                            .label = {"weight", "重み"},
                            .data = Heatmap{.rows = rows,
                                            .cols = cols,
                                            .z = rowMajor(maps),
                                            .x = cells(cols),
                                            .y = cells(rows),
                                            .map = ColourMap::Diverging,
                                            .rowLabels = rowNames(scene),
                                            .colLabels = scene.trained ? std::vector<std::string>()
                                                                       : scene.shortVocabulary()},
                            .role = Role::State}}};
    for (Index map = 1; map * scene.layer.width() < maps.rows(); ++map)
        panel.layers.push_back(
            {.id = fmt::format("edge-{}", map),
             .label = {},
             .data = Rule{Rule::Axis::Y, static_cast<double>(map * scene.layer.width()) - 0.5},
             .role = Role::Input});
    return panel;
}

Samples rowSamples(const Eigen::MatrixXd& matrix, Index row)
{
    const Eigen::RowVectorXd values = matrix.row(row);
    return {values.begin(), values.end()};
}

Panel shiftKernelPanel(const H3Scene& scene)
{
    const Index channel = scene.head * scene.layer.headSize;
    const Index taps = std::min(scene.layer.taps(), scene.kernels.shift.cols());
    Samples kernel = rowSamples(scene.kernels.shift.leftCols(taps), channel);
    kernel.front() += scene.layer.shiftSkip(channel);
    const RegularGrid lags{0, 1, kernel.size()};
    return {.id = "shift-kernel",
            .title = text("Shift: how K\u0303 weighs the keys before it, channel {0}",
                          "シフト：K\u0303 が過去のキーに掛ける重み（チャネル {0}）", channel + 1),
            .x = lagAxis(),
            .y = {.label = {"weight", "重み"}},
            .layers = {{.id = "shift-kernel",
                        .label = {"kernel and skip", "カーネルとスキップ"},
                        .data = Stems{lags, std::move(kernel)},
                        .role = Role::State}}};
}

Panel memoryKernelPanel(const H3Scene& scene)
{
    Samples kernel = rowSamples(scene.kernels.memory, scene.head);
    kernel.front() += scene.layer.memory[static_cast<std::size_t>(scene.head)].d;
    const RegularGrid lags{0, 1, kernel.size()};
    Axis weight{.label = {"weight", "重み"}};
    if (scene.isConstructed())
        weight.range = Interval{0, 1.05};
    return {.id = "memory-kernel",
            .title = text("Diagonal system: what is left of a write, head {0}",
                          "対角系：書き込みが残る割合（ヘッド {0}）", scene.head + 1),
            .x = lagAxis(),
            .y = std::move(weight),
            .layers = {{.id = "memory-kernel",
                        .label = {"kernel and skip", "カーネルとスキップ"},
                        .data = Line{lags, std::move(kernel)},
                        .role = Role::State}}};
}

void addArrays(const H3Layer& layer, Figure& figure)
{
    for (const auto& [name, map] : {std::pair("query", &layer.query), std::pair("key", &layer.key),
                                    std::pair("value", &layer.value), std::pair("output", &layer.output)}) {
        figure.arrays.push_back(namedArray(fmt::format("{}-weight", name), map->weight));
        figure.arrays.push_back(namedArray(fmt::format("{}-bias", name), map->bias));
    }
    figure.arrays.push_back(namedArray("shift-B", layer.shiftInput));
    figure.arrays.push_back(namedArray("shift-C", layer.shiftReadout));
    figure.arrays.push_back(namedArray("shift-D", layer.shiftSkip));
    const Index heads = layer.heads();
    Eigen::MatrixXcd lambda(layer.memory.front().a.size(), heads);
    Eigen::MatrixXcd readout(lambda.rows(), heads);
    Eigen::VectorXd skip(heads);
    for (Index head = 0; head < heads; ++head) {
        const DiagonalStateSpace& system = layer.memory[static_cast<std::size_t>(head)];
        lambda.col(head) = system.a;
        readout.col(head) = system.c.cwiseProduct(system.b);
        skip(head) = system.d;
    }
    figure.arrays.push_back(complexArray("lambda", lambda));
    figure.arrays.push_back(complexArray("CB", readout));
    figure.arrays.push_back(namedArray("D", skip));
    figure.arrays.push_back(namedArray("step", Eigen::Map<const Eigen::VectorXd>(layer.steps.data(), heads)));
}

} // namespace

Status addH3Weights(const H3Scene& scene, Figure& figure, const RunContext&)
{
    if (scene.request.wants("weights"))
        figure.panels.push_back(weightsPanel(scene));
    if (scene.request.wants("shift-kernel"))
        figure.panels.push_back(shiftKernelPanel(scene));
    if (scene.request.wants("memory-kernel"))
        figure.panels.push_back(memoryKernelPanel(scene));
    addArrays(scene.layer, figure);
    return Done{};
}

} // namespace kaba
