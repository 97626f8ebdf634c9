// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/matters/matters_panels.h"

#include "core/learn/run_figure.h"

#include <array>
#include <utility>

namespace kaba::matters {
namespace {

constexpr double kPercent = 100;

/// How a model is drawn wherever it appears.
struct Look {
    Role role = Role::Output;
    int shade = 0;
};

Look lookOf(Arm arm)
{
    switch (arm) {
    case Arm::Rnn:
    case Arm::S4dRandom:
    case Arm::LsslRandom:
        return {Role::Reference};
    case Arm::RnnLegS:
    case Arm::S4dLegS:
    case Arm::LsslLegS:
        return {Role::Output};
    case Arm::RnnLegT:
    case Arm::S4dLin:
        return {Role::State};
    case Arm::S4dSpread:
        break;
    }
    return {Role::Accent};
}

/// What the differences are shown of: where two arms of a pair do the same, one of them.
constexpr std::array<std::pair<Arm, Look>, 4> kCompared{{{Arm::RnnLegS, {Role::Output}},
                                                         {Arm::RnnLegT, {Role::State}},
                                                         {Arm::S4dLegS, {Role::Accent}},
                                                         {Arm::LsslLegS, {Role::Error}}}};

/// A curve with the interval round it, which has no place of its own in the legend.
struct Curve {
    Samples lags, means, low, high;

