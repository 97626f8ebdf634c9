// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/scatter_panels.h"

#include "core/attention/attention_panels.h"
#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr std::size_t kMostPoints = 4000; ///< of one layer of the scatter

struct PartLook {
    ScatterPart part;
    std::string_view id;
    Label name;
    Role role;
};
/// In the order of ScatterPart.
constexpr PartLook kLooks[kScatterParts] = {
    {ScatterPart::Sum, "sum", {"Scatterbrain", "Scatterbrain"}, Role::Output},
    {ScatterPart::Sparse, "sparse", {"sparse alone", "疎のみ"}, Role::Error},
    {ScatterPart::LowRank, "low-rank", {"low rank alone", "低ランクのみ"}, Role::Accent},
};
const PartLook& lookOf(ScatterPart part) { return kLooks[static_cast<std::size_t>(part)]; }

Layer lineLayer(std::string id, Text label, Samples x, Samples y, Role role)
{
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Line{std::move(x), std::move(y)},
            .role = role};
}

Layer ruleLayer(std::string id, Text label, double at, Role role)
{
    return {.id = std::move(id), .label = std::move(label), .data = Rule{Rule::Axis::X, at}, .role = role};
}

Layer bandLayer(const PartLook& look, const ScatterSweep& sweep)
{
    const SeedCurve& curve = sweep.of(look.part);
    return {.id = std::string(look.id) + "-seeds",
            .label = look.part == ScatterPart::Sum ? Text("least to greatest of the seeds", "シードによる幅")
                                                   : Text(),
            .data = Band{sweep.places, curve.low, curve.high},
            .role = look.role};
}

/// Entries of the support or the others, at most kMostPoints.
Scatter pointsOf(const ScatterEntries& entries, bool onSupport)
{
    Scatter all;
    for (Eigen::Index query = 0; query < entries.truth.rows(); ++query) {
        const auto keys = entries.support.of(query);
        for (Eigen::Index key = 0; key < entries.truth.cols(); ++key)
            if (std::ranges::binary_search(keys, key) == onSupport && entries.estimate(query, key) > 0) {
                all.x.push_back(entries.truth(query, key));
                all.y.push_back(entries.estimate(query, key));
            }
    }
    const std::size_t step = (all.x.size() + kMostPoints - 1) / kMostPoints;
    Scatter some;
    for (std::size_t i = 0; i < all.x.size(); i += step) {
        some.x.push_back(all.x[i]);
        some.y.push_back(all.y[i]);
    }
    return some;
}

Layer pointsLayer(std::string id, Text label, Scatter points, Role role)
{
    return {.id = std::move(id), .label = std::move(label), .data = std::move(points), .role = role};
}

} // namespace

std::string scatterPartId(ScatterPart part) { return std::string(lookOf(part).id); }

Text scatterPartName(ScatterPart part, const ScatterChoice& choice)
{
    const ScatterSettings settings = choice.settings(part);
    const Eigen::Index pairs = settings.support.perQuery;
    const Eigen::Index features = settings.featureCount;
    if (part == ScatterPart::Sparse)
        return text("Sparse alone: {} pairs a query", "疎のみ：クエリごとに {} 対", pairs);
    if (part == ScatterPart::LowRank)
        return text("Low rank alone: {} features", "低ランクのみ：特徴 {} 個", features);
    return text("Scatterbrain: {0} pairs and {1} features", "Scatterbrain：{0} 対と特徴 {1} 個", pairs,
                features);
}

Panel scatterWeightsPanel(const std::string& id, Text title, const Eigen::MatrixXd& weights, double most,
                          const std::vector<std::string>& tokens)
{
    Panel panel = tokenMatrixPanel(id, std::move(title), weights, tokens, false);
    std::get<Heatmap>(panel.layers.front().data).range = Interval{0, most};
    return panel;
}

