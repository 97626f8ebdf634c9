// SPDX-License-Identifier: GPL-3.0-or-later
// One token in the sparse feed-forward layer: what the controller chooses, and that gathering changes nothing.
#include "core/layers/terraformer_scene.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr Label kSectionThreeOne{"Terraformer (2021), section 3.1", "Terraformer (2021)、3.1 節"};
constexpr int kNoisyTokens = 16;
constexpr int kTemperatures = 21;
constexpr std::uint64_t kNoiseStride = 15485863;

/// One token on its way.
struct TokenRun {
    const TerraformerScene& scene;
    const FloatLayer& layer;
    Eigen::VectorXf token, logits;
    ChosenUnits chosen, withNoise; ///< at inference, and with the noise of training

    Eigen::Index perBlock() const { return scene.shape.perBlock; }
};

/// The units of the largest logit + temperature × noise of each block.
ChosenUnits chosenWithNoise(const Eigen::VectorXf& logits, double temperature, std::uint64_t seed,
                            Eigen::Index perBlock)
{
    const Eigen::VectorXd noisy = logits.cast<double>() + temperature * gumbelNoise(logits.size(), seed);
    return largestOfBlocks(noisy, perBlock);
}

std::uint64_t noiseSeed(const TerraformerScene& scene, int token)
{
    return scene.seed() + kNoiseStride * static_cast<std::uint64_t>(token + 1);
}

TokenRun runOf(const TerraformerScene& scene, const FloatLayer& layer)
{
    std::uint64_t apart = 0;
    const Eigen::VectorXf token = tokenOf(scene, scene.token);
    const Eigen::VectorXf logits = layer.logits(token, apart);
    const Eigen::Index perBlock = scene.shape.perBlock;
    return {scene,
            layer,
            token,
            logits,
            largestOfBlocks(logits, perBlock),
            chosenWithNoise(logits, scene.temperature, noiseSeed(scene, scene.token), perBlock)};
}

/// Values of all units as blocks × places in the block.
Heatmap mapOf(const Eigen::VectorXf& values, Eigen::Index perBlock, ColourMap map)
{
    const auto cols = static_cast<std::size_t>(perBlock);
    const std::size_t rows = static_cast<std::size_t>(values.size()) / cols;
    return {.rows = rows,
            .cols = cols,
            .z = Samples(values.begin(), values.end()),
            .x = cells(cols),
            .y = cells(rows),
            .map = map};
}

Layer marks(std::string id, Text label, const ChosenUnits& units, Eigen::Index perBlock, Role role)
{
    Scatter places;
    for (const Eigen::Index unit : units) {
        const Eigen::Index block = unit / perBlock;
        places.x.push_back(static_cast<double>(unit % perBlock));
        places.y.push_back(static_cast<double>(block));
    }
    return {.id = std::move(id), .label = std::move(label), .data = std::move(places), .role = role};
}

Axis placeAxis() { return {.label = {"unit in its block", "ブロック内のユニット"}, .link = "place"}; }
Axis blockAxis() { return {.label = {"block", "ブロック"}, .link = "block"}; }

Panel unitsPanel(const TokenRun& run)
{
    ChosenUnits moved;
    std::ranges::set_difference(run.withNoise, run.chosen, std::back_inserter(moved));
    Panel panel{
        .id = "units",
        .title = text("The controller on token {} of cluster {}: one unit of each block",
                      "トークン {}（クラスタ {}）への制御器：ブロックごとに 1 ユニット", run.scene.token,
                      run.scene.token % run.scene.clusters),
        .x = placeAxis(),
        .y = blockAxis(),
        .layers = {{.id = "units",
                    .label = {"logit", "ロジット"},
                    .data = mapOf(run.logits, run.perBlock(), ColourMap::Diverging)},
                   marks("chosen", {"chosen", "選ばれたユニット"}, run.chosen, run.perBlock(), Role::Input)}};
    if (!moved.empty())
        panel.layers.push_back(marks("moved", {"chosen instead with noise", "雑音で替わったユニット"}, moved,
                                     run.perBlock(), Role::State));
    return panel;
}

