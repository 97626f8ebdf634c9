// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_controls.h"
#include "core/attention/attention_panels.h"
#include "core/attention/exact_attention.h"
#include "core/attention/heads_and_layers.h"
#include "core/attention/mechanism.h"
#include "core/attention/token_links.h"
#include "core/base/demo.h"
#include "core/base/number_text.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <iterator>

namespace kaba {
namespace {

constexpr int kMostTokens = 4096;
constexpr Eigen::Index kMostForSpectrum = 512;
constexpr int kShownHeads = 4;
constexpr std::string_view kExactId = "softmax";

constexpr IntParam kTokens = tokensParam(kMostTokens, 64);
constexpr std::string_view kMechanismId = "mechanism";
constexpr IntParam kToken{
    .id = "token",
    .label = {"Token", "トークン"},
    .min = 0,
    .max = kMostTokens - 1,
    .initial = 0,
    .help = {"The token of the profile, counted from 0; past the end: the last.",
             "断面を描くトークンの番号です（0 から。範囲外なら最後のもの）。"},
};

const Mechanism& mechanismOf(const ParameterSet& values)
{
    return allMechanisms()[static_cast<std::size_t>(std::get<int>(values.value(kMechanismId)))];
}
bool takesBudget(const ParameterSet& values) { return !mechanismOf(values).budget.en.empty(); }

constexpr IntParam kBudget = budgetParam(kMostTokens, 32, takesBudget);

std::span<const Option> mechanismOptions()
{
    static const std::vector<Option> kOptions = [] {
        std::vector<Option> options;
        for (const Mechanism& mechanism : allMechanisms())
            options.push_back({mechanism.id, mechanism.name});
        return options;
    }();
    return kOptions;
}

std::vector<Parameter> parametersOf()
{
    std::vector<Parameter> all = attentionSourceParameters(kTokens, AttentionSource::Text);
    all.insert(all.end(), {kHead, kCausal, kTemperature, kDistance,
                           ChoiceParam{.id = kMechanismId,
                                       .label = {"Mechanism", "注意の方式"},
                                       .options = mechanismOptions(),
                                       .help = {"Exact, or the approximation of a paper.",
                                                "厳密な計算、または論文の近似です。"}},
                           kBudget, kToken, kLayers});
    for (const Mechanism& mechanism : allMechanisms())
        all.insert(all.end(), mechanism.parameters.begin(), mechanism.parameters.end());
    return all;
}

/// All that the panels read.
struct Scene {
    const Request& request;
    const Mechanism& mechanism;
    AttentionInput input;
    AttentionResult exact, found;
    Eigen::MatrixXd weights;       ///< exact
    Eigen::MatrixXd approximation; ///< empty where no panel wants it
};

/// Claims, readouts and panels of what only some panels need.
struct Extras {
    std::vector<Panel> panels;
    std::vector<Readout> readouts;
    std::vector<Claim> claims;
};

double worstRowSum(const Eigen::MatrixXd& weights)
{
    return (weights.rowwise().sum().array() - 1).abs().maxCoeff();
}

void addSpectrum(const Scene& scene, Extras& extras)
{
    if (!scene.request.wants("spectrum"))
        return;
    if (scene.weights.rows() > kMostForSpectrum) {
        extras.panels.push_back(spectrumPanel({}));
        extras.panels.back().note =
            text("Singular values are computed for at most {} tokens: lower tokens.",
                 "特異値は {} トークンまで計算します。tokens を下げてください。", kMostForSpectrum);
        return;
    }
    std::vector<NamedSpectrum> spectra{{"exact", {"exact", "厳密"}, singularValues(scene.weights)}};
    extras.readouts.push_back({.id = "effective-rank",
                               .label = {"Effective rank, exact", "有効ランク（厳密）"},
                               .value = effectiveRank(spectra.front().values)});
    if (scene.approximation.size() > 0 && scene.mechanism.id != kExactId) {
        spectra.push_back({"approximation", scene.mechanism.name, singularValues(scene.approximation)});
        extras.readouts.push_back({.id = "effective-rank-approximation",
                                   .label = {"Effective rank, mechanism", "有効ランク（選んだ方式）"},
                                   .value = effectiveRank(spectra.back().values)});
    }
    extras.panels.push_back(spectrumPanel(spectra));
}

Status addRollout(const Scene& scene, Extras& extras, const RunContext& context)
{
    if (!scene.request.wants("rollout"))
        return Done{};
    const int layers = scene.request.values[kLayers];
    const Text title = text("Attention rollout over {} layers of random weights",
                            "乱数の重みによる {} 層のアテンション・ロールアウト", layers);
    if (scene.weights.rows() > kMostForRollout) {
        extras.panels.push_back(
            {.id = "rollout",
             .title = title,
             .note = text("The rollout is computed for at most {} tokens: lower tokens.",
                          "ロールアウトは {} トークンまで計算します。tokens を下げてください。",
                          kMostForRollout)});
        return Done{};
    }
    const Result<Eigen::MatrixXd> rollout = rolloutOf(scene.request, context);
    if (!rollout)
        return rollout.error();
    extras.panels.push_back(tokenMatrixPanel("rollout", title, *rollout, scene.input.tokens, false));
    extras.claims.push_back(identityClaim(
        "rollout-is-an-average",
        {"The rows of the rollout sum to 1, whatever the layers: the largest deviation.",
         "ロールアウトの各行の和は、層によらず 1 である：最大のずれ。"},
        {"Abnar and Zuidema (2020), “Attention rollout”", "Abnar・Zuidema (2020)、Attention rollout の節"},
        1e-12, worstRowSum(*rollout)));
    return Done{};
}

Status addHeads(const Scene& scene, Extras& extras, const RunContext& context)
{
    for (int head = 0; head < kShownHeads; ++head) {
        const std::string id = fmt::format("head-{}", head + 1);
        if (!scene.request.wants(id))
            continue;
        if (context.stopRequested())
            return RunContext::cancelled();
        const Result<Eigen::MatrixXd> weights = weightsOfHead(scene.request, head);
        if (!weights)
            return weights.error();
        extras.panels.push_back(
            tokenMatrixPanel(id, text("Exact weights of head {}", "ヘッド {} の厳密な重み", head + 1),
                             *weights, scene.input.tokens, false));
    }
    return Done{};
}

Result<Extras> extrasOf(const Scene& scene, const RunContext& context)
{
    Extras extras;
    addSpectrum(scene, extras);
    for (auto* add : {addRollout, addHeads})
        if (Status done = add(scene, extras, context); !done)
            return done.error();
    return extras;
}

std::vector<Panel> panelsOf(const Scene& scene)
{
    const std::vector<std::string>& tokens = scene.input.tokens;
    const auto wants = [&](std::string_view id) { return scene.request.wants(id); };
    std::vector<Panel> panels;
    if (wants("weights"))
        panels.push_back(tokenMatrixPanel("weights", {"Exact softmax weights", "厳密な softmax の重み"},
                                          scene.weights, tokens, false));
    if (wants("approximation"))
        panels.push_back(tokenMatrixPanel("approximation",
                                          text("Weights by {0}", "{0} の重み", scene.mechanism.name.en),
                                          scene.approximation, tokens, false));
    if (wants("difference"))
        panels.push_back(tokenMatrixPanel("difference", {"Approximation minus exact", "近似 − 厳密"},
                                          scene.approximation - scene.weights, tokens, true));
    const Eigen::Index token = std::min<Eigen::Index>(scene.request.values[kToken], scene.weights.rows() - 1);
    if (wants("links"))
        panels.push_back(linksPanel(scene.weights, tokens, token));
    if (wants("profile"))
        panels.push_back(profilePanel(scene.weights, token, tokens));
    if (wants("entropy"))
        panels.push_back(entropyPanel(scene.weights, scene.input.problem.causal));
    if (wants("output"))
        panels.push_back(outputsPanel(scene.exact.outputs, scene.found.outputs, scene.mechanism.name));
    return panels;
}

std::vector<Claim> claimsOf(const Scene& scene)
{
    std::vector<Claim> claims{
        identityClaim(
            "rows-sum-to-one",
            {"Each token's weights sum to 1: the largest deviation.",
             "各トークンの重みの和は 1 である：最大のずれ。"},
            {"Attention Is All You Need (2017), section 3.2.1", "Attention Is All You Need (2017)、3.2.1 節"},
            1e-12, worstRowSum(scene.weights)),
        identityClaim("without-the-matrix",
                      {"Blocks with a running softmax give what the whole matrix gives: relative difference.",
                       "ブロックごとの逐次 softmax は行列全体による計算に等しい：相対差。"},
                      {"Online softmax (Milakov and Gimelshein, 2018)",
                       "オンライン softmax（Milakov・Gimelshein, 2018）"},
                      1e-12, relativeError(scene.exact.outputs, scene.weights * scene.input.problem.values))};
    claims.push_back(
        {.id = "fewer-multiply-adds",
         .kind = Claim::Kind::Paper,
         .relation = Claim::Relation::AtMost,
         .statement =
             {"The mechanism takes no more multiply-adds than exact attention: as a fraction of "
              "those, counted where they happen.",
              "この方式の積和は厳密な注意より多くない：厳密な計算の積和に対する比（実行箇所で計数）。"},
         .source = {"The paper of the mechanism", "各方式の論文"},
         .expected = 1,
         .measured = static_cast<double>(scene.found.cost.multiplyAdds) /
                     static_cast<double>(scene.exact.cost.multiplyAdds),
         .remark = {"A linear method pays off beyond a number of tokens that grows with its budget.",
                    "線形の方式が有利になるのは、予算に応じたトークン数を超えてからです。"}});
    return claims;
}

std::vector<Readout> readoutsOf(const Scene& scene)
{
    const Samples entropies = rowEntropies(scene.weights);
    double mean = 0;
    for (const double entropy : entropies)
        mean += entropy / static_cast<double>(entropies.size());
    return {{.id = "relative-error",
             .label = {"Relative error of the outputs", "出力の相対誤差"},
             .value = relativeError(scene.found.outputs, scene.exact.outputs)},
            {.id = "multiply-adds",
             .label = {"Multiply-adds", "積和の数"},
             .value = static_cast<double>(scene.found.cost.multiplyAdds)},
            {.id = "multiply-adds-exact",
             .label = {"Multiply-adds, exact", "積和の数（厳密）"},
             .value = static_cast<double>(scene.exact.cost.multiplyAdds)},
            {.id = "mean-entropy",
             .label = {"Mean entropy of a row", "行の平均エントロピー"},
             .value = mean,
             .unit = "nats"}};
}

/// What differs where a mechanism does not stand in for softmax.
void addTargetTo(Figure& figure, const Scene& scene)
{
    if (!scene.mechanism.target)
        return;
    const AttentionProblem& problem = scene.input.problem;
    figure.notices.push_back(
        text("{0} approximates a kernel of its own, not softmax: the figure holds it against softmax, one "
             "number below against its own target.",
             "{1} が近似するのは softmax ではなく独自のカーネルである。図は softmax との比較であり、"
             "本来の目標に対する誤差は下の数値に示す。",
             scene.mechanism.name.en, scene.mechanism.name.ja));
    figure.readouts.push_back(
        {.id = "error-to-target",
         .label = {"Relative error against its own target", "本来の目標に対する相対誤差"},
         .value =
             relativeError(scene.found.outputs, targetWeights(scene.mechanism, problem) * problem.values)});
}

Text conventionOf(const Scene& scene)
{
    return text("Weights are softmax(QKᵀ/(T√d) + bias), row by row, T = {0}; input: {1}.",
                "重みは行ごとの softmax(QKᵀ/(T√d) + バイアス)、T = {0}。入力：{2}。",
                shortest(scene.input.problem.temperature), scene.input.label.en, scene.input.label.ja);
}

bool wantsApproximation(const Request& request)
{
    return request.wants("approximation") || request.wants("difference") || request.wants("spectrum");
}

Status approximate(Scene& scene, const RunContext& context)
{
    const MechanismSettings settings{scene.request.values, scene.request.values[kBudget], scene.request.seed};
    Result<AttentionResult> found = scene.mechanism.attend(scene.input.problem, settings, context);
    if (!found)
        return found.error();
    scene.found = *std::move(found);
    if (!wantsApproximation(scene.request))
        return Done{};
    Result<Eigen::MatrixXd> weights =
        effectiveWeights(scene.mechanism, scene.input.problem, settings, context);
    if (!weights)
        return weights.error();
    scene.approximation = *std::move(weights);
    return Done{};
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    Result<AttentionInput> input = attentionInputOf(request);
    if (!input)
        return input.error();
    const Mechanism& mechanism = mechanismOf(request.values);
    if (input->problem.causal && !mechanism.servesCausal)
        return Error{Error::Kind::CannotCompute,
                     text("{0} has no causal form: switch causal off, or choose another mechanism.",
                          "{0} には因果的な形がありません。causal を切るか、別の方式を選んでください。",
                          mechanism.name.en)};
    if (!context.advance(0, 3))
        return RunContext::cancelled();
    Result<AttentionResult> exact = exactAttention(input->problem, context);
    if (!exact)
        return exact.error();
    if (!context.advance(1, 3))
        return RunContext::cancelled();
    Scene scene{request, mechanism, *std::move(input), *std::move(exact), {}, {}, {}};
    scene.weights = softmaxWeights(scene.input.problem);
    if (!context.advance(2, 3))
        return RunContext::cancelled();
    if (Status done = approximate(scene, context); !done)
        return done.error();
    Result<Extras> extras = extrasOf(scene, context);
    if (!extras)
        return extras.error();
    Figure figure{.panels = panelsOf(scene),
                  .columns = 2,
                  .readouts = readoutsOf(scene),
                  .claims = claimsOf(scene),
                  .convention = conventionOf(scene),
                  .notices = scene.input.notices};
    addTargetTo(figure, scene);
    std::ranges::move(extras->panels, std::back_inserter(figure.panels));
    std::ranges::move(extras->readouts, std::back_inserter(figure.readouts));
    std::ranges::move(extras->claims, std::back_inserter(figure.claims));
    return figure;
}

} // namespace

namespace demos {

Demo attention()
{
    return {.id = "attention",
            .papers = papersWithMechanisms(),
            .title = {"Attention matrices", "注意行列"},
            .summary = {"One input, its exact attention matrix, and what a cheaper mechanism keeps of it.",
                        "一つの入力に対する厳密な注意行列と、軽い方式がそこから残すものを示します。"},
            .parameters = parametersOf(),
            .panels = {{"weights", {"Exact weights", "厳密な重み"}},
                       {"approximation", {"Weights of the mechanism", "選んだ方式の重み"}},
                       {"difference", {"Difference of weights", "重みの差"}},
                       {"links", {"Lines between tokens", "トークン間の線"}},
                       {"profile", {"Row and column of a token", "トークンの行と列"}},
                       {"entropy", {"Entropy per row", "行ごとのエントロピー"}},
                       {"output", {"Outputs", "出力"}},
                       {"spectrum", {"Singular values", "特異値"}},
                       {"rollout", {"Attention rollout", "アテンション・ロールアウト"}},
                       {"head-1", {"Head 1", "ヘッド 1"}},
                       {"head-2", {"Head 2", "ヘッド 2"}},
                       {"head-3", {"Head 3", "ヘッド 3"}},
                       {"head-4", {"Head 4", "ヘッド 4"}}},
            .compute = compute,
            .views = {{{"The exact matrix", "厳密な行列"}, {"weights", "links"}},
                      {{"Rows and columns", "行と列"}, {"weights", "profile", "entropy"}},
                      {{"Against an approximation", "近似との比較"},
                       {"weights", "approximation", "difference", "output"}},
                      {{"Spectrum", "スペクトル"}, {"weights", "spectrum"}},
                      {{"Through the layers", "層を重ねる"}, {"weights", "rollout"}},
                      {{"Four heads", "4 つのヘッド"}, {"head-1", "head-2", "head-3", "head-4"}}}};
}

} // namespace demos
} // namespace kaba
