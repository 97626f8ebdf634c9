// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_measures.h"
#include "core/attention/attention_panels.h"
#include "core/attention/exact_attention.h"
#include "core/attention/luna_params.h"
#include "core/attention/luna_scene.h"
#include "core/attention/sweeps.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>
#include <limits>

namespace kaba {
namespace {

constexpr int kMostSlots = 256;
constexpr Eigen::Index kMostForSpectrum = 512;
constexpr Eigen::Index kMostTimedDim = 64;

Attender attenderWith(const LunaSettings& settings, LunaSlots kind, std::string id, Text name)
{
    return {.id = std::move(id),
            .name = std::move(name),
            .attend = [settings, kind](const AttentionProblem& problem, int count,
                                       const RunContext& context) -> Result<AttentionResult> {
                const Result<SlotSet> places = lunaSlots(problem, kind, count, settings.seed, context);
                if (!places)
                    return places.error();
                Result<LunaRun> run = lunaAttention(problem, places->rows, settings.values, context);
                if (!run)
                    return run.error();
                run->result.cost += places->cost;
                return std::move(run->result);
            }};
}

/// Causal attention takes noise alone.
std::vector<Attender> attendersOf(const LunaScene& scene)
{
    std::vector<Attender> attenders;
    constexpr std::pair<LunaSlots, std::string_view> kKinds[] = {
        {LunaSlots::Rows, "rows"}, {LunaSlots::Normal, "normal"}, {LunaSlots::KMeans, "k-means"}};
    for (const auto& [kind, id] : kKinds)
        if (!scene.problem().causal || kind == LunaSlots::Normal)
            attenders.push_back(attenderWith(scene.settings, kind, std::string(id), lunaSlotsName(kind)));
    return attenders;
}

/// Multiply-adds, memory and, where asked for, time of softmax and of Luna with the slots chosen.
Result<std::vector<TokensSweep>> costsOf(const LunaScene& scene, Clock clock, const RunContext& context)
{
    const Attender attenders[] = {
        {"softmax",
         {"softmax", "softmax"},
         [](const AttentionProblem& problem, int, const RunContext& inner) {
             return exactAttention(problem, inner);
         }},
        attenderWith(scene.settings, scene.settings.kind, "luna",
                     text("Luna, l = {}", "Luna（l = {}）", scene.settings.slotCount))};
    const std::vector<int> tokens = doublingFrom(256, 2048);
    const auto make = [&](int count) {
        AttentionProblem problem = normalProblem(count, std::min(scene.problem().dim(), kMostTimedDim));
        problem.causal = scene.problem().causal;
        if (scene.settings.values == LunaValues::Tied)
            problem.values = problem.keys;
        return problem;
    };
    std::vector<TokensSweep> sweeps;
    for (const Attender& attender : attenders) {
        Result<TokensSweep> sweep =
            costAgainstTokens(attender, make, scene.settings.slotCount, tokens, clock, context);
        if (!sweep)
            return sweep.error();
        sweeps.push_back(*std::move(sweep));
    }
    return sweeps;
}

Claim slopeClaim(std::string id, Text statement, double expected, double tolerance, double measured,
                 bool timed)
{
    return {
        .id = std::move(id),
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::Equal,
        .statement = std::move(statement),
        .source = {"Luna (2021), abstract (linear time and space)",
                   "Luna (2021)、概要（線形の時間とメモリ）"},
        .expected = expected,
        .measured = measured,
        .tolerance = tolerance,
        .timed = timed,
        .remark = {
            "Fitted from 256 to 2048 tokens. A busy machine bends times, and with few tokens what does not "
            "grow "
            "still shows.",
            "256 から 2048 トークンでの当てはめである。ほかの処理が動いていると時間は乱れ、トークンが少ないと"
            "増えない部分の影響が残る。"}};
}

void addSlopes(const std::vector<TokensSweep>& sweeps, Growth what, Figure& figure)
{
    const bool timed = what == Growth::Milliseconds;
    const std::string prefix = timed ? "time" : "multiply-adds";
    const Text quantity = timed ? Text{"time", "時間"} : Text{"multiply-adds", "積和の数"};
    figure.claims.push_back(
        slopeClaim(prefix + "-of-luna-linear",
                   text("Luna's {0} against the tokens: fitted power of n.",
                        "トークン数に対する Luna の{1}：当てはめた n の指数。", quantity.en, quantity.ja),
                   1, 0.2, sweeps.back().slope(what), timed));
    figure.claims.push_back(
        slopeClaim(prefix + "-of-softmax-quadratic",
                   text("Softmax's {0} against the tokens: fitted power of n.",
                        "トークン数に対する softmax の{1}：当てはめた n の指数。", quantity.en, quantity.ja),
                   2, 0.25, sweeps.front().slope(what), timed));
}

Layer spectrumLayer(std::string id, Text label, Samples values, Role role)
{
    const double floor = std::numeric_limits<double>::epsilon() / 10 * values.front();
    for (double& value : values)
        value = std::max(value, floor);
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Line{RegularGrid{1, 1, values.size()}, std::move(values)},
            .role = role};
}

Panel spectrumPanel(const LunaScene& scene, const Samples& luna)
{
    const auto count = static_cast<double>(scene.places.rows.rows());
    return {.id = "spectrum",
            .title = scene.problem().causal
                         ? Text{"Causal attention through slots is not of low rank",
                                "因果的な場合は低ランクではない"}
                         : text("After {0} values E has nothing left", "E の特異値は {0} 個で尽きる", count),
            .x = {.label = {"index", "番号"}},
            .y = {.label = {"singular value", "特異値"}, .kind = Axis::Kind::Log},
            .layers = {spectrumLayer("luna", {"E of Luna", "Luna の E"}, luna, Role::Output),
                       spectrumLayer("softmax", {"softmax", "softmax"},
                                     singularValues(softmaxWeights(scene.problem())), Role::Reference),
                       {.id = "slots",
                        .label = {"slots l", "スロット数 l"},
                        .data = Rule{Rule::Axis::X, count},
                        .role = Role::Accent}}};
}

Claim rankClaim(const LunaScene& scene, const Samples& values)
{
    const auto count = static_cast<std::size_t>(scene.places.rows.rows());
    const double next = count < values.size() ? values[count] / values.front() : 0;
    return identityClaim("rank-is-at-most-the-slots",
                         {"E has at most l singular values that are not 0: the next one over the first.",
                          "E の 0 でない特異値は l 個以下である：その次と最大のものの比。"},
                         {"Luna (2021), section 3", "Luna (2021)、3 節"}, 1e-12, next);
}

} // namespace

