// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/hippo_comparison_panels.h"

#include "core/math/vector_ops.h"
#include "core/ssm/hippo_comparisons.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace kaba {
namespace {

Text overflowHint()
{
    return {"The state overflows in places: what is missing cannot be shown. Lower step or choose bilinear.",
            "状態が桁あふれする部分は表示できません。step を下げるか bilinear を選んでください。"};
}

Layer recalledLayer(const HippoScene& scene, std::string id, Text label, const Samples& values, Role role)
{
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Line{scene.scale().grid(scene.moment + 1 - values.size(), values.size()), values},
            .role = role};
}

/// Keeps what has exploded from flattening the rest: nothing, or one and a half times the signal either way.
std::optional<Interval> rangeWithin(const HippoScene& scene, double largest)
{
    const double reach = 1.5 * maxAbs(scene.signal.values);
    if (reach == 0 || largest <= 2 * reach)
        return {};
    return Interval{-reach, reach};
}

double largestOf(const Samples& values)
{
    double largest = 0;
    for (const double value : values)
        if (!std::isnan(value))
            largest = std::max(largest, std::abs(value));
    return largest;
}

Panel windowPanel(const HippoScene& scene, const WindowComparison& comparison)
{
    const double largest = std::max(largestOf(comparison.all.values), largestOf(comparison.recent.values));
    Panel panel{.id = "window-against-all",
                .title =
                    text("The last {0} samples: LegT errs by {1:.2g}, LegS by {2:.2g} but holds all {3}",
                         "直近 {0} サンプルの誤差：LegT は {1:.2g}、全 {3} サンプルを保つ LegS は {2:.2g}",
                         comparison.recent.values.size(), comparison.recent.meanSquare,
                         comparison.allInWindow, scene.moment + 1),
                .x = scene.scale().axis(),
                .y = {.label = {"u", "u"}, .range = rangeWithin(scene, largest)}};
    panel.layers.push_back(inputLayer(scene, "input", {"input u", "入力 u"}, 0, scene.moment + 1));
    panel.layers.push_back(recalledLayer(scene, "legs", {"LegS, all of it", "LegS（全体）"},
                                         comparison.all.values, Role::State));
    panel.layers.push_back(recalledLayer(scene, "legt", {"LegT, the window", "LegT（窓）"},
                                         comparison.recent.values, Role::Output));
    if (!allFinite(comparison.all.values) || !allFinite(comparison.recent.values))
        panel.note = overflowHint();
    return panel;
}

const Option& optionOf(const RuleRun& run) { return kRuleOptions[static_cast<std::size_t>(run.rule)]; }

bool anyOverflow(const std::vector<RuleRun>& runs)
{
    return std::ranges::any_of(
        runs, [](const RuleRun& run) { return !allFinite(run.size) || !allFinite(run.recollection.values); });
}

/// One line per rule.
template <class Values>
std::vector<Layer> ruleLayers(const HippoScene& scene, const std::vector<RuleRun>& runs, Values values)
{
    std::vector<Layer> layers;
    for (const RuleRun& run : runs) {
        layers.push_back(recalledLayer(scene, std::string(optionOf(run).id), optionOf(run).label, values(run),
                                       Role::Output));
        layers.back().shade = static_cast<int>(run.rule);
    }
    return layers;
}

Panel rulesPanel(const HippoScene& scene, const std::vector<RuleRun>& runs)
{
    double largest = 0;
    for (const RuleRun& run : runs)
        largest = std::max(largest, largestOf(run.recollection.deviation));
    return {.id = "rules",
            .title = {"What each rule has lost of the history", "各離散化が履歴から失ったもの"},
            .x = scene.scale().axis(),
            .y = {.label = {"reconstruction − input", "復元 − 入力"}, .range = rangeWithin(scene, largest)},
            .layers = ruleLayers(scene, runs, [](const RuleRun& run) { return run.recollection.deviation; }),
            .note = anyOverflow(runs) ? overflowHint() : Text{}};
}

/// The run whose state gets largest; one that overflows beats all.
const RuleRun& wildest(const std::vector<RuleRun>& runs)
{
    return *std::ranges::max_element(runs, {}, [](const RuleRun& run) {
        return allFinite(run.size) ? run.size[run.peak] : std::numeric_limits<double>::infinity();
    });
}

Text transientTitle(const std::vector<RuleRun>& runs)
{
    const RuleRun& run = wildest(runs);
    const Label& rule = optionOf(run).label;
    if (!allFinite(run.size))
        return {fmt::format("{}: |c| overflows at sample {}", rule.en, run.peak),
                fmt::format("{}では |c| がサンプル {} で桁あふれする", rule.ja, run.peak)};
    return {fmt::format("{}: |c| peaks at {:.2g} after sample {}", rule.en, run.size[run.peak], run.peak),
            fmt::format("{}では |c| がサンプル {} の後に最大値 {:.2g} に達する", rule.ja, run.peak,
                        run.size[run.peak])};
}

