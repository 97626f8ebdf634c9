// SPDX-License-Identifier: GPL-3.0-or-later
// What the block saves and what it does not, and the random matrices of its feed-forward part.
#include "core/attention/attention_measures.h"
#include "core/attention/evolution_scene.h"
#include "core/math/log_slope.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kaba {
namespace {

constexpr std::array kCounts{16, 32, 64, 128, 256};
constexpr Label kAbstract{"TransEvolve (2021), abstract", "TransEvolve (2021)、要旨"};

struct CostCurves {
    Samples tokens, evolvedScores, plainScores, mixing, evolvedTotal, plainTotal;
};

/// Both stacks on random particles of each size; what depends on the tokens alone is the count.
Result<CostCurves> countCosts(const EvolutionScene& scene, const RunContext& context)
{
    CostCurves curves;
    for (const int count : kCounts) {
        Random random(1);
        const Eigen::MatrixXd tokens = ringAndClusters(random, count, scene.particles.places.cols()).places;
        const auto run = [&](Scores scores) {
            return runStack(tokens, scene.weights, scene.settings, scores, context);
        };
        const Result<StackRun> evolved = run(Scores::Evolved);
        const Result<StackRun> plain = run(Scores::Recomputed);
        if (!evolved || !plain)
            return RunContext::cancelled();
        curves.tokens.push_back(count);
        curves.evolvedScores.push_back(static_cast<double>(evolved->cost.scores.multiplyAdds));
        curves.plainScores.push_back(static_cast<double>(plain->cost.scores.multiplyAdds));
        curves.mixing.push_back(static_cast<double>(evolved->cost.mixing.multiplyAdds));
        curves.evolvedTotal.push_back(static_cast<double>(evolved->cost.total()));
        curves.plainTotal.push_back(static_cast<double>(plain->cost.total()));
    }
    return curves;
}

Layer costLayer(std::string id, const Text& label, const CostCurves& curves, const Samples& values, Role role)
{
    const std::string slope = fmt::format("n^{:.2f}", logSlope(curves.tokens, values));
    return {.id = std::move(id),
            .label = {label.en + ": " + slope, label.ja + "：" + slope},
            .data = Line{curves.tokens, values},
            .role = role};
}

Panel costPanel(std::string id, Text title, std::vector<Layer> layers)
{
    return {.id = std::move(id),
            .title = std::move(title),
            .x = {.label = {"tokens n", "トークン数 n"}, .kind = Axis::Kind::Log},
            .y = {.label = {"multiply-adds", "積和の数"}, .kind = Axis::Kind::Log},
            .layers = std::move(layers)};
}

Panel scorePanel(const CostCurves& curves, int layers)
{
    return costPanel("score-cost",
                     text("Forming the scores of {} layers, counted", "{} 層のスコアの計算（計数）", layers),
                     {costLayer("recomputed", {"anew in every layer", "層ごとに計算"}, curves,
                                curves.plainScores, Role::Reference),
                      costLayer("evolved", {"once, then evolved", "1 回計算して発展"}, curves,
                                curves.evolvedScores, Role::Output)});
}

Panel totalPanel(const CostCurves& curves, int layers)
{
    return costPanel(
        "total-cost",
        text("All of {} layers, counted: weights times tokens remain",
             "{} 層の全体（計数）：重みとトークンの積は残る", layers),
        {costLayer("recomputed", {"scores anew", "スコアを層ごとに計算"}, curves, curves.plainTotal,
                   Role::Reference),
         costLayer("evolved", {"scores evolved", "スコアを発展"}, curves, curves.evolvedTotal, Role::Output),
         costLayer("mixing", {"weights times tokens", "重みとトークンの積"}, curves, curves.mixing,
                   Role::State)});
}

Claim bypassClaim(const EvolutionScene& scene)
{
    return {
        .id = "scores-are-bypassed",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtMost,
        .statement =
            text("Evolving the scores costs less than forming them in each of {} layers: ratio of the "
                 "multiply-adds, counted.",
                 "スコアの発展は、{} 層のそれぞれで計算し直すより安い：積和の数の比（計数）。",
                 scene.settings.layers),
        .source = kAbstract,
        .expected = 1,
        .measured = static_cast<double>(scene.evolved.cost.scores.multiplyAdds) /
                    static_cast<double>(scene.recomputed->cost.scores.multiplyAdds),
        .remark = {"The one product has 2d channels, twice those of a layer: it takes some layers to pay.",
                   "1 回の積は通常の層の 2 倍の 2d チャネルをもつため、何層か重ねて初めて得になります。"}};
}

Claim mixingClaim(const EvolutionScene& scene)
{
    const auto count = static_cast<double>(scene.particles.places.rows());
    const double mixing =
        scene.settings.layers * count * count * static_cast<double>(scene.particles.places.cols());
    return {
        .id = "mixing-remains",
        .kind = Claim::Kind::Identity,
        .relation = Claim::Relation::AtLeast,
        .statement =
            {"Weights times tokens still take L n² d, so the whole stays quadratic: all multiply-adds "
             "over that number.",
             "重みとトークンの積にはやはり L n² d かかり、全体は 2 乗のままである：全積和の数とこの数の比。"},
        .source = {"Counted; the official code, core_layers.py, Layer2",
                   "計数による。公式コード core_layers.py の Layer2"},
        .expected = 1,
        .measured = static_cast<double>(scene.evolved.cost.total()) / mixing};
}

/// U_ℓ S V_ℓ as the stack has it, or drawn for the panel where the stack has none.
TemporalProjection projectionOf(const EvolutionScene& scene)
{
    if (scene.weights.rise)
        return *scene.weights.rise;
    Random random(static_cast<std::uint64_t>(scene.request.seed));
    const Eigen::Index width = scene.particles.places.cols();
    return {random, width, 4 * width};
}

Layer depthLayer(std::string id, Text label, Samples values, Role role)
{
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Line{RegularGrid{0, 1, values.size()}, std::move(values)},
            .role = role};
}

