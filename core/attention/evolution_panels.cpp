// SPDX-License-Identifier: GPL-3.0-or-later
// What depth does to the scores of one head: the weights, the bias of each key, the film of all layers.
#include "core/attention/attention_measures.h"
#include "core/attention/attention_panels.h"
#include "core/attention/evolution_scene.h"
#include "core/attention/exact_attention.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr Eigen::Index kMostInStrip = 64;

constexpr Label kSectionThree{"TransEvolve (2021), section 3", "TransEvolve (2021)、3 節"};

Panel weightsPanel(const EvolutionScene& scene)
{
    const auto& weights =
        scene.evolved.weights[static_cast<std::size_t>(scene.layer)][static_cast<std::size_t>(scene.head)];
    return tokenMatrixPanel("weights",
                            text("Evolved weights, depth ℓ = {}, head {}",
                                 "発展した重み（深さ ℓ = {}、ヘッド {}）", scene.layer, scene.head + 1),
                            weights, scene.particles.names, false);
}

Panel biasPanel(const EvolutionScene& scene)
{
    const auto layers = static_cast<Eigen::Index>(scene.settings.layers);
    Eigen::MatrixXd biases(layers, scene.particles.places.rows());
    for (int depth = 0; depth < scene.settings.layers; ++depth)
        biases.row(depth) = scene.scores.keyBias(scene.head, scene.time(depth)).transpose();
    const auto rows = static_cast<std::size_t>(biases.rows());
    const auto cols = static_cast<std::size_t>(biases.cols());
    return {.id = "bias",
            .title = text("All that depth adds, head {}: one number per key",
                          "深さが加えるのはキーごとの値 1 つだけ（ヘッド {}）", scene.head + 1),
            .x = tokenAxis({"key", "キー"}),
            .y = {.label = {"depth ℓ", "深さ ℓ"}},
            .layers = {{.id = "bias",
                        .label = {"bias b", "バイアス b"},
                        .data = Heatmap{.rows = rows,
                                        .cols = cols,
                                        .z = rowMajor(biases),
                                        .x = cells(cols),
                                        .y = cells(rows),
                                        .map = ColourMap::Diverging}}}};
}

/// The weights of every layer side by side, layer ℓ around x = ℓ.
Panel stripPanel(const EvolutionScene& scene)
{
    const auto layers = static_cast<std::size_t>(scene.settings.layers);
    const Eigen::Index count = scene.particles.places.rows();
    const auto head = static_cast<std::size_t>(scene.head);
    const Eigen::Index side = tilesOfExtremes(scene.evolved.weights.front()[head], kMostInStrip).rows();
    Eigen::MatrixXd film(side, side * static_cast<Eigen::Index>(layers));
    for (std::size_t layer = 0; layer < layers; ++layer)
        film.middleCols(static_cast<Eigen::Index>(layer) * side, side) =
            tilesOfExtremes(scene.evolved.weights[layer][head], kMostInStrip);
    Panel panel{.id = "strip",
                .title = text("The weights of head {} at every depth", "すべての深さにおけるヘッド {} の重み",
                              scene.head + 1),
                .x = {.label = {"depth ℓ; in each picture the keys", "深さ ℓ（各図の横軸はキー）"}},
                .y = {.label = {"query", "クエリ"}},
                .layers = {{.id = "strip",
                            .label = {"weight", "重み"},
                            .data = Heatmap{.rows = static_cast<std::size_t>(film.rows()),
                                            .cols = static_cast<std::size_t>(film.cols()),
                                            .z = rowMajor(film),
                                            .x = cells(layers),
                                            .y = cells(static_cast<std::size_t>(count))}}}};
    for (std::size_t layer = 1; layer < layers; ++layer)
        panel.layers.push_back({.id = fmt::format("edge-{}", layer),
                                .label = {},
                                .data = Rule{Rule::Axis::X, static_cast<double>(layer) - 0.5},
                                .role = Role::Input});
    if (side < count)
        panel.note =
            text("Each tile shows the largest of {0} × {0} weights.",
                 "各タイルは {0} × {0} 個の重みのうち最大のものを示します。", (count + side - 1) / side);
    return panel;
}

/// Rounding of a softmax whose logits reach `largest`.
double roundingOf(double largest) { return 1e-13 * std::max(1.0, largest / 16); }

Claim oneBiasClaim(const EvolutionScene& scene)
{
    double worst = 0;
    double largest = 0;
    AttentionCost cost;
    const Eigen::VectorXd time = scene.time(scene.layer);
    for (int head = 0; head < scene.scores.heads(); ++head) {
        const Eigen::MatrixXd whole = scene.scores.at(head, time, cost);
        const Eigen::MatrixXd biased =
            scene.scores.first(head).rowwise() + scene.scores.keyBias(head, time).transpose();
        largest = std::max({largest, whole.cwiseAbs().maxCoeff(), biased.cwiseAbs().maxCoeff()});
        worst = std::max(worst, (softmaxOfRows(whole) - softmaxOfRows(biased)).cwiseAbs().maxCoeff());
    }
    return identityClaim("one-bias-per-key",
                         {"The time vector is the same for all tokens, so all terms but the keys' cancel in "
                          "softmax: A(ℓ) equals A(0) "
                          "with one bias per key. Largest difference of a weight.",
                          "時間ベクトルは全トークンに共通なので、キーの項以外は softmax で打ち消される。A(ℓ) "
                          "はキーごとに値を 1 つ"
                          "足した A(0) に等しい：重みの差の最大値。"},
                         kSectionThree, roundingOf(largest), worst);
}