Panel activationPanel(const TokenRun& run)
{
    std::uint64_t apart = 0;
    const Eigen::VectorXf all = run.layer.hidden(run.token, apart);
    Eigen::VectorXf kept = Eigen::VectorXf::Zero(all.size());
    for (const Eigen::Index unit : run.chosen)
        kept[unit] = all[unit];
    const auto active = (kept.array() > 0).count();
    return {.id = "activation",
            .title = text("What is left of the {} units: {} chosen, {} of them active",
                          "{} ユニットのうち選ばれた {} 個、うち活性 {} 個", all.size(), run.chosen.size(),
                          active),
            .x = placeAxis(),
            .y = blockAxis(),
            .layers = {{.id = "activation",
                        .label = {"ReLU(x W1) of the chosen", "選ばれたユニットの ReLU(x W1)"},
                        .data = mapOf(kept, run.perBlock(), ColourMap::Sequential)}}};
}

Line lineOfOutputs(const Eigen::VectorXf& values)
{
    constexpr Eigen::Index kMost = 64;
    const Eigen::VectorXf shown = values.head(std::min(kMost, values.size()));
    return {RegularGrid{0, 1, static_cast<std::size_t>(shown.size())}, Samples(shown.begin(), shown.end())};
}

struct Outputs {
    Eigen::VectorXf dense, masked, gathered;
    std::uint64_t denseCost = 0, maskedCost = 0, sparseCost = 0;

    /// Largest difference of the two sparse paths, relative to the largest output.
    double difference() const
    {
        const float most = masked.cwiseAbs().maxCoeff();
        return most > 0 ? static_cast<double>((masked - gathered).cwiseAbs().maxCoeff() / most) : 0;
    }
};

Outputs outputsOf(const TokenRun& run)
{
    Outputs outputs;
    outputs.dense = run.layer.dense(run.token, outputs.denseCost);
    outputs.masked = run.layer.masked(run.token, run.chosen, outputs.maskedCost);
    outputs.gathered = run.layer.sparse(run.token, outputs.sparseCost);
    return outputs;
}

Panel outputPanel(const Outputs& outputs)
{
    return {.id = "output",
            .title = {"The gathered path gives what masking gives", "集めた計算はマスクした計算に等しい"},
            .x = {.label = {"component", "成分"}},
            .y = {.label = {"output y", "出力 y"}},
            .layers = {{.id = "dense",
                        .label = {"all units", "全ユニット"},
                        .data = lineOfOutputs(outputs.dense),
                        .role = Role::Input},
                       {.id = "gathered",
                        .label = {"gathered", "集めた計算"},
                        .data = lineOfOutputs(outputs.gathered),
                        .role = Role::Output},
                       {.id = "masked",
                        .label = {"dense, masked", "密な計算にマスク"},
                        .data = lineOfOutputs(outputs.masked),
                        .role = Role::Reference}}};
}

/// Mean share of the blocks that choose another unit, at each temperature.
Samples changesAt(const TokenRun& run, const Samples& temperatures)
{
    Samples shares(temperatures.size(), 0);
    std::uint64_t apart = 0;
    for (int token = 0; token < kNoisyTokens; ++token) {
        const Eigen::VectorXf logits = run.layer.logits(tokenOf(run.scene, token), apart);
        const ChosenUnits still = largestOfBlocks(logits, run.perBlock());
        for (std::size_t i = 0; i < shares.size(); ++i) {
            const ChosenUnits noisy =
                chosenWithNoise(logits, temperatures[i], noiseSeed(run.scene, token), run.perBlock());
            double changed = 0;
            for (std::size_t block = 0; block < still.size(); ++block)
                changed += still[block] != noisy[block];
            shares[i] += changed / static_cast<double>(still.size()) / kNoisyTokens;
        }
    }
    return shares;
}

