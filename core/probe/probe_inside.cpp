// SPDX-License-Identifier: GPL-3.0-or-later
// The layers at work on one sequence, before and after training.
#include "core/probe/probe_inside.h"

#include "core/probe/probe_figure.h"
#include "core/ssm/figure_parts.h"

#include <cmath>
#include <functional>

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

/// One sequence through a model; what was noted lives as long as this.
struct Look {
    Look(const Run& run, const learn::Weights<float>& weights, const learn::LanguageModel& model)
    {
        evaluate(tape, weights, model, run.test().test().part(0, 1), &inspection);
    }

    learn::Tape<float> tape{learn::Keeping::Nothing};
    learn::Inspection<float> inspection;
};

/// The model as it was drawn.
struct Fresh {
    explicit Fresh(const Run& run)
        : model(addLanguageModel(weights, run.plan().model, static_cast<std::uint64_t>(run.seed())))
        , look(run, weights, model)
    {}

    learn::Weights<float> weights;
    learn::LanguageModel model;
    Look look;
};

Panel keptPanel(const Run& run, const std::string& id, Text title, const learn::Tensor<float>& kept)
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
    map.colLabels = firstTokens(run);
    return {.id = id,
            .title = std::move(title),
            .x = {.label = {"token that has been read", "読んだ語"}},
            .y = {.label = {"channel", "チャネル"}},
            .layers = {{.id = id, .label = {"memory", "記憶"}, .data = std::move(map), .role = Role::State}}};
}

/// The last layer.
Panel layerPanel(const Run& run, const std::string& id, const Look& look, const Text& when)
{
    const learn::Mixer mixer = run.settings().mixer;
    const learn::Tensor<float>& seen = *look.inspection.find(run.settings().layers - 1, innerOf(mixer));
    if (mixer == learn::Mixer::Attention)
        return attentionPanel(run, id,
                              {"Where the last layer looks on one test sequence" + when.en,
                               "最後の層がどこを見るか（テスト系列の一つ" + when.ja + "）"},
                              seen, 0);
    return keptPanel(run, id,
                     {"What the last layer keeps on one test sequence" + when.en,
                      "最後の層が保つもの（テスト系列の一つ" + when.ja + "）"},
                     seen);
}

/// Root mean square over the channels at each lag.
Line sizeOf(const learn::Tensor<float>& kernel)
{
    const auto lags = static_cast<std::size_t>(kernel.shape.length);
    const auto channels = static_cast<std::size_t>(kernel.shape.channels);
    Samples sizes(lags);
    for (std::size_t lag = 0; lag < lags; ++lag) {
        double square = 0;
        for (std::size_t c = 0; c < channels; ++c)
            square += std::pow(static_cast<double>(kernel.value[lag * channels + c]), 2);
        sizes[lag] = std::sqrt(square / static_cast<double>(channels));
    }
    return {RegularGrid{0, 1, lags}, std::move(sizes)};
}

/// The kernels of every layer now and as they were drawn.
Panel kernelPanel(const Run& run, const std::string& id, Text title, Inner inner, const Look& now,
                  const Look& before)
{
    Panel panel{.id = id,
                .title = std::move(title),
                .x = lagAxis(),
                .y = {.label = {"kernel, rms over channels", "カーネル（チャネルの二乗平均平方根）"}}};
    for (Index layer = 0; layer < run.settings().layers; ++layer) {
        const int shade = static_cast<int>(layer);
        panel.layers.push_back({.id = fmt::format("before-{}", layer + 1),
                                .label = text("layer {}, before", "層 {}、学習前", layer + 1),
                                .data = sizeOf(*before.inspection.find(layer, inner)),
                                .role = Role::Input,
                                .shade = shade});
        panel.layers.push_back({.id = fmt::format("now-{}", layer + 1),
                                .label = text("layer {}, now", "層 {}、現在", layer + 1),
                                .data = sizeOf(*now.inspection.find(layer, inner)),
                                .role = Role::State,
                                .shade = shade});
    }
    return panel;
}

