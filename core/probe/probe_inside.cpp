// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/probe/probe_inside.h"

#include "core/probe/probe_figure.h"
#include "core/ssm/figure_parts.h"

namespace kaba::probe {
namespace {

using learn::Index;
using learn::Inner;

/// What is looked at in each kind of model.
Inner innerOf(learn::Mixer mixer)
{
    switch (mixer) {
    case learn::Mixer::Attention:
        return Inner::AttentionWeights;
    case learn::Mixer::S4d:
    case learn::Mixer::Gss:
    case learn::Mixer::H3:
    case learn::Mixer::Lssl:
        return Inner::Kept;
    case learn::Mixer::Rnn:
    case learn::Mixer::Lstm:
        break;
    }
    return Inner::State;
}

std::vector<std::string> spelled(const Settings& settings, std::span<const int> tokens)
{
    std::vector<std::string> names;
    for (const int token : tokens)
        names.push_back(tokenName(settings, token));
    return names;
}

Panel attentionPanel(const learn::Tensor<float>& weights, std::vector<std::string> tokens)
{
    const auto length = static_cast<std::size_t>(weights.shape.length);
    Heatmap map{.rows = length,
                .cols = length,
                .z = Samples(weights.value, weights.value + length * length),
                .x = cells(length),
                .y = cells(length),
                .range = Interval{0, 1},
                .rowLabels = tokens};
    map.colLabels = std::move(tokens);
    return {.id = "inside",
            .title = {"Where the last layer looks, on one test sequence",
                      "最後の層がどこを見るか（テスト系列の一つ）"},
            .x = {.label = {"token that is looked at", "見られる語"}},
            .y = {.label = {"token that looks", "見る語"}},
            .layers = {{.id = "inside",
                        .label = {"attention weight", "注意の重み"},
                        .data = std::move(map),
                        .role = Role::State}}};
}

Panel keptPanel(const learn::Tensor<float>& kept, std::vector<std::string> tokens)
{
    const auto length = static_cast<std::size_t>(kept.shape.length);
    const auto channels = static_cast<std::size_t>(kept.shape.channels);
    Samples z(length * channels);
    for (std::size_t l = 0; l < length; ++l)
        for (std::size_t c = 0; c < channels; ++c)
            z[c * length + l] = static_cast<double>(kept.value[l * channels + c]);
    Heatmap map{
        .rows = channels, .cols = length, .z = std::move(z), .x = cells(length), .y = cells(channels)};
    map.map = ColourMap::Diverging;
    map.colLabels = std::move(tokens);
    return {.id = "inside",
            .title = {"What the last layer keeps, on one test sequence",
                      "最後の層が保つもの（テスト系列の一つ）"},
            .x = {.label = {"token that has been read", "読んだ語"}},
            .y = {.label = {"channel", "チャネル"}},
            .layers = {
                {.id = "inside", .label = {"memory", "記憶"}, .data = std::move(map), .role = Role::State}}};
}

} // namespace

Panel insidePanel(const Run& run)
{
    const learn::TokenBatch one = run.test().test().part(0, 1);
    const std::vector<std::string> tokens = spelled(run.settings(), one.inputs);
    learn::Tape<float> tape(learn::Keeping::Nothing);
    learn::Inspection<float> inspection;
    evaluate(tape, run.training().weights(), run.training().model(), one, &inspection);
    const learn::Tensor<float>* seen =
        inspection.find(run.settings().layers - 1, innerOf(run.settings().mixer));
    const bool attention = run.settings().mixer == learn::Mixer::Attention;
    Panel panel = attention ? attentionPanel(*seen, tokens) : keptPanel(*seen, tokens);
    if (!run.hasWeights())
        panel.note = {"The weights of this run were left out: this is the model before training.",
                      "この記録は重みを含まない。これは学習前のモデルである。"};
    return panel;
}

} // namespace kaba::probe