    void add(int lag, const Spread& spread)
    {
        lags.push_back(lag);
        means.push_back(spread.mean);
        low.push_back(spread.mean - spread.half);
        high.push_back(spread.mean + spread.half);
    }
};

void addLayers(Panel& panel, const std::string& id, const Text& label, const Look& look, Curve curve)
{
    if (curve.lags.empty())
        return;
    panel.layers.push_back({.id = id + "-interval",
                            .label = {},
                            .data = Band{curve.lags, std::move(curve.low), std::move(curve.high)},
                            .role = look.role,
                            .shade = look.shade});
    panel.layers.push_back({.id = id,
                            .label = label,
                            .data = Line{std::move(curve.lags), std::move(curve.means)},
                            .role = look.role,
                            .shade = look.shade});
}

Axis lagAxis()
{
    return {
        .label = {"lag", "遅れ"}, .unit = "tokens", .range = Interval{0, kLags.back() + 2.0}, .link = "lag"};
}

/// Nothing has been trained with these settings.
void noteIfEmpty(Panel& panel)
{
    if (panel.layers.empty())
        panel.note = {
            "No run with these settings has finished: run the table, or set width, state, steps, "
            "vocabulary and rate back.",
            "この設定で終わった学習がない。表を実行するか、幅・状態・ステップ数・語彙・学習率を元に戻す。"};
}

Text titleOf(Pair pair)
{
    switch (pair) {
    case Pair::Rnn:
        return {"The same RNN with and without a HiPPO memory", "同じ RNN、HiPPO の記憶の有無"};
    case Pair::Diagonal:
        return {"The same S4D from structured and from random poles (mean, 95 %)",
                "同じ S4D、構造化した極と乱数の極"};
    case Pair::Fixed:
        break;
    }
    return {"LSSL of which only the readout learns: LegS or random A",
            "読み出しだけを学ぶ LSSL：LegS と乱数の A"};
}

std::string cellText(const std::optional<Spread>& spread, const char* form)
{
    return spread ? fmt::format(fmt::runtime(form), spread->mean, spread->half) : "–";
}

std::vector<std::string> rowOf(const Cells& cells, const ArmName& name)
{
    std::vector<std::string> row{std::string(name.label.en)};
    std::size_t seeds = 0;
    for (const int lag : kLags) {
        const auto accuracy = cells.accuracy(name.arm, lag);
        row.push_back(cellText(accuracy, "{:.0f} ± {:.0f}"));
        seeds = std::max(seeds, accuracy ? accuracy->seeds : 0);
    }
    row.push_back(isControl(name) ? "–"
                                  : cellText(cells.meanDifference(name.arm, controlOf(name.pair), kLags),
                                             "{:+.1f} ± {:.1f}"));
    row.push_back(std::to_string(seeds));
    return row;
}

} // namespace

std::string_view lagsPanelId(Pair pair)
{
    return std::array{"lags-rnn", "lags-s4d", "lags-lssl"}[static_cast<std::size_t>(pair)];
}

Panel lagsPanel(Pair pair, const Cells& cells, int vocabulary)
{
    Panel panel{.id = std::string(lagsPanelId(pair)),
                .title = titleOf(pair),
                .x = lagAxis(),
                .y = {.label = {"accuracy", "正解率"}, .unit = "%", .range = Interval{0, 104}}};
    for (const ArmName& name : kArms) {
        if (name.pair != pair)
            continue;
        Curve curve;
        for (const int lag : cells.lags())
            if (const auto accuracy = cells.accuracy(name.arm, lag))
                curve.add(lag, *accuracy);
        addLayers(panel, std::string(name.id), name.label, lookOf(name.arm), std::move(curve));
    }
    noteIfEmpty(panel);
    panel.layers.push_back(
        learn::rule("guess", {"guess, 1/V", "当て推量 1/V"}, kPercent / vocabulary, Role::Error));
    return panel;
}

Panel differencesPanel(const Cells& cells)
{
    Panel panel{.id = "differences",
                .title = {"What the structure adds: differences paired over seeds (mean, 95 %)",
                          "構造が加えるもの：同じ種どうしの差"},
                .x = lagAxis(),
                .y = {.label = {"points gained", "差（ポイント）"}}};
    for (const auto& [arm, look] : kCompared) {
        const ArmName& name = nameOf(arm);
        Curve curve;
        for (const int lag : cells.lags())
            if (const auto difference = cells.difference(arm, controlOf(name.pair), lag))
                curve.add(lag, *difference);
        addLayers(panel, std::string(name.id), name.label, look, std::move(curve));
    }
    noteIfEmpty(panel);
    panel.layers.push_back(learn::rule("zero", {"no difference", "差なし"}, 0));
    return panel;
}

Panel tablePanel(const Cells& cells)
{
    Table table{.columns = {{"model", "モデル"}}, .rows = {}};
    for (const int lag : kLags)
        table.columns.push_back(text("lag {}", "遅れ {}", lag));
    table.columns.emplace_back("gain", "差");
    table.columns.emplace_back("seeds", "種の数");
    for (const ArmName& name : kArms)
        table.rows.push_back(rowOf(cells, name));
    return {.id = "table",
            .title =
                {"Test accuracy (%) at each lag, and the gain over the model without structure: mean of the "
                 "paired differences at all lags (points); ± 95 % interval",
                 "遅れごとのテスト正解率（%）。差は構造のないモデルとの同じ種どうしの差を全遅れで平均したもの"
                 "（ポイント）、± は 95 % 区間"},
            .layers = {{.id = "table", .label = {"accuracy", "正解率"}, .data = std::move(table)}}};
}

Panel withCompanions(Panel panel, const Cells& cells, const Settings& settings, int seed)
{
    constexpr std::array kRoles{Role::Accent, Role::State, Role::Error};
    const ArmName& own = nameOf(settings.arm);
    const bool loss = panel.id == "loss";
    panel.layers.front().label = own.label;
    std::size_t companions = 0;
    for (const ArmName& name : kArms) {
        const learn::RunRecord* record = cells.find(name.arm, settings.lag, seed);
        if (name.pair != own.pair || name.arm == own.arm || !record)
            continue;
        panel.layers.push_back(
            {.id = std::string(name.id),
             .label = name.label,
             .data = learn::curveOf(loss ? record->losses : record->accuracies, loss ? 1 : kPercent),
             .role = kRoles[companions++]});
    }
    return panel;
}

} // namespace kaba::matters
