// SPDX-License-Identifier: GPL-3.0-or-later
// What holds of every layer, and that the one made by hand recalls.
#include "core/h3/h3_attention.h"
#include "core/h3/h3_scene.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>

namespace kaba {

using Eigen::Index;

namespace {

constexpr double kPublishedRecall = 99.8; ///< %

double modesDifference(const H3Scene& scene)
{
    const H3Run& one = scene.run;
    const H3Run& other = scene.stepped.run;
    const H3Scales scales = scalesOf(scene.layer, one);
    return std::max({scaledDifference(one.shifted, other.shifted, scales.shifted),
                     scaledDifference(one.written, other.written, scales.written),
                     scaledDifference(one.memory, other.memory, scales.memory),
                     scaledDifference(one.mixed, other.mixed, scales.mixed),
                     scaledDifference(one.output, other.output, scales.output)});
}

Claim twoModes(const H3Scene& scene)
{
    return identityClaim(
        "convolution-is-recurrence",
        {"Convolution by FFT = recurrence token by token, in every intermediate: largest "
         "difference as a share of their size.",
         "FFT による畳み込み = 逐次の漸化式（すべての中間値で）：最大の差をその大きさで割ったもの。"},
        {"H3 (2023), the H3 layer", "H3 (2023)、H3 層の節"}, 1e-9, modesDifference(scene));
}

Claim linearAttention(const H3Scene& scene)
{
    const Eigen::MatrixXd mixed =
        mixedByAttention(scene.layer, scene.kernels, scene.run.projections, scene.run.shifted);
    return identityClaim(
        "linear-attention",
        {"Reading the memory = attention with the weights (K + D)ₜ₋ₛ qₜ·K\u0303ₛ, no softmax: "
         "largest difference / (max |memory| · max |q|).",
         "記憶を読むこと = 重み (K + D)ₜ₋ₛ qₜ·K\u0303ₛ の softmax なしの注意："
         "最大の差 / (max |記憶| · max |q|)。"},
        {"H3 (2023), the H3 layer; Katharopoulos et al. (2020)",
         "H3 (2023)、H3 層の節；Katharopoulos ほか (2020)"},
        1e-11, scaledDifference(mixed, scene.run.mixed, scalesOf(scene.layer, scene.run).mixed));
}

/// y_t = q_t Σ_s K_{t−s} K̃_s v_s + D …, channel by channel and without any head.
double elementwiseDifference(const H3Layer& layer, const H3Kernels& kernels, const H3Run& run)
{
    const auto& [query, key, value] = run.projections;
    const Eigen::MatrixXd product = shiftedKeys(layer, kernels, key).cwiseProduct(value);
    Eigen::MatrixXd memory(product.rows(), product.cols());
    for (Index channel = 0; channel < product.rows(); ++channel)
        for (Index t = 0; t < product.cols(); ++t)
            memory(channel, t) =
                kernels.memory.row(channel).head(t + 1).reverse().dot(product.row(channel).head(t + 1)) +
                layer.memory[static_cast<std::size_t>(channel)].d * product(channel, t);
    return scaledDifference(run.mixed, query.cwiseProduct(memory), scalesOf(layer, run).mixed);
}

Result<Claim> headsOfOne(const H3Scene& scene, const RunContext& context)
{
    constexpr Index kMostChannels = 16;
    H3Settings settings = scene.settings;
    settings.headSize = 1;
    const auto layer = randomH3(settings, static_cast<int>(scene.sequence.vocabulary.size()),
                                std::min(kMostChannels, scene.layer.width()),
                                static_cast<std::uint64_t>(scene.request.seed));
    if (!layer)
        return layer.error();
    const H3Kernels kernels = h3Kernels(*layer, std::ssize(scene.sequence.tokens));
    const auto run = convolveH3(*layer, kernels, projectTokens(*layer, scene.sequence.tokens), context);
    if (!run)
        return run.error();
    return identityClaim(
        "heads-of-one",
        {"With one channel a head the outer products are products: q ⊙ diagonal(shift(k) ⊙ "
         "v), on random weights.",
         "1 チャネルのヘッドでは外積がただの積になる：q ⊙ 対角系(シフト(k) ⊙ v)、乱数の重み。"},
        {"H3 (2023), algorithm 1", "H3 (2023)、アルゴリズム 1"}, 1e-11,
        elementwiseDifference(*layer, kernels, *run));
}

/// Everything after the first half is replaced by the last token; the first half must not notice.
Result<Claim> causality(const H3Scene& scene, const RunContext& context)
{
    std::vector<int> changed = scene.sequence.tokens;
    const auto half = std::ssize(changed) / 2;
    std::fill(changed.begin() + half, changed.end(), changed.back());
    const auto run = convolveH3(scene.layer, scene.kernels, scene.projectionsOf(changed), context);
    if (!run)
        return run.error();
    const double scale =
        std::max(scalesOf(scene.layer, *run).output, scalesOf(scene.layer, scene.run).output);
    return identityClaim(
        "causality",
        {"What comes later changes nothing before: outputs of the first half after the second "
         "half was replaced.",
         "あとのトークンは前の出力を変えない：後半を置き換えたときの、前半の出力の差。"},
        {"H3 (2023), the H3 layer: causal convolutions", "H3 (2023)、H3 層の節：因果的な畳み込み"}, 1e-11,
        scaledDifference(run->output.leftCols(half), scene.run.output.leftCols(half), scale));
}

/// Of the trained layer taken apart, against the model's own pass.
Claim trainedIsTheModels(const H3Scene& scene)
{
    const double scale = scalesOf(scene.layer, scene.run).output;
    return identityClaim(
        "trained-layer",
        {"The trained layer taken apart gives what the model's own pass has of it, token by token.",
         "分解した訓練済みの層は、モデル自身の計算での値と、すべてのトークンで一致する。"},
        {"Our identity", "本プログラムの恒等式"}, 1e-9,
        scaledDifference(scene.trained->scoresOf(scene.pass.added), scene.run.output, scale));
}

Claim constructedAnswers(double accuracy)
{
    return {
        .id = "constructed-answers",
        .kind = Claim::Kind::Identity,
        .relation = Claim::Relation::AtLeast,
        .statement = {"The layer made by hand answers every one of 500 sequences of the task: share in %.",
                      "手で組んだ層は課題の 500 系列すべてに正しく答える：正答率（%）。"},
        .source = {"Construction on this page; task of H3 (2023), synthetic languages",
                   "このページの構成；課題は H3 (2023)、人工言語の節"},
        .expected = 100,
        .measured = 100 * accuracy};
}

Claim publishedRecall(double accuracy)
{
    return {
        .id = "published-recall",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtLeast,
        .statement = {"H3 solves associative recall: 99.8 % after training, here by weights made by hand.",
                      "H3 は連想想起を解く：訓練後に 99.8 %。ここでは手で組んだ重みによる。"},
        .source = {"H3 (2023), table of the synthetic tasks", "H3 (2023)、人工課題の表"},
        .expected = kPublishedRecall,
        .measured = 100 * accuracy,
        .remark = {
            "Weights by hand show what the layer can hold in one layer; whether training finds such "
            "weights is the question of the demo probe.",
            "手で組んだ重みは 1 層で表現できることを示す。訓練でそこに至るかはデモ probe の問題である。"}};
}

} // namespace

Status addH3Claims(const H3Scene& scene, Figure& figure, const RunContext& context)
{
    const auto single = headsOfOne(scene, context);
    const auto causal = causality(scene, context);
    const auto accuracy = h3TaskAccuracy(scene, context);
    if (!single || !causal || !accuracy)
        return RunContext::cancelled();
    figure.claims.insert(figure.claims.begin(), {constructedAnswers(*accuracy), twoModes(scene),
                                                 linearAttention(scene), *single, *causal});
    if (scene.trained && scene.hasAllParts())
        figure.claims.push_back(trainedIsTheModels(scene));
    if (scene.task == RecallTask::AssociativeRecall)
        figure.claims.push_back(publishedRecall(*accuracy));
    figure.readouts.insert(figure.readouts.begin(), {.id = "accuracy",
                                                     .label = {"Made by hand: right answers of 500",
                                                               "手で組んだ層の正答率（500 系列）"},
                                                     .value = 100 * *accuracy,
                                                     .unit = "%"});
    return Done{};
}

} // namespace kaba
