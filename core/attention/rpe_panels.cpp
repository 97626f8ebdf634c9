// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/rpe_panels.h"

#include "core/attention/attention_measures.h"
#include "core/attention/attention_panels.h"
#include "core/attention/exact_attention.h"
#include "core/attention/sweeps.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr Eigen::Index kSample = 64;       ///< tokens on which errors are averaged
constexpr Eigen::Index kMostForRank = 128; ///< tokens of the singular values

Panel emptyMap(const std::string& id, Text title)
{
    return {.id = id,
            .title = std::move(title),
            .x = {.label = {"key", "キー"}},
            .y = {.label = {"query", "クエリ"}},
            .note = text("Maps are drawn for at most {} tokens: lower tokens.",
                         "行列の図は {} トークンまでです。tokens を下げてください。", kMostForMaps)};
}

std::vector<Panel> mapPanels(const RpeScene& scene)
{
    const bool fits = scene.settings.tokens <= kMostForMaps;
    std::vector<Panel> panels;
    const bool any =
        scene.request.wants("exact") || scene.request.wants("estimate") || scene.request.wants("difference");
    Eigen::MatrixXd exact;
    Eigen::MatrixXd estimate;
    if (any && fits) {
        exact = softmaxWeights(scene.target);
        estimate = rpeWeights(scene.features, scene.problem);
    }
    const auto add = [&](const std::string& id, Text title, const Eigen::MatrixXd& map, bool isDifference) {
        if (!scene.request.wants(id))
            return;
        panels.push_back(fits ? tokenMatrixPanel(id, std::move(title), map, {}, isDifference)
                              : emptyMap(id, std::move(title)));
        if (fits && !isDifference) // one scale for both
            std::get<Heatmap>(panels.back().layers.front().data).range =
                Interval{0, std::max(exact.maxCoeff(), estimate.maxCoeff())};
    };
    add("exact", {"Exact softmax with the bias", "バイアス付きの厳密な softmax"}, exact, false);
    add("estimate", text("Estimate from {} features", "{} 個の特徴による推定", scene.settings.features),
        estimate, false);
    add("difference", {"Estimate minus exact", "推定 − 厳密"}, estimate - exact, true);
    return panels;
}

Panel biasPanel(const RpeScene& scene)
{
    const double first = 1 - static_cast<double>(scene.settings.tokens);
    Samples bias = scene.problem.bias;
    return {.id = "bias",
            .title = {"Bias by offset: one number for each diagonal",
                      "位置の差ごとのバイアス：対角線ごとに 1 つ"},
            .x = {.label = {"offset δ = key − query", "位置の差 δ = キー − クエリ"}},
            .y = {.label = {"b(δ)", "b(δ)"}},
            .layers = {{.id = "bias",
                        .label = {"bias", "バイアス"},
                        .data = Line{RegularGrid{first, 1, bias.size()}, std::move(bias)},
                        .role = Role::Input}}};
}

RpeSettings sampleOf(const RpeScene& scene)
{
    RpeSettings sample = scene.settings;
    sample.tokens = std::min(sample.tokens, kSample);
    return sample;
}

Axis errorAxis()
{
    return {.label = {"mean row error Σ|Â − A|", "行ごとの誤差 Σ|Â − A| の平均"}, .kind = Axis::Kind::Log};
}

Layer curve(std::string id, Text label, Samples x, Samples y, Role role)
{
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Line{std::move(x), std::move(y)},
            .role = role};
}

Text lengthsName(Lengths lengths, double norm)
{
    if (lengths == Lengths::Normalised)
        return {"unit queries and keys", "単位長のクエリとキー"};
    return text("of length {:.2g}", "長さ {:.2g}", norm);
}

