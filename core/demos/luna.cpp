// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/add_views.h"
#include "core/attention/attention_controls.h"
#include "core/attention/luna_params.h"
#include "core/attention/luna_scene.h"
#include "core/base/demo.h"

#include <algorithm>
#include <array>

namespace kaba {
namespace {

constexpr IntParam kTokens = tokensParam(2048, 256);
constexpr IntParam kSlotCount = [] {
    IntParam count = budgetParam(256, 32);
    count.label = {"Slots l", "スロット数 l"};
    count.help = {"Length of the extra sequence that the tokens are packed into; at most as many as tokens.",
                  "トークンを詰め込む追加の系列の長さです。トークン数を超えることはありません。"};
    return count;
}();
constexpr FlagParam kTied{
    .id = "tied",
    .label = {"Values are the keys", "値をキーと共有"},
    .initial = true,
    .help = {"Luna's code takes one projection for keys and values, so that what is packed serves as both.",
             "Luna の公式コードはキーと値に同じ射影を使い、パックした結果を両方として使います。"},
};

constexpr IntParam kLayer{
    .id = "layers",
    .label = {"Layer shown", "表示する層"},
    .min = 1,
    .max = kMostLunaLayers,
    .initial = 1,
    .help =
        {"Each layer hands on tokens LN(K + Y) and slots LN(P + Y of the packing), without projections and "
         "feed-forward part.",
         "各層はトークン LN(K + Y) とスロット LN(P + パックの出力) を次の層に渡します。射影と FFN "
         "はありません。"},
    .enabledWhen = [](const ParameterSet& values) { return values[kTied]; },
};

/// Twenty-four clusters that softmax tells apart.
std::vector<Parameter> sourceParameters()
{
    std::vector<Parameter> all = attentionSourceParameters(kTokens);
    for (Parameter& parameter : all) {
        if (idOf(parameter) == kSource.id)
            std::get<ChoiceParam>(parameter).initial = static_cast<int>(AttentionSource::Clusters);
        if (idOf(parameter) == kSharpness.id)
            std::get<RealParam>(parameter).initial = 2;
        if (idOf(parameter) == kClusters.id)
            std::get<IntParam>(parameter).initial = 24;
        if (idOf(parameter) == kSpread.id)
            std::get<RealParam>(parameter).initial = 0.15;
    }
    return all;
}

std::vector<Parameter> parametersOf()
{
    std::vector<Parameter> all = sourceParameters();
    all.insert(all.end(), {kCausal, kTied, kLayer, kSlotCount});
    const std::vector<Parameter> own = lunaParameters();
    all.insert(all.end(), own.begin(), own.end());
    return all;
}

LunaSettings settingsOf(const Request& request)
{
    const ParameterSet& values = request.values;
    return {.kind = lunaSlotsOf({values, values[kSlotCount], request.seed}),
            .values = values[kTied] ? LunaValues::Tied : LunaValues::Separate,
            .slotCount = values[kSlotCount],
            .layer = values[kTied] ? values[kLayer] : 1,
            .seed = request.seed};
}

Text conventionOf(const LunaScene& scene)
{
    return scene.problem().causal ? text("One head without projections, causal: weights ω = log₂(1 + "
                                         "2^(P·k/√d)) and means over the past; "
                                         "slots P are noise, not learned. Input: {0}.",
                                         "射影のない 1 ヘッド、因果的。重み ω = log₂(1 + 2^(P·k/√d)) "
                                         "と過去の平均を使い、スロット P は学習して"
                                         "いない乱数。入力：{1}。",
                                         scene.input.label.en, scene.input.label.ja)
                                  : text("One head without projections: softmax(Q (A K)ᵀ/√d) A V with A = "
                                         "softmax(P Kᵀ/√d); slots P are not "
                                         "learned. Input: {0}.",
                                         "射影のない 1 ヘッド。A = softmax(P Kᵀ/√d) として softmax(Q (A "
                                         "K)ᵀ/√d) A V。スロット P は学習したもので"
                                         "はない。入力：{1}。",
                                         scene.input.label.en, scene.input.label.ja);
}

Text laterLayer(int layer)
{
    return text("Shown is layer {0}: its tokens are LN(K + Y) of the layer before, as queries, keys and "
                "values alike.",
                "表示中は第 {0} 層。トークンは前の層の LN(K + Y) で、クエリ・キー・値を兼ねる。", layer);
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    constexpr std::array kViews{addLunaMatrices, addLunaError, addLunaDepth, addLunaSpectrum, addLunaCost};
    if (!context.advance(0, kViews.size()))
        return RunContext::cancelled();
    const Result<LunaScene> scene = makeLunaScene(request, settingsOf(request), context);
    if (!scene)
        return scene.error();
    Figure figure{.columns = 2, .convention = conventionOf(*scene), .notices = scene->input.notices};
    if (scene->settings.layer > 1)
        figure.notices.push_back(laterLayer(scene->settings.layer));
    if (const Status added = addViews(kViews, *scene, figure, context); !added)
        return added.error();
    return figure;
}

} // namespace

namespace demos {

Demo luna()
{
    return {.id = "luna",
            .papers = {"luna"},
            .title = {"Luna: pack and unpack", "Luna：パックとアンパック"},
            .summary = {"A short extra sequence packs the tokens and lets them read it back: two attentions, "
                        "both linear in "
                        "the tokens. What their product keeps of softmax depends on where the slots stand.",
                        "短い追加の系列にトークンを詰め込み、トークンがそれを読み戻します。どちらの注意も計算"
                        "量はトークン数に"
                        "比例します。その積が softmax の何を残すかは、スロットの位置で決まります。"},
            .parameters = parametersOf(),
            .panels = {{"pack", {"Pack", "パック"}},
                       {"unpack", {"Unpack", "アンパック"}},
                       {"effective", {"Weights E", "重み E"}},
                       {"softmax", {"Softmax", "softmax"}},
                       {"output", {"Outputs", "出力"}},
                       {"error", {"Error against slots", "スロット数と誤差"}},
                       {"depth", {"Layer by layer", "層ごとのずれ"}},
                       {"spectrum", {"Singular values", "特異値"}},
                       {"multiply-adds", {"Multiply-adds", "積和の数"}},
                       {"memory", {"Memory", "メモリ"}},
                       {"time", {"Time", "時間"}}},
            .compute = compute,
            .views = {{{"Pack and unpack", "パックとアンパック"}, {"pack", "unpack", "effective", "softmax"}},
                      {{"Error against slots", "スロット数と誤差"}, {"error", "output", "depth"}},
                      {{"Rank", "階数"}, {"spectrum"}},
                      {{"Cost", "計算量"}, {"multiply-adds", "memory", "time"}}}};
}

} // namespace demos
} // namespace kaba