void addKernels(const Run& run, const Request& request, Figure& figure, const Look& now,
                const std::function<const Look&()>& before)
{
    struct Entry {
        std::string_view id;
        Inner inner;
        Text title;
        Text missing;
    };
    const Entry kEntries[] = {
        {"kernels",
         Inner::Kernel,
         {"How far back the diagonal systems reach", "対角系がどれだけ過去に届くか"},
         {"Only S4D, GSS and H3 have such a kernel: choose one of them in “model”.",
          "このカーネルをもつのは S4D・GSS・H3 だけである。「モデル」で選ぶ。"}},
        {"shift-kernels",
         Inner::ShiftKernel,
         {"How far back the shift of H3 reaches", "H3 のシフトがどれだけ過去に届くか"},
         {"Only H3 has a shift: choose it in “model”.",
          "シフトをもつのは H3 だけである。「モデル」で選ぶ。"}},
    };
    for (const Entry& entry : kEntries) {
        const std::string id(entry.id);
        if (!request.wants(id))
            continue;
        if (now.inspection.find(0, entry.inner) == nullptr)
            addSentence(figure, id, entry.title, entry.missing);
        else if (!run.hasWeights())
            addSentence(figure, id, entry.title, weightsLeftOut());
        else
            figure.panels.push_back(kernelPanel(run, id, entry.title, entry.inner, now, before()));
    }
}

} // namespace

std::vector<std::string> firstTokens(const Run& run)
{
    std::vector<std::string> names;
    for (const int token : run.test().test().part(0, 1).inputs)
        names.push_back(tokenName(run.settings(), token));
    return names;
}

Panel attentionPanel(const Run& run, const std::string& id, Text title, const learn::Tensor<float>& weights,
                     Index head)
{
    const auto length = static_cast<std::size_t>(weights.shape.length);
    const float* square = weights.value + head * weights.shape.length * weights.shape.length;
    Heatmap map{.rows = length,
                .cols = length,
                .z = Samples(square, square + length * length),
                .x = cells(length),
                .y = cells(length),
                .range = Interval{0, 1},
                .rowLabels = firstTokens(run)};
    map.colLabels = map.rowLabels;
    return {.id = id,
            .title = std::move(title),
            .x = {.label = {"token that is looked at", "見られる語"}},
            .y = {.label = {"token that looks", "見る語"}},
            .layers = {{.id = id,
                        .label = {"attention weight", "注意の重み"},
                        .data = std::move(map),
                        .role = Role::State}}};
}

void addSentence(Figure& figure, std::string id, Text title, Text sentence)
{
    figure.panels.push_back({.id = std::move(id), .title = std::move(title), .note = std::move(sentence)});
}

Text weightsLeftOut()
{
    return {"The weights of this run were left out: train it again to look inside.",
            "この記録は重みを含まない。内部を見るにはもう一度学習する。"};
}

Status addInside(const Run& run, const Request& request, Figure& figure, const RunContext& context)
{
    if (context.stopRequested())
        return RunContext::cancelled();
    std::optional<Fresh> fresh;
    const std::function<const Look&()> before = [&]() -> const Look& {
        if (!fresh)
            fresh.emplace(run);
        return fresh->look;
    };
    const Look now(run, run.training().weights(), run.training().model());
    if (request.wants("inside")) {
        figure.panels.push_back(layerPanel(run, "inside", now, {}));
        if (!run.hasWeights())
            figure.panels.back().note = {
                "The weights of this run were left out: this is the model before training.",
                "この記録は重みを含まない。これは学習前のモデルである。"};
    }
    addKernels(run, request, figure, now, before);
    if (request.wants("kept-before"))
        figure.panels.push_back(layerPanel(run, "kept-before", before(), {", before training", "、学習前"}));
    return Done{};
}

} // namespace kaba::probe
