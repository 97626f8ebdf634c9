// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_measures.h"
#include "core/attention/attention_panels.h"
#include "core/attention/exact_attention.h"
#include "core/attention/luna_scene.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <limits>

namespace kaba {
namespace {

constexpr Eigen::Index kMostByPairs =
    512; ///< tokens of the double sum; those before them are not changed by the rest

Panel packPanel(const LunaScene& scene)
{
    Panel panel = tokenMatrixPanel(
        "pack",
        scene.problem().causal
            ? Text{"What each slot takes in of each token", "各スロットが各トークンから取り込む重み"}
            : Text{"Pack: the slots attend to the tokens", "パック：スロットがトークンを参照する"},
        scene.run.pack, scene.input.tokens, false);
    panel.y.label = {"slot", "スロット"};
    return panel;
}

Panel unpackPanel(const LunaScene& scene)
{
    Panel panel = tokenMatrixPanel(
        "unpack", {"Unpack: the tokens attend to the slots", "アンパック：トークンがスロットを参照する"},
        scene.run.unpack, scene.input.tokens, false);
    panel.x.label = {"slot", "スロット"};
    return panel;
}

Panel effectivePanel(const LunaScene& scene)
{
    Text title =
        scene.problem().causal
            ? Text{"E: what each token gets of the ones before it", "E：各トークンがそれ以前から受け取る重み"}
            : text("E = unpack · pack, of rank {0} at most", "E = アンパック・パック（階数は {0} 以下）",
                   scene.places.rows.rows());
    return tokenMatrixPanel("effective", std::move(title), scene.effective, scene.input.tokens, false);
}

Layer component(std::string id, Text label, const Eigen::MatrixXd& outputs, Role role)
{
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Line{RegularGrid{0, 1, static_cast<std::size_t>(outputs.rows())},
                         Samples(outputs.col(0).begin(), outputs.col(0).end())},
            .role = role};
}

Panel outputPanel(const LunaScene& scene)
{
    return {.id = "output",
            .title = {"First component of the outputs", "出力の第 1 成分"},
            .x = tokenAxis({"token", "トークン"}),
            .y = {.label = {"output", "出力"}},
            .layers = {component("exact", {"softmax", "softmax"}, scene.exact.outputs, Role::Reference),
                       component("luna", {"Luna", "Luna"}, scene.run.result.outputs, Role::Output)}};
}

Claim rowsSumToOne(const LunaScene& scene)
{
    return identityClaim("rows-sum-to-one",
                         {"Rows of E sum to 1, as those of softmax do: the largest deviation.",
                          "E の行の和は softmax と同じく 1 である：最大のずれ。"},
                         {"Luna (2021), section 3", "Luna (2021)、3 節"}, 1e-12,
                         (scene.effective.rowwise().sum().array() - 1).abs().maxCoeff());
}

Claim outputsAreWeighted(const LunaScene& scene)
{
    return identityClaim(
        "outputs-are-weights-times-values",
        {"The fast path, which never holds E, gives E times the values: relative difference.",
         "E を作らない高速な計算が E と値の積に等しい：相対差。"},
        {"Luna (2021), section 3", "Luna (2021)、3 節"}, 1e-10,
        relativeError(scene.run.result.outputs, scene.effective * scene.problem().values));
}

AttentionProblem firstTokens(const AttentionProblem& problem, Eigen::Index count)
{
    AttentionProblem first = problem;
    first.queries.conservativeResize(count, Eigen::NoChange);
    first.keys.conservativeResize(count, Eigen::NoChange);
    first.values.conservativeResize(count, Eigen::NoChange);
    return first;
}

/// What rounding alone may put between two orders of the same sums: softmax passes on the rounding of its logits.
double causalTolerance(const LunaScene& scene)
{
    const auto longest = [](const Eigen::MatrixXd& rows) { return rows.rowwise().norm().maxCoeff(); };
    const double logits = scene.problem().scale() * longest(scene.problem().queries) *
                          longest(scene.problem().keys) * scene.run.pack.maxCoeff();
    return 1e-12 + 100 * std::numeric_limits<double>::epsilon() * logits;
}

Claim causalByPairs(const LunaScene& scene)
{
    const Eigen::Index count = std::min(kMostByPairs, scene.problem().tokens());
    return identityClaim(
        "running-sums-are-the-double-sum",
        {"Causal outputs by running sums equal the double sum over pairs of tokens: relative difference.",
         "逐次の和による因果的な出力は、トークン対についての二重和に等しい：相対差。"},
        {"Luna (2021), section 3 (causal attention)", "Luna (2021)、3 節（因果的な注意）"},
        causalTolerance(scene),
        relativeError(scene.run.result.outputs.topRows(count),
                      lunaCausalByPairs(firstTokens(scene.problem(), count), scene.places.rows)));
}

/// The second half is replaced by its opposite.
Result<Claim> ignoresWhatComesLater(const LunaScene& scene, const RunContext& context)
{
    AttentionProblem other = scene.problem();
    const Eigen::Index half = other.tokens() / 2;
    for (Eigen::MatrixXd* part : {&other.queries, &other.keys, &other.values})
        part->bottomRows(other.tokens() - half) *= -1;
    const Result<LunaRun> run = lunaAttention(other, scene.places.rows, scene.settings.values, context);
    if (!run)
        return run.error();
    return identityClaim(
        "later-tokens-change-nothing",
        {"Other tokens in the second half change nothing in the first: largest difference of the outputs.",
         "後半のトークンを替えても前半の出力は変わらない：出力の最大の差。"},
        {"Luna (2021), section 3 (causal attention)", "Luna (2021)、3 節（因果的な注意）"}, 0,
        (run->result.outputs - scene.run.result.outputs).topRows(half).cwiseAbs().maxCoeff());
}

Claim countedMultiplyAdds(const LunaScene& scene)
{
    const auto size = static_cast<double>(scene.run.pack.size()); // n l
    const auto dim = static_cast<double>(scene.problem().dim());
    const auto width = static_cast<double>(scene.problem().values.cols());
    const bool tied = scene.settings.values == LunaValues::Tied;
    return {
        .id = "counted-multiply-adds",
        .relation = Claim::Relation::Equal,
        .statement =
            tied ? Text{"Luna takes 4 n l d multiply-adds: those counted over those.",
                        "Luna の積和は 4nld である：実際に数えた積和との比。"}
                 : Text{"Luna takes 3 n l d + 2 n l d_v multiply-adds, more than with tied values: those "
                        "counted "
                        "over those.",
                        "Luna の積和は 3nld + 2nld_v で、値を共有する場合より多い：実際に数えた積和との比。"},
        .source = {"Luna (2021), section 3", "Luna (2021)、3 節"},
        .expected = 1,
        .measured = static_cast<double>(scene.run.result.cost.multiplyAdds) /
                    (size * (tied ? 4 * dim : 3 * dim + 2 * width)),
        .tolerance = 1e-12};
}

Claim fewerMultiplyAdds(const LunaScene& scene)
{
    return {.id = "fewer-multiply-adds",
            .kind = Claim::Kind::Paper,
            .relation = Claim::Relation::AtMost,
            .statement = {"Luna takes fewer multiply-adds than softmax attention: as a fraction of those, "
                          "counted where they "
                          "happen.",
                          "Luna の積和は softmax より少ない：softmax の積和に対する比（実行箇所で計数）。"},
            .source = {"Luna (2021), abstract", "Luna (2021)、概要"},
            .expected = 1,
            .measured = static_cast<double>(scene.run.result.cost.multiplyAdds) /
                        static_cast<double>(scene.exact.cost.multiplyAdds),
            .remark = {"4 n l d stands against 2 n² d: Luna pays off from n = 2l tokens on; causal, where "
                       "softmax needs half, "
                       "from 4l.",
                       "4nld と 2n²d を比べると、Luna が有利になるのは n = 2l からである。softmax "
                       "が半分で済む因果的な場合は "
                       "4l からになる。"}};
}

Claim approximatesSoftmax(const LunaScene& scene, double error)
{
    return {.id = "approximates-softmax",
            .kind = Claim::Kind::Paper,
            .relation = Claim::Relation::AtMost,
            .statement =
                text("With {0} slots the outputs are those of softmax: relative error.",
                     "スロット {0} 個での出力は softmax の出力に近い：相対誤差。", scene.places.rows.rows()),
            .source = {"Luna (2021), abstract (approximates softmax attention)",
                       "Luna (2021)、概要（softmax の近似）"},
            .expected = 0.1,
            .measured = error,
            .remark = {"No bound stands behind it: slots that are few, or not where the keys are, give other "
                       "outputs. The paper "
                       "learns the slots and trains around them.",
                       "誤差の保証はない。スロットが少ないか、キーのある場所になければ、出力は別のものになる"
                       "。論文ではスロット"
                       "も学習し、それに合わせて全体を訓練する。"}};
}

void addReadouts(const LunaScene& scene, double error, Figure& figure)
{
    const auto readout = [&](std::string id, Text label, double value) {
        figure.readouts.push_back({.id = std::move(id), .label = std::move(label), .value = value});
    };
    readout("relative-error", {"Relative error of the outputs", "出力の相対誤差"}, error);
    readout("multiply-adds", {"Multiply-adds", "積和の数"},
            static_cast<double>(scene.run.result.cost.multiplyAdds));
    readout("multiply-adds-slots", {"Multiply-adds that found the slots", "スロットを求めた積和の数"},
            static_cast<double>(scene.places.cost.multiplyAdds));
    readout("multiply-adds-exact", {"Multiply-adds, softmax", "積和の数（softmax）"},
            static_cast<double>(scene.exact.cost.multiplyAdds));
}

Status addClaims(const LunaScene& scene, double error, Figure& figure, const RunContext& context)
{
    if (scene.problem().causal) {
        const Result<Claim> ignores = ignoresWhatComesLater(scene, context);
        if (!ignores)
            return ignores.error();
        figure.claims.insert(figure.claims.end(), {*ignores, causalByPairs(scene)});
    } else {
        figure.claims.push_back(rowsSumToOne(scene));
    }
    figure.claims.insert(figure.claims.end(), {outputsAreWeighted(scene), countedMultiplyAdds(scene),
                                               fewerMultiplyAdds(scene), approximatesSoftmax(scene, error)});
    return Done{};
}

} // namespace

Status addLunaMatrices(const LunaScene& scene, Figure& figure, const RunContext& context)
{
    const auto wants = [&](std::string_view id) { return scene.request.wants(id); };
    if (wants("pack"))
        figure.panels.push_back(packPanel(scene));
    if (wants("unpack"))
        figure.panels.push_back(unpackPanel(scene));
    if (wants("effective"))
        figure.panels.push_back(effectivePanel(scene));
    if (wants("softmax"))
        figure.panels.push_back(
            tokenMatrixPanel("softmax", {"Softmax weights of the same input", "同じ入力の softmax の重み"},
                             softmaxWeights(scene.problem()), scene.input.tokens, false));
    if (wants("output"))
        figure.panels.push_back(outputPanel(scene));
    const double error = relativeError(scene.run.result.outputs, scene.exact.outputs);
    addReadouts(scene, error, figure);
    return addClaims(scene, error, figure, context);
}

} // namespace kaba
