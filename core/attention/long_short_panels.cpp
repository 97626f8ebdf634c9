// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/long_short_panels.h"

#include "core/attention/attention_panels.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kaba {
namespace {

constexpr double kLeastShown = 1e-12; ///< what a logarithmic axis shows of 0

Axis logAxis(Text label) { return {.label = std::move(label), .kind = Axis::Kind::Log}; }

/// One row or the mean over a distance, with a floor for the logarithm.
Samples floored(Samples values, double least = kLeastShown)
{
    for (double& value : values)
        value = std::max(value, least);
    return values;
}

Panel mapPanel(const LongShortScene& scene, const std::string& id, Text title, Text columns,
               const Eigen::MatrixXd& matrix)
{
    const std::vector<std::string> names =
        matrix.rows() == matrix.cols() ? scene.input.tokens : std::vector<std::string>{};
    Panel panel = tokenMatrixPanel(id, std::move(title), matrix, names, false);
    panel.x.label = std::move(columns);
    std::get<Heatmap>(panel.layers.front().data).range = Interval{0, largeWeight(scene.full)};
    return panel;
}

void addMaps(const LongShortScene& scene, std::vector<Panel>& panels)
{
    const auto add = [&](const std::string& id, Text title, Text columns, const Eigen::MatrixXd& matrix) {
        if (scene.request.wants(id))
            panels.push_back(mapPanel(scene, id, std::move(title), std::move(columns), matrix));
    };
    const Text key{"key", "キー"};
    add("full", {"Full attention", "通常の注意"}, key, scene.full);
    add("expanded", {"Window and summaries, spread over the tokens", "窓と要約をトークンに戻した重み"}, key,
        scene.view.expanded);
    add("window", {"Weights of the window", "窓の重み"}, {"place in the window", "窓の中の位置"},
        scene.view.window);
    if (scene.view.summaries.cols() > 0)
        add("summaries", {"Weights of the summaries", "要約の重み"}, {"summary", "要約"},
            scene.view.summaries);
    else if (scene.request.wants("summaries"))
        panels.push_back({.id = "summaries",
                          .title = {"Weights of the summaries", "要約の重み"},
                          .note = {"There are no summaries: raise the rank r.",
                                   "要約がありません。ランク r を上げてください。"}});
}

/// Mean |found − full| over the visible pairs at each distance from 1 on.
Samples errorsByDistance(const LongShortScene& scene, const Eigen::MatrixXd& found)
{
    const Eigen::Index n = scene.full.rows();
    Samples sums(static_cast<std::size_t>(n), 0);
    Samples counts(static_cast<std::size_t>(n), 0);
    for (Eigen::Index key = 0; key < n; ++key)
        for (Eigen::Index query = scene.problem().causal ? key : 0; query < n; ++query) {
            const auto distance = static_cast<std::size_t>(std::abs(query - key));
            sums[distance] += std::abs(found(query, key) - scene.full(query, key));
            ++counts[distance];
        }
    Samples means;
    for (std::size_t distance = 1; distance < sums.size(); ++distance)
        means.push_back(sums[distance] / counts[distance]);
    return means;
}

Result<Panel> distancePanel(const LongShortScene& scene, const RunContext& context)
{
    const Result<LongShortView> window = windowAlone(scene, context);
    if (!window)
        return window.error();
    Panel panel{.id = "distance-error",
                .title = {"Error of the weights against the distance", "距離に対する重みの誤差"},
                .x = logAxis({"distance |i − j|", "距離 |i − j|"}),
                .y = logAxis({"mean |error| of a weight", "重みの誤差の平均"})};
    const auto add = [&](std::string id, Text label, const Eigen::MatrixXd& found, Role role) {
        Samples errors = floored(errorsByDistance(scene, found));
        panel.layers.push_back({.id = std::move(id),
                                .label = std::move(label),
                                .data = Line{RegularGrid{1, 1, errors.size()}, std::move(errors)},
                                .role = role});
    };
    add("window", {"window alone", "窓のみ"}, window->expanded, Role::State);
    if (scene.projection.weights.cols() > 0) {
        const Result<LongShortView> summaries = summariesAlone(scene, context);
        if (!summaries)
            return summaries.error();
        add("summaries", {"summaries alone", "要約のみ"}, summaries->expanded, Role::Reference);
    }
    add("both", {"both", "両方"}, scene.view.expanded, Role::Output);
    return panel;
}

Panel needlePanel(const LongShortScene& scene)
{
    const Eigen::Index last = scene.full.rows() - 1;
    const auto row = [last](const Eigen::MatrixXd& weights) {
        const Eigen::RowVectorXd values = weights.row(last);
        return Line{RegularGrid{0, 1, static_cast<std::size_t>(values.size())},
                    floored({values.begin(), values.end()})};
    };
    Panel panel{.id = "needle",
                .title = {"What the last token sees", "最後のトークンの参照先"},
                .x = tokenAxis({"key", "キー"}),
                .y = logAxis({"weight", "重み"})};
    panel.layers = {{.id = "full",
                     .label = {"full attention", "通常の注意"},
                     .data = row(scene.full),
                     .role = Role::Reference},
                    {.id = "both",
                     .label = {"window and summaries", "窓と要約"},
                     .data = row(scene.view.expanded),
                     .role = Role::Output}};
    if (scene.needle < 0)
        return panel;
    panel.title =
        text("The last token looks for the marked key {0}: gives it {1:.2g}, full attention {2:.2g}",
             "最後のトークンが印のキー {0} に与える重みは {1:.2g}（通常の注意では {2:.2g}）", scene.needle,
             scene.needleWeight(scene.view.expanded), scene.needleWeight(scene.full));
    panel.layers.push_back({.id = "mark",
                            .label = {"marked key", "印のキー"},
                            .data = Rule{Rule::Axis::X, static_cast<double>(scene.needle)},
                            .role = Role::Accent});
    return panel;
}

/// Norms of summaries of n independent keys, relative to those of the keys.
struct NormRow {
    double dynamic, independent, normalised, predicted;
};
NormRow normsAt(const LongShortScene& scene, Eigen::Index tokens)
{
    Projector dynamic = projectorOf(scene, ProjectionKind::Dynamic);
    dynamic.rank = std::max<Eigen::Index>(dynamic.rank, 1);
    dynamic.mark = {};
    Projector independent = dynamic;
    independent.kind = ProjectionKind::Fixed;
    const Eigen::MatrixXd keys = normalRows(dynamic.seed, tokens, scene.problem().dim());
    const Eigen::MatrixXd summaries = dynamic.summaryKeys(keys);
    return {normRatio(summaries, keys), normRatio(independent.summaryKeys(keys), keys),
            normRatio(normalisedRows(summaries), normalisedRows(keys)),
            independent.project(keys, 0).weights.colwise().norm().mean()};
}

Result<Panel> normsPanel(const LongShortScene& scene, const RunContext& context)
{
    Samples tokens;
    std::array<Samples, 5> columns;
    for (const int n : doublingFrom(16, 2048)) {
        if (context.stopRequested())
            return RunContext::cancelled();
        const NormRow row = normsAt(scene, n);
        tokens.push_back(n);
        const double root = 1 / std::sqrt(static_cast<double>(n));
        const std::array values{row.dynamic, row.independent, row.normalised, row.predicted, root};
        for (std::size_t i = 0; i < values.size(); ++i)
            columns[i].push_back(std::isfinite(values[i]) ? std::max(values[i], kLeastShown) : kLeastShown);
    }
    const auto layer = [&](std::string id, Text label, std::size_t column, Role role) {
        return Layer{.id = std::move(id),
                     .label = std::move(label),
                     .data = Line{tokens, columns[column]},
                     .role = role};
    };
    return Panel{.id = "norms",
                 .title = {"Averaged keys are short: norm of summaries over norm of keys",
                           "平均されたキーは短い：要約とキーのノルムの比"},
                 .x = logAxis({"tokens n", "トークン数 n"}),
                 .y = logAxis({"ratio of mean norms", "平均ノルムの比"}),
                 .layers = {layer("dynamic", {"P of the contents", "内容による P"}, 0, Role::Output),
                            layer("independent", {"P that knows nothing of the keys", "キーと無関係な P"}, 1,
                                  Role::State),
                            layer("predicted", {"(ΣP²)^½ of the latter", "後者の (ΣP²)^½"}, 3, Role::Accent),
                            layer("dual-norm", {"with DualLN", "DualLN あり"}, 2, Role::Error),
                            layer("root", {"1/√n", "1/√n"}, 4, Role::Reference)}};
}

Result<Panel> shiftPanel(const LongShortScene& scene, const RunContext& context)
{
    Panel panel{.id = "shift",
                .title = {"Change of K̄ when tokens are put before the first",
                          "先頭に挿入したトークンによる K̄ の変化"},
                .x = {.label = {"inserted tokens", "挿入したトークン数"}},
                .y = logAxis({"relative change of K̄", "K̄ の相対変化"})};
    if (scene.projector.rank == 0) {
        panel.note = {"There are no summaries: raise the rank r.",
                      "要約がありません。ランク r を上げてください。"};
        return panel;
    }
    const Samples counts{1, 2, 4, 8, 16, 24, 32};
    const auto add = [&](std::string id, Text label, ProjectionKind kind, Role role) {
        Samples changes;
        for (const double count : counts)
            changes.push_back(
                changeByInsertion(scene, projectorOf(scene, kind), static_cast<Eigen::Index>(count)));
        panel.layers.push_back({.id = std::move(id),
                                .label = std::move(label),
                                .data = Line{counts, floored(std::move(changes))},
                                .role = role});
    };
    add("dynamic", {"P of the contents", "内容による P"}, ProjectionKind::Dynamic, Role::Output);
    if (context.stopRequested())
        return RunContext::cancelled();
    add("fixed", {"P of the places", "位置による P"}, ProjectionKind::Fixed, Role::Reference);
    panel.layers.push_back({.id = "inserted",
                            .label = {"in use", "使用中"},
                            .data = Rule{Rule::Axis::X, static_cast<double>(scene.inserted)},
                            .role = Role::Input});
    return panel;
}

Result<Panel> costPanel(const LongShortScene& scene, const RunContext& context)
{
    const auto sweeps = longShortCosts(scene, context);
    if (!sweeps)
        return sweeps.error();
    return growthPanel("cost", *sweeps, Growth::MultiplyAdds);
}

} // namespace

Result<std::vector<Panel>> longShortPanels(const LongShortScene& scene, const RunContext& context)
{
    std::vector<Panel> panels;
    addMaps(scene, panels);
    if (scene.request.wants("needle"))
        panels.push_back(needlePanel(scene));
    for (const auto& [id, make] :
         {std::pair{"distance-error", &distancePanel}, std::pair{"norms", &normsPanel},
          std::pair{"shift", &shiftPanel}, std::pair{"cost", &costPanel}}) {
        if (!scene.request.wants(id))
            continue;
        Result<Panel> panel = make(scene, context);
        if (!panel)
            return panel.error();
        panels.push_back(*std::move(panel));
    }
    return panels;
}

} // namespace kaba
