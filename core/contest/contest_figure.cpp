// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contest/contest_figure.h"

#include "core/learn/run_figure.h"

#include <algorithm>

namespace kaba::contest {
namespace {

using learn::CurvePoint;
using learn::RunRecord;
using Curve = std::vector<CurvePoint> RunRecord::*;

constexpr double kPercent = 100;

double scaleOf(const Contest& contest) { return contest.score == Score::Accuracy ? kPercent : 1; }

/// Adds one curve of every contestant that has any.
Panel withCurves(Panel panel, const Contest& contest, const Outcome& outcome, Curve curve, double scale)
{
    panel.x = learn::stepAxis(contest.recipe.steps);
    panel.featured = false;
    for (std::size_t i = 0; i < outcome.size(); ++i) {
        const Contestant& contestant = contest.contestants[i];
        if (!outcome[i] || ((*outcome[i]).*curve).empty())
            continue;
        panel.layers.push_back({.id = contestant.id,
                                .label = Text::same(contestant.name),
                                .data = learn::curveOf((*outcome[i]).*curve, scale),
                                .role = contestant.role,
                                .shade = contestant.shade});
    }
    if (!contest.refusal.empty())
        panel.note = contest.refusal;
    else if (panel.layers.empty())
        panel.note = {"Not trained yet with these steps and this seed: press Train.",
                      "このステップ数と種ではまだ学習していない。「学習」を押す。"};
    return panel;
}

Panel lossPanel(const Contest& contest, const Outcome& outcome)
{
    return withCurves(
        {.id = std::string(kLossPanel.id),
         .title = {"Loss while each mechanism learns the same task", "同じ課題を学ぶ各方式の損失"},
         .y = {.label = {"loss", "損失"}, .unit = "nats"}},
        contest, outcome, &RunRecord::losses, 1);
}

Panel scorePanel(const Contest& contest, const Outcome& outcome)
{
    const bool accuracy = contest.score == Score::Accuracy;
    Panel panel{.id = std::string(kScorePanel.id),
                .title = accuracy
                             ? Text("Accuracy on sequences not trained on", "学習に使わない系列での正解率")
                             : Text("Bits per character on text not trained on",
                                    "学習に使わない文章での 1 文字あたりのビット数"),
                .y = accuracy ? Axis{.label = {"accuracy", "正解率"}, .unit = "%", .range = Interval{0, 104}}
                              : Axis{.label = {"bits per character", "1 文字あたりのビット数"}}};
    panel = withCurves(std::move(panel), contest, outcome, &RunRecord::accuracies, scaleOf(contest));
    if (!panel.layers.empty())
        panel.layers.push_back(
            learn::rule("guess", {"guess", "当て推量"}, scaleOf(contest) * contest.guess, Role::Input));
    return panel;
}

Panel normPanel(const Contest& contest, const Outcome& outcome)
{
    return withCurves({.id = std::string(kNormPanel.id),
                       .title = {"Norm of the gradient, before it is limited", "勾配のノルム（制限する前）"},
                       .y = {.label = {"norm", "ノルム"}, .kind = Axis::Kind::Log}},
                      contest, outcome, &RunRecord::norms, 1);
}

std::vector<std::string> rowOf(const Contest& contest, const Contestant& contestant,
                               const std::optional<RunRecord>& record)
{
    const std::string none = "–";
    const bool tested = record && !record->accuracies.empty();
    return {contestant.name, fmt::format("{}", trainedNumbers(contest, contestant)),
            record && !record->losses.empty() ? fmt::format("{:.3f}", record->losses.back().value) : none,
            !tested                            ? none
            : contest.score == Score::Accuracy ? fmt::format("{:.1f}", lastScore(contest, *record))
                                               : fmt::format("{:.3f}", lastScore(contest, *record))};
}

Panel resultPanel(const Contest& contest, const Outcome& outcome)
{
    Table table{
        .columns = {{"mechanism", "方式"},
                    {"weights", "重み数"},
                    {"loss", "損失"},
                    contest.score == Score::Accuracy ? Text("right, %", "正解 %") : Text("bits", "ビット")},
        .rows = {}};
    for (std::size_t i = 0; i < outcome.size(); ++i)
        table.rows.push_back(rowOf(contest, contest.contestants[i], outcome[i]));
    return {.id = std::string(kResultPanel.id),
            .title = {"What each mechanism came to", "各方式の到達点"},
            .layers = {{.id = "result", .label = {"result", "結果"}, .data = std::move(table)}},
            .featured = false};
}

void addReadouts(Figure& figure, const Contest& contest, const Outcome& outcome)
{
    const bool accuracy = contest.score == Score::Accuracy;
    for (std::size_t i = 0; i < outcome.size(); ++i)
        if (outcome[i] && !outcome[i]->accuracies.empty())
            figure.readouts.push_back({.id = "trained-" + contest.contestants[i].id,
                                       .label = text("Trained: {}", "学習：{}", contest.contestants[i].name),
                                       .value = lastScore(contest, *outcome[i]),
                                       .unit = accuracy ? "%" : "bit"});
}

} // namespace

std::vector<std::string_view> trainingPanels(bool withNorms)
{
    if (withNorms)
        return {kLossPanel.id, kScorePanel.id, kNormPanel.id, kResultPanel.id};
    return {kLossPanel.id, kScorePanel.id, kResultPanel.id};
}

double lastScore(const Contest& contest, const RunRecord& record)
{
    return scaleOf(contest) * record.accuracies.back().value;
}

void addOutcome(Figure& figure, const Request& request, const Contest& contest, const Outcome& outcome)
{
    const std::size_t before = figure.panels.size();
    if (request.wants(kLossPanel.id))
        figure.panels.push_back(lossPanel(contest, outcome));
    if (request.wants(kScorePanel.id))
        figure.panels.push_back(scorePanel(contest, outcome));
    if (contest.recipe.keepsNorms && request.wants(kNormPanel.id))
        figure.panels.push_back(normPanel(contest, outcome));
    if (request.wants(kResultPanel.id))
        figure.panels.push_back(resultPanel(contest, outcome));
    if (figure.panels.size() == before)
        return;
    addReadouts(figure, contest, outcome);
    const bool complete = std::ranges::all_of(outcome, [](const std::optional<RunRecord>& record) {
        return record && record->ended() && !record->accuracies.empty();
    });
    if (complete) {
        std::vector<Claim> claims = contest.claims(contest, outcome);
        figure.claims.insert(figure.claims.begin(), claims.begin(), claims.end());
    }
    for (std::size_t i = 0; i < outcome.size(); ++i)
        if (outcome[i] && outcome[i]->end == RunRecord::End::Diverged)
            figure.notices.push_back(text("{} diverged after step {}.", "{} はステップ {} の後に発散した。",
                                          contest.contestants[i].name, outcome[i]->steps));
    figure.convention.en = contest.convention.en + " " + figure.convention.en;
    figure.convention.ja = contest.convention.ja + figure.convention.ja;
}

Claim claimOf(const Contest& contest, const Outcome& outcome, const Comparison& comparison)
{
    const auto scoreOf = [&](std::string_view id) {
        const auto place = std::ranges::find(contest.contestants, id, &Contestant::id);
        return lastScore(contest, *outcome[static_cast<std::size_t>(place - contest.contestants.begin())]);
    };
    return {.id = comparison.id,
            .kind = Claim::Kind::Paper,
            .relation = comparison.relation,
            .statement = comparison.statement,
            .source = comparison.source,
            .expected = comparison.expected,
            .measured = scoreOf(comparison.above) - scoreOf(comparison.below),
            .remark = comparison.remark};
}

} // namespace kaba::contest
