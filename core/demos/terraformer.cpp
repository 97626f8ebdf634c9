// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_controls.h"
#include "core/attention/lsh_params.h"
#include "core/layers/terraformer_scene.h"

#include <algorithm>
#include <array>

namespace kaba {
namespace {

constexpr Eigen::Index kUnitsPerWidth = 4; ///< d_ff / d

constexpr IntParam kToken{
    .id = "token",
    .label = {"Token", "トークン"},
    .min = 0,
    .max = 255,
    .initial = 0,
    .help = {"The token in the feed-forward layer; neighbours belong to different clusters.",
             "フィードフォワード層に入れるトークンです。番号が隣どうしのものは別のクラスタに属します。"},
};
constexpr std::array<Eigen::Index, 5> kWidths{128, 256, 512, 1024, 2048};
constexpr Option kWidthOptions[] = {
    {"128", {"128", "128"}},    {"256", {"256", "256"}},    {"512", {"512", "512"}},
    {"1024", {"1024", "1024"}}, {"2048", {"2048", "2048"}},
};
constexpr ChoiceParam kWidth{
    .id = "width",
    .label = {"Width d", "幅 d"},
    .options = kWidthOptions,
    .initial = 2,
    .help = {"Of the model; the feed-forward layer has 4d units.",
             "モデルの幅です。フィードフォワード層は 4d ユニットです。"},
};
constexpr std::array<Eigen::Index, 7> kBlockSizes{1, 4, 8, 16, 32, 64, 128};
constexpr Option kBlockOptions[] = {
    {"1", {"1 (dense)", "1（密）"}},
    {"4", {"4", "4"}},
    {"8", {"8", "8"}},
    {"16", {"16", "16"}},
    {"32", {"32", "32"}},
    {"64", {"64", "64"}},
    {"128", {"128", "128"}},
};
constexpr ChoiceParam kPerBlock{
    .id = "per-block",
    .label = {"Units per block N", "ブロックのユニット数 N"},
    .options = kBlockOptions,
    .initial = 5,
    .help = {"One unit of each block is used.", "各ブロックから 1 ユニットだけを使います。"},
};
bool isSparse(const ParameterSet& values) { return values.as<std::size_t>(kPerBlock) > 0; }

constexpr IntParam kBottleneck{
    .id = "bottleneck",
    .label = {"Bottleneck r of the controller", "制御器の中間の幅 r"},
    .min = 8,
    .max = 256,
    .initial = 32,
    .scale = Scale::Log,
    .keyword = {"auto", {"d_ff/N", "d_ff/N"}},
    .keywordIsInitial = true,
    .help =
        {"The controller is two thin matrices, d × r and r × d_ff; the official notebook takes r = d_ff/N.",
         "制御器は d × r と r × d_ff の細い行列 2 つです。公式ノートブックは r = d_ff/N です。"},
    .enabledWhen = isSparse,
};
constexpr RealParam kNoise{
    .id = "noise-temperature",
    .label = {"Noise of training", "訓練時の雑音"},
    .min = 0,
    .max = 2,
    .initial = 0.1,
    .help = {"Factor of the Gumbel noise that training adds to the logits; inference has none.",
             "訓練時にロジットへ足す Gumbel 雑音の倍率です。推論時には足しません。"},
    .enabledWhen = isSparse,
};
constexpr std::array<Eigen::Index, 6> kModuleCounts{2, 4, 8, 16, 32, 64};
constexpr Option kModuleOptions[] = {
    {"2", {"2", "2"}},    {"4", {"4", "4"}},    {"8", {"8", "8"}},
    {"16", {"16", "16"}}, {"32", {"32", "32"}}, {"64", {"64", "64"}},
};
constexpr ChoiceParam kModules{
    .id = "modules",
    .label = {"Modules S of the projections", "射影のモジュール数 S"},
    .options = kModuleOptions,
    .initial = 3,
    .help = {"The multiplicative layer has dS + d²/S parameters, fewest at S = √d.",
             "乗法的な層のパラメータ数は dS + d²/S で、S = √d のとき最少です。"},
};
/// Both the feed-forward layer and the attention read it.
constexpr IntParam kGroups = [] {
    IntParam clusters = kClusters;
    clusters.min = 4;
    clusters.max = 32;
    clusters.help = {
        "Tokens gather around this many centres, in the feed-forward layer and as queries and keys.",
        "トークンが集まる中心の数です。フィードフォワード層の入力と、クエリ・キーの両方に使います。"};
    clusters.enabledWhen = nullptr;
    return clusters;
}();

/// Those of the input of attention, which begins with clusters here.
std::vector<Parameter> sourceParameters()
{
    std::vector<Parameter> all = attentionSourceParameters(tokensParam(512, 128));
    for (Parameter& parameter : all) {
        if (idOf(parameter) == kSource.id)
            std::get<ChoiceParam>(parameter).initial = static_cast<int>(AttentionSource::Clusters);
        if (idOf(parameter) == kClusters.id)
            parameter = kGroups;
        if (idOf(parameter) == kSharpness.id)
            std::get<RealParam>(parameter).initial = 1.5;
    }
    return all;
}

std::vector<Parameter> parametersOf()
{
    std::vector<Parameter> all{kToken, kWidth, kPerBlock, kBottleneck, kNoise, kModules};
    for (std::vector<Parameter>& more :
         std::array{sourceParameters(), std::vector<Parameter>{budgetParam(512, 64)}, lshParameters()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

TerraformerScene sceneOf(const Request& request)
{
    const ParameterSet& values = request.values;
    SparseShape shape{.width = kWidths[values.as<std::size_t>(kWidth)],
                      .units = 0,
                      .perBlock = kBlockSizes[values.as<std::size_t>(kPerBlock)]};
    shape.units = kUnitsPerWidth * shape.width;
    shape.bottleneck =
        isSparse(values) ? values.given(kBottleneck).value_or(static_cast<int>(shape.blocks())) : 0;
    return {.request = request,
            .shape = shape,
            .modules = kModuleCounts[values.as<std::size_t>(kModules)],
            .clusters = values[kGroups],
            .token = values[kToken],
            .temperature = values[kNoise]};
}

Text conventionOf(const TerraformerScene& scene)
{
    return text(
        "y = W2 (ReLU(W1 x) ∘ m), m one-hot in each block; d = {0}, d_ff = {1}, N = {2}, r = {3}, in float. "
        "Keys "
        "within buckets: softmax(QKᵀ/√d) over the pairs found. All weights are random.",
        "y = W2 (ReLU(W1 x) ∘ m)、m は各ブロックで one-hot。d = {0}、d_ff = {1}、N = {2}、r = {3}、単精度。"
        "バケット内の注意は、見つけた対だけの softmax(QKᵀ/√d)。重みはすべて乱数。",
        scene.shape.width, scene.shape.units, scene.shape.perBlock, scene.shape.bottleneck);
}

using Part = Status (*)(const TerraformerScene&, Figure&, const RunContext&);
constexpr Part kParts[] = {addFeedForward, addUsage, addLayerCosts, addProjections, addHashing};

Result<Figure> compute(const Request& request, const RunContext& context)
{
    const TerraformerScene scene = sceneOf(request);
    Figure figure{.columns = 2, .convention = conventionOf(scene)};
    std::ptrdiff_t done = 0;
    for (const Part part : kParts) {
        if (!context.advance(done++, std::ssize(kParts)))
            return RunContext::cancelled();
        if (const Status added = part(scene, figure, context); !added)
            return added.error();
    }
    return figure;
}

} // namespace

namespace demos {

Demo terraformer()
{
    return {
        .id = "terraformer",
        .papers = {"terraformer"},
        .title = {"Terraformer: a layer sparse in all its parts", "Terraformer：すべてが疎な層"},
        .summary =
            {"A feed-forward layer that reads one unit of each block, projections from few parameters, "
             "attention within buckets: what each gives and what it costs.",
             "ブロックごとに 1 ユニットだけを読むフィードフォワード層、少ないパラメータの射影、"
             "バケット内の注意について、それぞれの結果と計算量を示します。"},
        .parameters = parametersOf(),
        .panels = {{"units", {"Choice of the controller", "制御器の選択"}},
                   {"activation", {"Activation that is left", "残る活性"}},
                   {"output", {"Output, two paths", "2 通りの出力"}},
                   {"noise", {"Noise of training", "訓練時の雑音"}},
                   {"usage", {"Units of each cluster", "クラスタごとのユニット"}},
                   {"agreement", {"Clusters that share units", "ユニットの共有"}},
                   {"cost", {"Multiply-adds of a token", "1 トークンの積和"}},
                   {"time-token", {"Time of a token", "1 トークンの時間"}},
                   {"time-width", {"Time over the width", "幅と時間"}},
                   {"projection", {"Multiplicative layer", "乗法的な層"}},
                   {"convolution", {"Convolution over modules", "モジュールの畳み込み"}},
                   {"parameters", {"Parameters", "パラメータ数"}},
                   {"exact", {"Exact weights", "厳密な重み"}},
                   {"hashed", {"Weights within buckets", "バケット内の重み"}},
                   {"buckets", {"Buckets", "バケット"}},
                   {"rounds", {"Over rounds of hashing", "ハッシュの回数"}}},
        .compute = compute,
        .views = {
            {{"One unit of each block", "ブロックごとに 1 ユニット"}, {"units", "activation", "output"}},
            {{"Who uses which units", "ユニットの使い分け"}, {"usage", "agreement", "noise"}},
            {{"Cost and time", "計算量と時間"}, {"cost", "time-token", "time-width"}},
            {{"Sparse queries, keys, values", "疎なクエリ・キー・値"},
             {"projection", "convolution", "parameters"}},
            {{"Attention within buckets", "バケット内の注意"}, {"exact", "hashed", "buckets", "rounds"}}}};
}

} // namespace demos
} // namespace kaba