Panel scatterEntriesPanel(const ScatterEntries& entries)
{
    Scatter off = pointsOf(entries, false);
    const double least = std::max(entries.truth.minCoeff(), 1e-300);
    Panel panel{
        .id = "entries",
        .title = {"Entries: exact on the support, scattered off it",
                  "要素ごとの推定：選んだ位置では厳密、ほかでは散らばる"},
        .x = {.label = {"exp(q·k) / largest of the row", "exp(q·k) ÷ 行の最大値"}, .kind = Axis::Kind::Log},
        .y = {.label = {"estimate, same unit", "推定値（同じ単位）"}, .kind = Axis::Kind::Log}};
    if (entries.truth.size() > static_cast<Eigen::Index>(kMostPoints))
        panel.note = text("Of the {0} × {0} entries at most {1} are drawn on and off the support.",
                          "{0} × {0} 個の要素のうち、選んだ位置とそれ以外をそれぞれ最大 {1} 個描いています。",
                          entries.truth.rows(), kMostPoints);
    panel.layers.push_back(
        pointsLayer("off", {"off the support", "選んだ位置以外"}, std::move(off), Role::Accent));
    panel.layers.push_back(
        pointsLayer("support", {"on the support", "選んだ位置"}, pointsOf(entries, true), Role::Output));
    panel.layers.push_back(
        lineLayer("truth", {"estimate = truth", "推定値 = 真値"}, {least, 1}, {least, 1}, Role::Reference));
    return panel;
}

Panel betaPanel(const ScatterSweep& sweep, const SweepPlan& plan, double beta)
{
    Panel panel{.id = "sweep",
                .title = text("Error at {0} numbers per query, {1} seeds",
                              "クエリごとに {0} 個の予算での誤差（シード {1} 個）", plan.choice.budget,
                              plan.seeds),
                .x = {.label = {"sharpness β", "鋭さ β"}, .kind = Axis::Kind::Log},
                .y = {.label = {"relative error of the matrix", "行列の相対誤差"}}};
    for (const PartLook& look : kLooks)
        panel.layers.push_back(bandLayer(look, sweep));
    for (const PartLook& look : kLooks)
        panel.layers.push_back(
            lineLayer(std::string(look.id), look.name, sweep.places, sweep.of(look.part).mean, look.role));
    if (!sweep.bestRank.empty())
        panel.layers.push_back(
            lineLayer("best-rank", text("best matrix of rank {}", "階数 {} の最良近似", plan.choice.budget),
                      sweep.places, sweep.bestRank, Role::Reference));
    panel.layers.push_back(ruleLayer("beta", {"β now", "現在の β"}, beta, Role::Input));
    return panel;
}

Panel sharePanel(const ScatterSweep& sweep, const SweepPlan& plan, double beta)
{
    const PartLook& look = lookOf(ScatterPart::Sum);
    return {.id = "share",
            .title = text("Error against the split of {0}, β = {1}", "予算 {0} の配分と誤差（β = {1}）",
                          plan.choice.budget, shortest(beta)),
            .x = {.label = {"share of exact pairs", "厳密な対の割合"}},
            .y = {.label = {"relative error of the matrix", "行列の相対誤差"}},
            .layers = {bandLayer(look, sweep),
                       lineLayer("sum", {"mean of the seeds", "シードの平均"}, sweep.places,
                                 sweep.of(look.part).mean, look.role),
                       ruleLayer("now", {"share now", "現在の割合"}, plan.choice.share, Role::Input)}};
}

Panel entropyHistogramPanel(const Eigen::MatrixXd& weights)
{
    constexpr std::size_t kBins = 24;
    const double most = std::log(static_cast<double>(std::max<Eigen::Index>(2, weights.rows())));
    const double width = most / kBins;
    Samples counts(kBins, 0);
    for (const double entropy : rowEntropies(weights))
        counts[std::min(kBins - 1, static_cast<std::size_t>(std::max(0.0, entropy) / width))] += 1;
    return {.id = "entropy",
            .title = {"How widely the rows look", "行がどれだけ広く見るか"},
            .x = {.label = {"entropy of a row", "行のエントロピー"}, .unit = "nats"},
            .y = {.label = {"rows", "行の数"}},
            .layers = {{.id = "rows",
                        .label = {"rows", "行の数"},
                        .data = Bars{RegularGrid{0.5 * width, width, kBins}, std::move(counts)},
                        .role = Role::Output},
                       ruleLayer("most", {"ln n: all alike", "ln n：すべて均等"}, most, Role::Reference)}};
}

} // namespace kaba