Claim rankOfFirstClaim(double rank)
{
    return {
        .id = "first-matrix-has-rank-one",
        .kind = Claim::Kind::Identity,
        .relation = Claim::Relation::Equal,
        .statement = {"At ℓ = 0 all rows of U are alike: W₀ has rank 1, and what layer normalisation leaves, "
                      "with mean 0, it sends to 0. Rank of W₀.",
                      "ℓ = 0 では U の行がすべて等しい。W₀ の階数は 1 で、平均 0 に正規化された入力は 0 "
                      "に写る：W₀ の階数。"},
        .source = {"Official code, core_layers.py, TemporalProjection",
                   "公式コード core_layers.py の TemporalProjection"},
        .expected = 1,
        .measured = rank};
}

Claim rowLengthClaim(const TemporalProjection& projection, int depth)
{
    const Eigen::MatrixXd left = projection.left(depth);
    const Eigen::MatrixXd right = projection.right(depth);
    const double expected = static_cast<double>(left.rows()) / (2 * static_cast<double>(right.rows()));
    const double worst = std::max((left.rowwise().squaredNorm().array() - expected).abs().maxCoeff(),
                                  (right.rowwise().squaredNorm().array() - 0.5).abs().maxCoeff());
    return identityClaim("row-lengths",
                         {"A row of U has squared length d_in/(2 d_out), a row of V ½: largest deviation.",
                          "U の行の長さの 2 乗は d_in/(2 d_out)、V の行では ½ である：最大のずれ。"},
                         {"sin² + cos² = 1", "sin² + cos² = 1"}, 1e-13, worst);
}

