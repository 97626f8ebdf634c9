// SPDX-License-Identifier: GPL-3.0-or-later
// Sparse queries, keys and values: the multiplicative layer as one matrix, the convolution over modules, and what they
// have in parameters.
#include "core/attention/attention_measures.h"
#include "core/layers/factored_dense.h"
#include "core/layers/terraformer_scene.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr Label kSectionThreeTwo{"Terraformer (2021), section 3.2", "Terraformer (2021)、3.2 節"};
constexpr Eigen::Index kMostShown = 512;
constexpr Eigen::Index kMostForRank = 128;

Panel mapPanel(std::string id, Text title, Text symbol, const Eigen::MatrixXd& matrix)
{
    const Eigen::MatrixXd tiles = tilesOfExtremes(matrix, kMostShown);
    const auto side = static_cast<std::size_t>(tiles.rows());
    Panel panel{.id = id,
                .title = std::move(title),
                .x = {.label = {"output", "出力"}},
                .y = {.label = {"input", "入力"}},
                .layers = {{.id = id,
                            .label = std::move(symbol),
                            .data = Heatmap{.rows = side,
                                            .cols = side,
                                            .z = rowMajor(tiles),
                                            .x = cells(static_cast<std::size_t>(matrix.cols())),
                                            .y = cells(static_cast<std::size_t>(matrix.rows())),
                                            .map = ColourMap::Diverging}}}};
    if (tiles.rows() < matrix.rows())
        panel.note = text("Each tile shows the largest of {0} × {0} entries.",
                          "各タイルは {0} × {0} 個の成分のうち最大のものを示します。",
                          (matrix.rows() + tiles.rows() - 1) / tiles.rows());
    return panel;
}

double factored(double width, double modules) { return width * modules + width * width / modules; }

/// One multiplicative layer for all three, a 3 × 3 convolution for queries and for keys, a 3 × 1 one for values.
double sparseQkv(double width, double modules)
{
    const double size = width / modules;
    return factored(width, modules) + (9 + 9 + 3) * size * size;
}

Panel parametersPanel(const TerraformerScene& scene)
{
    const auto width = static_cast<double>(scene.shape.width);
    Samples modules, dense, multiplicative, whole;
    for (int doublings = 1; doublings <= 6; ++doublings) {
        const double count = std::exp2(doublings);
        modules.push_back(count);
        dense.push_back(3 * width * width);
        multiplicative.push_back(factored(width, count));
        whole.push_back(sparseQkv(width, count));
    }
    const auto layer = [&](std::string id, Text label, Samples values, Role role) {
        return Layer{.id = std::move(id),
                     .label = std::move(label),
                     .data = Line{modules, std::move(values)},
                     .role = role};
    };
    return {
        .id = "parameters",
        .title = text("Parameters of queries, keys and values, d = {}",
                      "クエリ・キー・値のパラメータ数（d = {}）", scene.shape.width),
        .x = {.label = {"modules S", "モジュール数 S"}, .kind = Axis::Kind::Log},
        .y = {.label = {"parameters", "パラメータ数"}, .kind = Axis::Kind::Log},
        .layers = {
            layer("dense", {"three dense layers", "密な層 3 つ"}, dense, Role::Reference),
            layer("sparse", {"multiplicative and convolutions", "乗法的な層と畳み込み"}, whole, Role::Output),
            layer("factored", {"multiplicative layer alone", "乗法的な層のみ"}, multiplicative, Role::State),
            {.id = "modules",
             .label = {"set", "現在の値"},
             .data = Rule{Rule::Axis::X, static_cast<double>(scene.modules)},
             .role = Role::Accent}}};
}

Claim permutationClaim(const TerraformerScene& scene)
{
    const auto permutation = randomPermutation(scene.shape.width, scene.seed());
    const FactoredDense layer = permutingFactoredDense(permutation, scene.modules);
    const Eigen::VectorXd input = tokenOf(scene, 0).cast<double>();
    const Eigen::VectorXd output = layer.apply(input);
    double worst = 0;
    for (std::size_t i = 0; i < permutation.size(); ++i)
        worst = std::max(worst, std::abs(output[permutation[i]] - input[static_cast<Eigen::Index>(i)]));
    return identityClaim("permutations-are-exact",
                         {"The multiplicative layer holds every permutation exactly: error of a random one.",
                          "乗法的な層はどの置換も厳密に表せる：乱数の置換での誤差。"},
                         kSectionThreeTwo, 0, worst);
}

Claim fullRankClaim(const TerraformerScene& scene)
{
    const Eigen::Index width = std::min(kMostForRank, scene.shape.width);
    const Samples values = singularValues(randomFactoredDense(width, scene.modules, scene.seed()).matrix());
    const auto rank =
        std::ranges::count_if(values, [&](double value) { return value > 1e-12 * values.front(); });
    return {.id = "full-rank",
            .kind = Claim::Kind::Identity,
            .relation = Claim::Relation::Equal,
            .statement =
                text("Few parameters, and still a matrix of full rank: rank at random weights, width {}.",
                     "パラメータは少なくても行列は最大階数をもつ：乱数の重みでの階数（幅 {}）。", width),
            .source = kSectionThreeTwo,
            .expected = static_cast<double>(width),
            .measured = static_cast<double>(rank)};
}

Claim fewestClaim(const TerraformerScene& scene)
{
    const auto width = static_cast<double>(scene.shape.width);
    const FactoredDense layer = randomFactoredDense(scene.shape.width, scene.modules, scene.seed());
    return {.id = "fewest-parameters",
            .kind = Claim::Kind::Identity,
            .relation = Claim::Relation::AtLeast,
            .statement = {"dS + d²/S parameters are never fewer than 2 d^1.5, which S = √d has: their ratio.",
                          "パラメータ数 dS + d²/S は、S = √d での 2 d^1.5 を下回らない：両者の比。"},
            .source = kSectionThreeTwo,
            .expected = 1 - 1e-12,
            .measured = static_cast<double>(layer.parameters()) / (2 * std::pow(width, 1.5))};
}

} // namespace

Status addProjections(const TerraformerScene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.wantsAny({"projection", "convolution", "parameters"}))
        return Done{};
    figure.claims.push_back(permutationClaim(scene));
    figure.claims.push_back(fullRankClaim(scene));
    figure.claims.push_back(fewestClaim(scene));
    if (context.stopRequested())
        return RunContext::cancelled();
    const Eigen::Index width = scene.shape.width;
    if (scene.request.wants("projection"))
        figure.panels.push_back(
            mapPanel("projection",
                     text("The multiplicative layer as one matrix: {} modules of {} outputs",
                          "乗法的な層を行列で見る：出力 {1} 個のモジュール {0} つ", scene.modules,
                          width / scene.modules),
                     {"weight", "重み"}, randomFactoredDense(width, scene.modules, scene.seed()).matrix()));
    if (context.stopRequested())
        return RunContext::cancelled();
    if (scene.request.wants("convolution"))
        figure.panels.push_back(mapPanel("convolution",
                                         {"The convolution that follows: a module and its neighbours",
                                          "後に続く畳み込み：モジュールとその両隣"},
                                         {"weight at lag 0", "遅れ 0 の重み"},
                                         ModuleConvolution(width, scene.modules, scene.seed()).matrix(0)));
    if (scene.request.wants("parameters"))
        figure.panels.push_back(parametersPanel(scene));
    return Done{};
}

} // namespace kaba