Text transientNote(const HippoScene& scene, const std::vector<RuleRun>& runs)
{
    if (anyOverflow(runs))
        return overflowHint();
    if (scene.memory.discrete)
        return {};
    return text("Forward Euler multiplies part of the state by 1 − N/t: it grows while t < N/2 = {}.",
                "前進オイラーは状態の一部を 1 − N/t 倍するため、t < N/2 = {} のあいだ増大します。",
                scene.settings().order / 2.0);
}

Panel transientPanel(const HippoScene& scene, const std::vector<RuleRun>& runs)
{
    Panel panel{.id = "transient",
                .title = transientTitle(runs),
                .x = scene.scale().axis(),
                .y = {.label = {"largest |c|", "|c| の最大値"}, .kind = Axis::Kind::Log},
                .note = transientNote(scene, runs)};
    for (const RuleRun& run : runs)
        panel.layers.push_back({.id = std::string(optionOf(run).id),
                                .label = optionOf(run).label,
                                .data = Line{scene.scale().grid(0, run.size.size()), run.size},
                                .role = Role::Output,
                                .shade = static_cast<int>(run.rule)});
    if (!scene.memory.discrete)
        panel.layers.push_back(
            {.id = "growth-ends",
             .label = {"t = N/2", "t = N/2"},
             .data = Rule{Rule::Axis::X, (scene.settings().order / 2.0 - 1) * scene.scale().perSample()},
             .role = Role::Accent});
    return panel;
}

Panel tablePanel(const std::vector<RuleRun>& runs)
{
    Table table{.columns = {{"Rule", "離散化"},
                            {"Error (mse)", "誤差 (mse)"},
                            {"Largest |c|", "|c| の最大値"},
                            {"ρ(A\u0304)", "ρ(A\u0304)"}},
                .rows = {}};
    const auto cell = [](double value) { return std::isnan(value) ? "–" : fmt::format("{:.4g}", value); };
    for (const RuleRun& run : runs)
        table.rows.push_back({std::string(optionOf(run).id), cell(run.recollection.meanSquare),
                              cell(run.size[run.peak]), cell(run.radius)});
    return {.id = "rules-table",
            .title = {"Every rule in numbers", "各離散化の数値"},
            .layers = {{.id = "rules-table", .label = {"rules", "離散化"}, .data = std::move(table)}}};
}

Claim forwardEulerRecovers(const HippoScene& scene)
{
    const Recovery recovery = forwardEulerRecovery(scene.settings().order);
    return identityClaim(
        "forward-euler-recovers",
        text("Forward Euler multiplies the part of eigenvalue −m by 1 − m/t: it grows while t < m/2 and is "
             "gone "
             "at t = m. An impulse drives |c| to {0:.2g}, yet after {1} samples c is (−1)ⁿ√(2n+1)/{1}, up to "
             "rounding of the peak.",
             "前進オイラーは固有値 −m の成分を 1 − m/t 倍する：t < m/2 のあいだ増大し、t = m "
             "で消える。インパルスで "
             "|c| は {0:.2g} に達するが、{1} サンプル後の c "
             "は（最大値に対する丸め誤差を除き）(−1)ⁿ√(2n+1)/{1} である。",
             recovery.peak, scene.settings().order),
        {"A of LegS is triangular with diagonal −1, …, −N: HiPPO (2020), theorem 2",
         "LegS の A は対角成分が −1, …, −N の三角行列：HiPPO (2020)、定理 2"},
        1e-12, recovery.residual);
}

} // namespace

Status addWindowAgainstAll(const HippoScene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.request.wants("window-against-all"))
        return Done{};
    const Result<WindowComparison> comparison =
        compareWindow(scene.settings(), scene.signal.values, scene.moment, context);
    if (!comparison)
        return comparison.error();
    figure.panels.push_back(windowPanel(scene, *comparison));
    const auto add = [&](std::string id, Text label, double value) {
        if (std::isfinite(value))
            figure.readouts.push_back({.id = std::move(id), .label = std::move(label), .value = value});
    };
    add("window-mse-legs", {"LegS inside the window", "窓の中の LegS"}, comparison->allInWindow);
    add("window-mse-legt", {"LegT inside the window", "窓の中の LegT"}, comparison->recent.meanSquare);
    return Done{};
}

Status addRules(const HippoScene& scene, Figure& figure, const RunContext& context)
{
    const auto wants = [&](std::string_view id) { return scene.request.wants(id); };
    if (!wants("rules") && !wants("transient") && !wants("rules-table"))
        return Done{};
    const Result<std::vector<RuleRun>> runs =
        runRules(scene.settings(), scene.signal.values, scene.moment, context);
    if (!runs)
        return runs.error();
    if (wants("rules"))
        figure.panels.push_back(rulesPanel(scene, *runs));
    if (wants("transient"))
        figure.panels.push_back(transientPanel(scene, *runs));
    if (wants("rules-table"))
        figure.panels.push_back(tablePanel(*runs));
    if (wants("transient") && !scene.memory.discrete)
        figure.claims.push_back(forwardEulerRecovers(scene));
    return Done{};
}

} // namespace kaba