Result<Panel> errorBudgetPanel(const RpeScene& scene, const RunContext& context)
{
    Panel panel{.id = "error-budget",
                .title = {"More features, error down by the root", "誤差は特徴数の平方根に反比例"},
                .x = {.label = {"features m", "特徴の数 m"}, .kind = Axis::Kind::Log},
                .y = errorAxis()};
    double last = 0; // of the normalised curve
    Samples counts;
    for (const Lengths lengths : {Lengths::Normalised, Lengths::Kept}) {
        RpeSettings settings = sampleOf(scene);
        settings.lengths = lengths;
        Samples errors;
        counts.clear();
        for (const int count : doublingFrom(4, 1024)) {
            if (context.stopRequested())
                return RunContext::cancelled();
            settings.features = count;
            counts.push_back(count);
            errors.push_back(rpeError(settings));
        }
        if (last == 0)
            last = errors.back();
        const bool isUnit = lengths == Lengths::Normalised;
        panel.layers.push_back(curve(isUnit ? "normalised" : "kept", lengthsName(lengths, settings.norm),
                                     counts, std::move(errors), isUnit ? Role::Output : Role::Error));
    }
    Samples root;
    for (const double count : counts)
        root.push_back(last * std::sqrt(counts.back() / count));
    panel.layers.push_back(curve("root", {"slope −½", "傾き −½"}, counts, std::move(root), Role::Reference));
    return panel;
}

Result<Panel> errorNormPanel(const RpeScene& scene, const RunContext& context)
{
    Samples norms;
    Samples errors;
    Samples deviations;
    RpeSettings settings = sampleOf(scene);
    settings.lengths = Lengths::Kept;
    for (int halves = -4; halves <= 4; ++halves) {
        if (context.stopRequested())
            return RunContext::cancelled();
        settings.norm = std::exp2(halves / 2.0);
        norms.push_back(settings.norm);
        errors.push_back(rpeError(settings));
        deviations.push_back(std::sqrt(
            featureVariance(settings.kind, 0, 2 * settings.norm * settings.norm, settings.features)));
    }
    settings.lengths = Lengths::Normalised;
    Samples unit(norms.size(), rpeError(settings));
    return Panel{
        .id = "error-norm",
        .title = {"Long queries and keys: the variance explodes", "長いクエリとキーでは分散が急増する"},
        .x = {.label = {"length R of queries and keys", "クエリとキーの長さ R"}, .kind = Axis::Kind::Log},
        .y = {.label = {"error of a row, deviation of an entry", "行の誤差・要素の標準偏差"},
              .kind = Axis::Kind::Log},
        .layers = {
            curve("kept", {"error with length R", "長さ R での誤差"}, norms, std::move(errors), Role::Error),
            curve("normalised", {"error, normalised", "正規化した場合の誤差"}, norms, std::move(unit),
                  Role::Output),
            curve("deviation", {"relative deviation, q ⊥ k", "相対標準偏差（q ⊥ k）"}, norms,
                  std::move(deviations), Role::Reference)}};
}

std::vector<Attender> attendersOf(const RpeSettings& settings)
{
    const auto features = [settings](const AttentionProblem& problem, int budget) {
        return rpeFeatures(problem, settings.lengths, settings.kind, budget, settings.seed);
    };
    return {{.id = "fft",
             .name = {"by FFT", "FFT"},
             .attend = [features](const AttentionProblem& problem, int budget,
                                  const RunContext& context) -> Result<AttentionResult> {
                 Result<RpeResult> result = rpeByFft(features(problem, budget), problem, context);
                 if (!result)
                     return result.error();
                 return std::move(result->attention);
             }},
            {.id = "pairs",
             .name = {"by all pairs", "全対"},
             .attend = [features](const AttentionProblem& problem, int budget, const RunContext& context) {
                 return rpeByPairs(features(problem, budget), problem, context);
             }}};
}

/// As many tokens as a sweep of a second allows, by FFT and by all pairs.
int longestOf(const RpeScene& scene)
{
    constexpr double kMostProducts = 2.4e6;
    constexpr double kMostPairs = 4e8;
    const auto features = static_cast<double>(scene.settings.features);
    const auto dim = static_cast<double>(scene.settings.dim);
    int longest = 256;
    const auto allows = [&](double tokens) {
        return features * (dim + 1) * tokens <= kMostProducts &&
               (features + dim + 2) * tokens * tokens <= kMostPairs;
    };
    while (longest < 4096 && allows(2 * longest))
        longest *= 2;
    return longest;
}