Claim rotationClaim(double distance)
{
    return {
        .id = "factors-are-rotations",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtMost,
        .statement =
            {"The factors of W = U S V turn without stretching, as in a singular value decomposition: "
             "‖UUᵀ − I‖_F/√d with rows of length 1, the smallest over ℓ ≥ 1.",
             "W = U S V の因子は特異値分解のように回転である：行の長さを 1 にした ‖UUᵀ − I‖_F/√d"
             "（ℓ ≥ 1 での最小値）。"},
        .source = {"TransEvolve (2021), section 3, feed-forward part",
                   "TransEvolve (2021)、3 節、フィードフォワード部"},
        .expected = 0.1,
        .measured = distance,
        .remark = {
            "Rows of random waves are as far from orthogonal as random directions: about 1. So S holds no "
            "singular values.",
            "乱数の波を並べた行は、乱数の方向と同じ程度（約 1）しか直交に近くありません。S "
            "は特異値ではありません。"}};
}

Status addRanks(const TemporalProjection& projection, int layers, Figure& figure, const RunContext& context)
{
    Samples effective, numerical;
    for (int depth = 0; depth <= layers; ++depth) {
        if (context.stopRequested())
            return RunContext::cancelled();
        const Samples values = singularValues(projection.weights(depth));
        effective.push_back(effectiveRank(values));
        numerical.push_back(static_cast<double>(
            std::ranges::count_if(values, [&](double value) { return value > 1e-10 * values.front(); })));
    }
    figure.claims.push_back(rankOfFirstClaim(numerical.front()));
    figure.panels.push_back(
        {.id = "rank",
         .title = {"Rank of W = U S V: 1 at the first layer", "W = U S V の階数：最初の層では 1"},
         .x = {.label = {"depth ℓ", "深さ ℓ"}, .link = "depth"},
         .y = {.label = {"rank", "階数"}},
         .layers = {depthLayer("rank", {"rank", "階数"}, std::move(numerical), Role::Reference),
                    depthLayer("effective-rank", {"effective rank", "有効階数"}, std::move(effective),
                               Role::Output)}});
    return Done{};
}

void addRotation(const TemporalProjection& projection, int layers, Figure& figure)
{
    Samples left, right;
    for (int depth = 0; depth <= layers; ++depth) {
        left.push_back(distanceFromRotation(projection.left(depth)));
        right.push_back(distanceFromRotation(projection.right(depth)));
    }
    figure.claims.push_back(rowLengthClaim(projection, layers));
    figure.claims.push_back(rotationClaim(*std::min_element(left.begin() + 1, left.end())));
    figure.panels.push_back({.id = "rotation",
                             .title = {"U and V are far from rotations (0)", "U・V は回転（0）からほど遠い"},
                             .x = {.label = {"depth ℓ", "深さ ℓ"}, .link = "depth"},
                             .y = {.label = Text::same("‖RRᵀ − I‖_F / √d"), .kind = Axis::Kind::Log},
                             .layers = {depthLayer("left", {"U", "U"}, std::move(left), Role::Output),
                                        depthLayer("right", {"V", "V"}, std::move(right), Role::State)}});
}

} // namespace

Status addEvolutionCosts(const EvolutionScene& scene, Figure& figure, const RunContext& context)
{
    if (scene.recomputed)
        figure.claims.push_back(bypassClaim(scene));
    if (!scene.wantsAny({"score-cost", "total-cost"}))
        return Done{};
    const Result<CostCurves> curves = countCosts(scene, context);
    if (!curves)
        return curves.error();
    if (scene.request.wants("score-cost"))
        figure.panels.push_back(scorePanel(*curves, scene.settings.layers));
    if (scene.request.wants("total-cost")) {
        figure.claims.push_back(mixingClaim(scene));
        figure.panels.push_back(totalPanel(*curves, scene.settings.layers));
    }
    return Done{};
}

Status addRandomFeedForward(const EvolutionScene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.wantsAny({"rank", "rotation"}))
        return Done{};
    const TemporalProjection projection = projectionOf(scene);
    if (scene.request.wants("rank"))
        if (const Status added = addRanks(projection, scene.settings.layers, figure, context); !added)
            return added.error();
    if (scene.request.wants("rotation"))
        addRotation(projection, scene.settings.layers, figure);
    return Done{};
}

} // namespace kaba