Claim expansionClaim(const EvolutionScene& scene)
{
    AttentionCost cost;
    const Eigen::VectorXd time = scene.time(scene.layer);
    const EvolvedScores exact(scene.particles.places, scene.weights.attention, TimeOperators::Exact, cost);
    const Eigen::MatrixXd expanded = exact.at(scene.head, time, cost);
    const Eigen::MatrixXd direct =
        augmentedScores(scene.particles.places, scene.weights.attention, scene.head, time);
    return identityClaim(
        "exact-expansion",
        {"Multiplied out, the four terms are attention between the tokens [x; t]: relative difference of the "
         "scores.",
         "4 つの項の和は、トークン [x; t] どうしの注意を展開したものに等しい：スコアの相対差。"},
        kSectionThree, 1e-12, relativeError(expanded, direct));
}

/// The time vector of the shown head with its largest entry alone, or as it is.
Eigen::VectorXd withOneEntry(Eigen::VectorXd time, Eigen::Index first, Eigen::Index count)
{
    Eigen::Index largest = 0;
    time.segment(first, count).cwiseAbs().maxCoeff(&largest);
    const double value = time[first + largest];
    time.setZero();
    time[first + largest] = value;
    return time;
}

struct TimeTerms {
    double diagonal, whole;
};
/// The t–t term as the official code has it, and as the product (W_Q^t t)·(W_K^t t) over all channels.
TimeTerms timeTermsOf(const EvolutionScene& scene, const Eigen::VectorXd& time)
{
    AttentionCost cost;
    const EvolutionWeights& weights = scene.weights.attention;
    const Eigen::Index span = weights.width() / weights.heads;
    const auto part = [&](const Eigen::MatrixXd& map) {
        return Eigen::VectorXd(map.middleCols(scene.head * span, span) *
                               time.segment(scene.head * span, span));
    };
    const EvolvedScores code(scene.particles.places.topRows(1), weights, TimeOperators::Code, cost);
    return {code.timeTerm(scene.head, time), part(weights.queryTime).dot(part(weights.keyTime))};
}

Claim singleEntryClaim(const EvolutionScene& scene)
{
    const Eigen::Index span = scene.weights.attention.width() / scene.weights.attention.heads;
    const TimeTerms terms =
        timeTermsOf(scene, withOneEntry(scene.time(scene.layer), scene.head * span, span));
    return identityClaim("diagonal-time-term",
                         {"The code's t–t term, a diagonal, is the whole one where t has a single entry: "
                          "difference, with the largest entry of t left alone.",
                          "コードの t–t 項（対角のみ）は、t の非零成分が 1 つのとき全体の項に一致する："
                          "t の最大成分だけを残したときの差。"},
                         {"Official code, core_layers.py; TransEvolve (2021), section 3",
                          "公式コード core_layers.py、TransEvolve (2021)、3 節"},
                         1e-12 * std::max(1.0, std::abs(terms.whole)),
                         std::abs(terms.diagonal - terms.whole));
}

void addReadouts(const EvolutionScene& scene, Figure& figure)
{
    const Eigen::VectorXd time = scene.time(scene.layer);
    const Eigen::VectorXd bias = scene.scores.keyBias(scene.head, time);
    const Eigen::MatrixXd& first = scene.scores.first(scene.head);
    const auto deviation = [](const auto& values) {
        return std::sqrt((values.array() - values.mean()).square().mean());
    };
    const TimeTerms terms = timeTermsOf(scene, time);
    figure.readouts.push_back({.id = "bias-deviation",
                               .label = {"Deviation of the bias over keys", "キーにわたるバイアスの標準偏差"},
                               .value = deviation(bias)});
    figure.readouts.push_back(
        {.id = "score-deviation", .label = {"Deviation of A0", "A0 の標準偏差"}, .value = deviation(first)});
    figure.readouts.push_back({.id = "dropped-time-term",
                               .label = {"t–t term that the code drops", "コードが省く t–t 項"},
                               .value = terms.whole - terms.diagonal});
}

} // namespace

Status addEvolution(const EvolutionScene& scene, Figure& figure, const RunContext& context)
{
    if (context.stopRequested())
        return RunContext::cancelled();
    if (scene.request.wants("weights"))
        figure.panels.push_back(weightsPanel(scene));
    if (scene.request.wants("bias"))
        figure.panels.push_back(biasPanel(scene));
    if (scene.request.wants("strip"))
        figure.panels.push_back(stripPanel(scene));
    addReadouts(scene, figure);
    figure.claims.push_back(oneBiasClaim(scene));
    figure.claims.push_back(expansionClaim(scene));
    figure.claims.push_back(singleEntryClaim(scene));
    return Done{};
}

} // namespace kaba