Text crossoverNote(const std::vector<TokensSweep>& sweeps, Growth what)
{
    for (std::size_t i = 0; i < sweeps[0].points.size(); ++i)
        if (sweeps[0].points[i].value(what) < sweeps[1].points[i].value(what))
            return text("FFT takes less from {} tokens on.", "FFT の方が少なくなるのは {} トークンからです。",
                        sweeps[0].points[i].tokens);
    return text("Up to {} tokens all pairs take less than FFT.",
                "{} トークンまでは全対の方が FFT より少なくて済みます。", sweeps[0].points.back().tokens);
}

Result<std::vector<TokensSweep>> costSweeps(const RpeScene& scene, Clock clock, const RunContext& context)
{
    const std::vector<int> tokens = doublingFrom(32, longestOf(scene));
    const ProblemOf problemOf = [&](int count) {
        RpeSettings settings = scene.settings;
        settings.tokens = count;
        return rpeProblem(settings);
    };
    std::vector<TokensSweep> sweeps;
    for (const Attender& attender : attendersOf(scene.settings)) {
        Result<TokensSweep> sweep =
            costAgainstTokens(attender, problemOf, scene.settings.features, tokens, clock, context);
        if (!sweep)
            return sweep.error();
        sweeps.push_back(*std::move(sweep));
    }
    return sweeps;
}

Status addCostPanels(const RpeScene& scene, const RunContext& context, std::vector<Panel>& panels)
{
    const bool timed = scene.request.timings && scene.request.wants("time");
    if (!timed && !scene.request.wants("cost"))
        return Done{};
    const auto sweeps = costSweeps(scene, timed ? Clock::Milliseconds : Clock::None, context);
    if (!sweeps)
        return sweeps.error();
    const auto add = [&](const std::string& id, Growth what) {
        panels.push_back(growthPanel(id, *sweeps, what));
        panels.back().note = crossoverNote(*sweeps, what);
    };
    if (scene.request.wants("cost"))
        add("cost", Growth::MultiplyAdds);
    if (timed)
        add("time", Growth::Milliseconds);
    return Done{};
}

Layer spectrumLayer(std::string id, Text label, const Eigen::MatrixXd& logits, Role role)
{
    Samples values = singularValues(logits);
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Line{RegularGrid{1, 1, values.size()}, std::move(values)},
            .role = role};
}

Panel spectrumPanel(const RpeScene& scene)
{
    return {.id = "spectrum",
            .title = {"The bias gives the logits full rank", "バイアスによりロジットはフルランクになる"},
            .x = {.label = {"index", "番号"}},
            .y = {.label = {"singular value σ", "特異値 σ"}, .kind = Axis::Kind::Log},
            .layers = {spectrumLayer("biased", {"QKᵀ + B", "QKᵀ + B"}, rpeLogits(scene, true), Role::Output),
                       spectrumLayer("plain", {"QKᵀ", "QKᵀ"}, rpeLogits(scene, false), Role::Reference)}};
}

} // namespace

Eigen::MatrixXd rpeLogits(const RpeScene& scene, bool withBias)
{
    RpeSettings settings = scene.settings;
    settings.tokens = std::min(settings.tokens, kMostForRank);
    settings.causal = false;
    AttentionProblem problem = rpeTarget(rpeProblem(settings), settings.lengths);
    if (!withBias)
        problem.bias.clear();
    return attentionLogits(problem);
}

Result<std::vector<Panel>> rpePanels(const RpeScene& scene, const RunContext& context)
{
    std::vector<Panel> panels = mapPanels(scene);
    if (scene.request.wants("bias"))
        panels.push_back(biasPanel(scene));
    if (scene.request.wants("spectrum"))
        panels.push_back(spectrumPanel(scene));
    const auto add = [&](Result<Panel> panel) {
        const bool made = panel.has_value();
        if (made)
            panels.push_back(*std::move(panel));
        return made;
    };
    if (scene.request.wants("error-budget") && !add(errorBudgetPanel(scene, context)))
        return RunContext::cancelled();
    if (scene.request.wants("error-norm") && !add(errorNormPanel(scene, context)))
        return RunContext::cancelled();
    if (Status costs = addCostPanels(scene, context, panels); !costs)
        return costs.error();
    return panels;
}

} // namespace kaba
