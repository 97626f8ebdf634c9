// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/comparison_panels.h"

#include "core/attention/attention_measures.h"
#include "core/attention/attention_panels.h"
#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr std::string_view kExactId = "softmax";

/// "0.0312", "1.2e-15"; "–" where it was not computed.
std::string cell(double value) { return std::isnan(value) ? "–" : fmt::format("{:.3g}", value); }

double ratio(std::uint64_t part, double whole) { return static_cast<double>(part) / whole; }

} // namespace

Panel scoresPanel(std::span<const MechanismScore> scores, const ComparisonTask& task)
{
    const auto n = static_cast<double>(task.problem.tokens());
    const auto exactCost = static_cast<double>(task.exact.cost.multiplyAdds);
    Table table{.columns = {{"method", "方式"},
                            {"error", "誤差"},
                            {"error of W", "W の誤差"},
                            {"from its target", "目標との誤差"},
                            {"cost", "計算量"},
                            {"memory", "メモリ"},
                            {"entropy", "エントロピー"}},
                .rows = {}};
    for (const MechanismScore& score : scores)
        table.rows.push_back({shortName(*score.mechanism).en, cell(score.outputError),
                              cell(score.matrixError), cell(score.targetError),
                              cell(ratio(score.cost.multiplyAdds, exactCost)),
                              cell(ratio(score.cost.numbers, n * n)), cell(score.meanEntropy)});
    return {.id = "scores",
            .title = text("What each method misses and costs: {0} tokens, budget {1}",
                          "方式ごとの誤差と計算量（{0} トークン、予算 {1}）", task.problem.tokens(),
                          task.settings.budget),
            .layers = {{.id = "scores", .label = {"scores", "結果"}, .data = std::move(table)}}};
}

namespace {

/// One mechanism as a mark.
Layer markOf(const MechanismScore& score, std::string id, Text label, double x, double y)
{
    const auto [role, shade] = curveLook(score.mechanism->id, 0);
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Scatter{{x}, {std::max(y, kLeastShownError)}},
            .role = role,
            .shade = shade};
}

} // namespace

Panel paretoPanel(std::span<const BudgetSweep> sweeps, std::span<const MechanismScore> scores)
{
    Panel panel = errorAgainstCostPanel("pareto", sweeps);
    panel.title = {"Error against cost as each budget grows: left and low is better",
                   "予算を変えたときの計算量と誤差（左下ほどよい）"};
    for (const MechanismScore& score : scores) {
        const std::string id(score.mechanism->id);
        const auto cost = static_cast<double>(score.cost.multiplyAdds);
        const bool isSwept = std::ranges::find(sweeps, id, &BudgetSweep::id) != sweeps.end();
        if (id == kExactId)
            panel.layers.push_back({.id = id,
                                    .label = {"cost of exact attention", "厳密な注意の計算量"},
                                    .data = Rule{Rule::Axis::X, cost},
                                    .role = Role::Reference});
        else
            panel.layers.push_back(markOf(score, id + "-now", isSwept ? Text() : shortName(*score.mechanism),
                                          cost, score.outputError));
    }
    return panel;
}

Panel keptEntropyPanel(std::span<const MechanismScore> scores)
{
    Panel panel{.id = "entropy",
                .title = {"Entropy kept: how widely rows look, by |w|/Σ|w|, and the error of the matrix",
                          "残るエントロピー：行の広がり（|w|/Σ|w|）と行列の誤差"},
                .x = {.label = {"mean entropy of a row", "行の平均エントロピー"}, .unit = "nats"},
                .y = {.label = {"relative error of the matrix", "行列の相対誤差"}, .kind = Axis::Kind::Log}};
    for (const MechanismScore& score : scores) {
        const std::string id(score.mechanism->id);
        if (id == kExactId)
            panel.layers.push_back({.id = id,
                                    .label = {"entropy of exact attention", "厳密な注意のエントロピー"},
                                    .data = Rule{Rule::Axis::X, score.meanEntropy},
                                    .role = Role::Reference});
        else
            panel.layers.push_back(
                markOf(score, id, shortName(*score.mechanism), score.meanEntropy, score.matrixError));
    }
    return panel;
}

Panel smallMatrixPanel(std::string id, Text title, const Eigen::MatrixXd& weights, double largest)
{
    Panel panel = tokenMatrixPanel(id, std::move(title), weights, {}, false);
    panel.x.label = panel.y.label = {};
    std::get<Heatmap>(panel.layers.front().data).range = Interval{0, largest};
    return panel;
}

} // namespace kaba