Status addLunaError(const LunaScene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.request.wants("error"))
        return Done{};
    const int most = static_cast<int>(std::min<Eigen::Index>(kMostSlots, scene.problem().tokens()));
    const std::vector<int> budgets = doublingFrom(std::min(2, most), most);
    std::vector<BudgetSweep> sweeps;
    for (const Attender& attender : attendersOf(scene)) {
        Result<BudgetSweep> sweep =
            errorAgainstBudget(attender, scene.problem(), scene.exact.outputs, budgets, context);
        if (!sweep)
            return sweep.error();
        sweeps.push_back(*std::move(sweep));
    }
    Panel panel = errorAgainstBudgetPanel("error", sweeps);
    panel.title = {"Error of the outputs against the slots", "スロット数に対する出力の誤差"};
    panel.x.label = {"slots l", "スロット数 l"};
    figure.panels.push_back(std::move(panel));
    return Done{};
}

Status addLunaDepth(const LunaScene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.request.wants("depth"))
        return Done{};
    Panel panel{.id = "depth",
                .title = {"How far a stack with slots strays from one with softmax",
                          "層を重ねたときの softmax とのずれ"},
                .x = {.label = {"layer", "層"}},
                .y = {.label = {"relative difference of the tokens", "トークンの相対差"}}};
    if (scene.settings.values != LunaValues::Tied) {
        panel.note = {"Layers follow each other where the values are the keys: switch that on.",
                      "層を重ねるには「値をキーと共有」を有効にしてください。"};
        figure.panels.push_back(std::move(panel));
        return Done{};
    }
    const Result<std::vector<double>> drift = driftOfLuna(scene.first, kMostLunaLayers, context);
    if (!drift)
        return drift.error();
    panel.layers = {{.id = "drift",
                     .label = {"Luna against softmax", "Luna と softmax の差"},
                     .data = Stems{RegularGrid{1, 1, drift->size()}, *drift},
                     .role = Role::Error}};
    figure.panels.push_back(std::move(panel));
    return Done{};
}

Status addLunaSpectrum(const LunaScene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.request.wants("spectrum"))
        return Done{};
    if (context.stopRequested())
        return RunContext::cancelled();
    if (scene.problem().tokens() > kMostForSpectrum) {
        figure.panels.push_back(
            {.id = "spectrum",
             .title = {"Singular values of E", "E の特異値"},
             .note =
                 text("Singular values are computed for at most {} tokens: lower tokens.",
                      "特異値は {} トークンまで計算します。tokens を下げてください。", kMostForSpectrum)});
        return Done{};
    }
    const Samples values = singularValues(scene.effective);
    if (context.stopRequested())
        return RunContext::cancelled();
    figure.panels.push_back(spectrumPanel(scene, values));
    if (!scene.problem().causal)
        figure.claims.push_back(rankClaim(scene, values));
    return Done{};
}

Status addLunaCost(const LunaScene& scene, Figure& figure, const RunContext& context)
{
    const Request& request = scene.request;
    const bool timed = request.timings && request.wants("time");
    if (!timed && !request.wants("multiply-adds") && !request.wants("memory"))
        return Done{};
    const Result<std::vector<TokensSweep>> sweeps =
        costsOf(scene, timed ? Clock::Milliseconds : Clock::None, context);
    if (!sweeps)
        return sweeps.error();
    if (request.wants("multiply-adds")) {
        figure.panels.push_back(growthPanel("multiply-adds", *sweeps, Growth::MultiplyAdds));
        addSlopes(*sweeps, Growth::MultiplyAdds, figure);
    }
    if (request.wants("memory"))
        figure.panels.push_back(growthPanel("memory", *sweeps, Growth::Numbers));
    if (timed) {
        figure.panels.push_back(growthPanel("time", *sweeps, Growth::Milliseconds));
        addSlopes(*sweeps, Growth::Milliseconds, figure);
    }
    return Done{};
}

} // namespace kaba
