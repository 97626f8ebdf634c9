// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_measures.h"
#include "core/attention/attention_panels.h"
#include "core/attention/exact_attention.h"
#include "core/attention/skyformer_scene.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kaba {
namespace {

constexpr double kAlmostZero = 1e-4; ///< mean entry of C below which there is little to approximate

Panel sharedRange(Panel panel, const Eigen::MatrixXd& kernel)
{
    std::get<Heatmap>(panel.layers.front().data).range = Interval{0, std::max(kernel.maxCoeff(), 1e-300)};
    return panel;
}

Panel approximationPanel(const SkyformerScene& scene, const Eigen::MatrixXd& approximation, double error)
{
    Text title = scene.settings.method == NystromSettings::Method::Lifted
                     ? text("C\u0303 from {0} landmarks: {1:.2g} of ‖C‖₂ away",
                            "ランドマーク {0} 個による C\u0303（誤差は ‖C‖₂ の {1:.2g} 倍）",
                            scene.settings.landmarks, error)
                     : text("Naive Nyström with {0} landmarks: {1:.2g} of ‖C‖₂ away",
                            "ランドマーク {0} 個の素朴な Nyström 法（誤差は ‖C‖₂ の {1:.2g} 倍）",
                            scene.settings.landmarks, error);
    return sharedRange(
        tokenMatrixPanel("approximation", std::move(title), approximation, scene.input.tokens, false),
        scene.kernel);
}

Layer overTokens(std::string id, Text label, const Eigen::VectorXd& values, Role role)
{
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Line{RegularGrid{0, 1, static_cast<std::size_t>(values.size())},
                         Samples(values.begin(), values.end())},
            .role = role};
}

Panel outputPanel(const SkyformerScene& scene)
{
    return {.id = "output",
            .title = {"First component of the outputs", "出力の第 1 成分"},
            .x = tokenAxis({"token", "トークン"}),
            .y = {.label = {"output", "出力"}},
            .layers = {overTokens("exact", {"C V, the exact kernel", "C V（厳密なカーネル）"},
                                  scene.exact.outputs.col(0), Role::Reference),
                       overTokens("approximation", {"by landmarks", "ランドマークによる近似"},
                                  scene.found.outputs.col(0), Role::Output)}};
}

Panel rowSumsPanel(const SkyformerScene& scene)
{
    return {.id = "row-sums",
            .title = {"Rows of the kernel do not sum to 1", "カーネルの行の和は 1 ではない"},
            .x = tokenAxis({"query", "クエリ"}),
            .y = {.label = {"sum of the row", "行の和"}},
            .layers = {overTokens("kernel", {"Gaussian kernel C", "ガウスカーネル C"},
                                  scene.kernel.rowwise().sum(), Role::Output),
                       {.id = "softmax",
                        .label = {"softmax: always 1", "softmax：常に 1"},
                        .data = Rule{Rule::Axis::Y, 1},
                        .role = Role::Reference}}};
}

/// max |C − D_Q^{−1/2} A D_K^{−1/2}| over the pairs whose A does not overflow.
double bothSidesDifference(const SkyformerScene& scene)
{
    const AttentionProblem& problem = scene.problem();
    const auto roots = [&](const Eigen::MatrixXd& rows) {
        return Eigen::ArrayXd((-0.5 * problem.scale() * rows.rowwise().squaredNorm()).array().exp());
    };
    const Eigen::ArrayXd keys = roots(problem.keys);
    const Eigen::ArrayXd queries = roots(problem.queries);
    const Eigen::MatrixXd numerators =
        (problem.scale() * problem.queries * problem.keys.transpose()).array().exp();
    double largest = 0;
    for (Eigen::Index key = 0; key < keys.size(); ++key)
        for (Eigen::Index query = 0; query < queries.size(); ++query)
            if (std::isfinite(numerators(query, key)))
                largest = std::max(largest, std::abs(queries[query] * numerators(query, key) * keys[key] -
                                                     scene.kernel(query, key)));
    return largest;
}

Claim scaledFromBothSides(const SkyformerScene& scene)
{
    // Exponents are differences of squared lengths, so they carry the rounding of those.
    const double rounding = 8 * std::numeric_limits<double>::epsilon() *
                            liftedRows(scene.problem()).rowwise().squaredNorm().maxCoeff();
    return identityClaim("softmax-scaled-from-both-sides",
                         {"C = D_Q^(−1/2) A D_K^(−1/2) with A = exp(QKᵀ/√p): softmax's numerators, scaled by "
                          "rows and by columns. Largest "
                          "difference.",
                          "C = D_Q^(−1/2) A D_K^(−1/2)、A = exp(QKᵀ/√p)：softmax "
                          "の分子を行と列の両方で割り引いたものに等しい。最大の差。"},
                         {"Skyformer (2021), section 4.1", "Skyformer (2021)、4.1 節"}, 1e-12 + rounding,
                         bothSidesDifference(scene));
}