Panel noisePanel(const TokenRun& run)
{
    Samples temperatures;
    for (int i = 0; i < kTemperatures; ++i)
        temperatures.push_back(0.1 * i);
    Samples shares = changesAt(run, temperatures);
    return {.id = "noise",
            .title = {"How much of the choice the noise of training turns over",
                      "訓練時の雑音で選択が替わる割合"},
            .x = {.label = {"temperature of the Gumbel noise", "Gumbel 雑音の温度"}},
            .y = {.label = {"share of blocks", "ブロックの割合"}},
            .layers = {{.id = "changed",
                        .label = {"another unit than without noise", "雑音なしと異なるユニット"},
                        .data = Line{std::move(temperatures), std::move(shares)},
                        .role = Role::Output},
                       {.id = "temperature",
                        .label = {"set", "現在の値"},
                        .data = Rule{Rule::Axis::X, run.scene.temperature},
                        .role = Role::Accent}}};
}

Claim onePerBlockClaim(const TokenRun& run)
{
    Eigen::VectorXd counts = Eigen::VectorXd::Zero(run.scene.shape.blocks());
    for (const Eigen::Index unit : run.chosen)
        ++counts[unit / run.perBlock()];
    return identityClaim("one-unit-per-block",
                         {"Each block lets exactly one unit through: largest deviation of the count from 1.",
                          "各ブロックはちょうど 1 ユニットを通す：個数の 1 からのずれの最大値。"},
                         kSectionThreeOne, 0, (counts.array() - 1).abs().maxCoeff());
}

void addClaims(const TokenRun& run, const Outputs& outputs, Figure& figure)
{
    figure.claims.push_back(identityClaim(
        "gathering-equals-masking",
        {"Reading the chosen weights alone gives the dense layer with its mask, in float: largest difference "
         "relative to the largest output.",
         "選ばれた重みだけを読む計算は、マスクした密な層に等しい（単精度）：最大の出力に対する差の最大値。"},
        kSectionThreeOne, 1e-5, outputs.difference()));
    figure.claims.push_back(onePerBlockClaim(run));
    const double ratio = static_cast<double>(outputs.denseCost) / static_cast<double>(outputs.sparseCost);
    const double formula = denseMultiplyAdds(run.scene.shape) / sparseMultiplyAdds(run.scene.shape);
    figure.claims.push_back(identityClaim(
        "counted-saving",
        text("Dense over sparse multiply-adds of a token are 2d·d_ff / (2d·d_ff/N + r(d + d_ff)) = "
             "{:.4g}: counted, the difference from it.",
             "1 トークンの積和の比（密／疎）は 2d·d_ff / (2d·d_ff/N + r(d + d_ff)) = {:.4g} である："
             "計数した値との差。",
             formula),
        kSectionThreeOne, 1e-9 * formula, std::abs(ratio - formula)));
    figure.readouts.push_back({.id = "counted-saving",
                               .label = {"Multiply-adds, dense over sparse", "積和の比（密／疎）"},
                               .value = ratio});
    figure.readouts.push_back({.id = "units-read",
                               .label = {"Units read", "読み出すユニット"},
                               .value = static_cast<double>(run.chosen.size())});
}

} // namespace

Status addFeedForward(const TerraformerScene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.wantsAny({"units", "activation", "output", "noise"}))
        return Done{};
    const FloatLayer layer(scene.shape, scene.seed());
    if (context.stopRequested())
        return RunContext::cancelled();
    const TokenRun run = runOf(scene, layer);
    const Outputs outputs = outputsOf(run);
    addClaims(run, outputs, figure);
    if (scene.request.wants("units"))
        figure.panels.push_back(unitsPanel(run));
    if (scene.request.wants("activation"))
        figure.panels.push_back(activationPanel(run));
    if (scene.request.wants("output"))
        figure.panels.push_back(outputPanel(outputs));
    if (context.stopRequested())
        return RunContext::cancelled();
    if (scene.request.wants("noise"))
        figure.panels.push_back(noisePanel(run));
    return Done{};
}

} // namespace kaba