Claim fewerMultiplyAdds(const SkyformerScene& scene)
{
    return {
        .id = "fewer-multiply-adds",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtMost,
        .statement =
            {"Landmarks take fewer multiply-adds than the whole kernel: as a fraction of those, counted "
             "where "
             "they happen.",
             "ランドマークを使うと、カーネル全体より積和が少なくて済む：全体に対する比（実行箇所で計数）。"},
        .source = {"Skyformer (2021), section 1", "Skyformer (2021)、1 節"},
        .expected = 1,
        .measured = static_cast<double>(scene.found.cost.multiplyAdds) /
                    static_cast<double>(scene.exact.cost.multiplyAdds),
        .remark = {
            "The cost grows as n·d beside d³: it pays off where there are many more tokens than landmarks.",
            "計算量は n·d と d³ の和で増える。有利なのはトークンがランドマークよりずっと多いときである。"}};
}

void addNotices(const SkyformerScene& scene, Figure& figure)
{
    if (const double mean = scene.kernel.mean(); mean < kAlmostZero)
        figure.notices.push_back(
            text("C is almost zero (mean {:.1e}): queries and keys are too far apart for the kernel, and "
                 "every method "
                 "looks bad. Lower σ.",
                 "C はほぼ 0 です（平均 "
                 "{:.1e}）。クエリとキーがカーネルの幅に対して離れすぎているため、どの方法も悪く"
                 "見えます。σ を下げてください。",
                 mean));
}

void addReadouts(const SkyformerScene& scene, Figure& figure)
{
    const auto readout = [&](std::string id, Text label, double value) {
        figure.readouts.push_back({.id = std::move(id), .label = std::move(label), .value = value});
    };
    readout("relative-error", {"Relative error of the outputs", "出力の相対誤差"},
            relativeError(scene.found.outputs, scene.exact.outputs));
    readout("multiply-adds", {"Multiply-adds", "積和の数"},
            static_cast<double>(scene.found.cost.multiplyAdds));
    readout("multiply-adds-exact", {"Multiply-adds, whole kernel", "積和の数（カーネル全体）"},
            static_cast<double>(scene.exact.cost.multiplyAdds));
}

Status addApproximation(const SkyformerScene& scene, Figure& figure, const RunContext& context)
{
    const Result<Eigen::MatrixXd> approximation = landmarkWeights(scene, scene.settings, context);
    if (!approximation)
        return approximation.error();
    const Eigen::MatrixXd difference = *approximation - scene.kernel;
    const double error = scene.relative(difference);
    if (scene.request.wants("approximation"))
        figure.panels.push_back(approximationPanel(scene, *approximation, error));
    if (scene.request.wants("difference"))
        figure.panels.push_back(tokenMatrixPanel(
            "difference",
            {"C\u0303 − C: what the landmarks miss", "C\u0303 − C：ランドマークが取りこぼすもの"}, difference,
            scene.input.tokens, true));
    figure.readouts.push_back({.id = "spectral-error",
                               .label = {"‖C\u0303 − C‖₂ / ‖C‖₂", "‖C\u0303 − C‖₂ / ‖C‖₂"},
                               .value = error});
    return Done{};
}

} // namespace

Status addSkyformerMatrices(const SkyformerScene& scene, Figure& figure, const RunContext& context)
{
    const auto wants = [&](std::string_view id) { return scene.request.wants(id); };
    const std::vector<std::string>& tokens = scene.input.tokens;
    if (wants("kernel"))
        figure.panels.push_back(sharedRange(
            tokenMatrixPanel("kernel",
                             {"Gaussian kernel C of queries and keys", "クエリとキーのガウスカーネル C"},
                             scene.kernel, tokens, false),
            scene.kernel));
    if (scene.wantsAny({"approximation", "difference"}))
        if (const Status added = addApproximation(scene, figure, context); !added)
            return added;
    if (wants("output"))
        figure.panels.push_back(outputPanel(scene));
    if (wants("softmax"))
        figure.panels.push_back(
            tokenMatrixPanel("softmax", {"Softmax weights of the same input", "同じ入力の softmax の重み"},
                             softmaxWeights(scene.problem()), tokens, false));
    if (wants("row-sums"))
        figure.panels.push_back(rowSumsPanel(scene));
    addReadouts(scene, figure);
    addNotices(scene, figure);
    figure.claims.push_back(scaledFromBothSides(scene));
    figure.claims.push_back(fewerMultiplyAdds(scene));
    return Done{};
}

} // namespace kaba
