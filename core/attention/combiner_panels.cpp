// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/combiner_panels.h"

#include "core/attention/attention_panels.h"
#include "core/attention/combiner_params.h"
#include "core/attention/exact_attention.h"
#include "core/attention/structured_input.h"
#include "core/attention/sweeps.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kaba {
namespace {

constexpr Eigen::Index kMostOfBlock = 128;
constexpr Eigen::Index kMostWidth = 16;  ///< of what is only counted
constexpr double kLeastSingular = 1e-18; ///< what a logarithmic axis shows of a singular value of 0

Panel mapPanel(const CombinerScene& scene, const std::string& id, Text title, const Eigen::MatrixXd& matrix,
               bool signedValues)
{
    Panel panel = tokenMatrixPanel(id, std::move(title), matrix, scene.input.tokens, signedValues);
    const double end = largeWeight(scene.full);
    std::get<Heatmap>(panel.layers.front().data).range = Interval{signedValues ? -end : 0, end};
    return panel;
}

void addMaps(const CombinerScene& scene, std::vector<Panel>& panels)
{
    const auto add = [&](const std::string& id, Text title, const auto& matrix, bool signedValues) {
        if (scene.request.wants(id))
            panels.push_back(mapPanel(scene, id, std::move(title), matrix, signedValues));
    };
    const CombinerView& view = scene.view;
    add("full", {"Full attention", "通常の注意"}, scene.full, false);
    add("combiner", {"Combiner: no hole in it", "Combiner：穴のない行列"}, view.weights(), false);
    add("parts",
        {"Direct weights (blue, downwards) and weights through spans (red)",
         "直接の重み（青、負の向き）とスパン経由の重み（赤）"},
        view.throughSpans - view.direct, true);
    add("pattern", {"The sparse pattern alone", "スパースパターンのみ"}, view.sparse, false);
    add("difference", {"Combiner minus full attention", "Combiner − 通常の注意"}, view.weights() - scene.full,
        true);
}

Samples samplesOf(const Eigen::VectorXd& values) { return {values.begin(), values.end()}; }

/// Finite values, NaN for the rest.
Line lineOver(const Eigen::VectorXd& values)
{
    Samples y = samplesOf(values);
    for (double& value : y)
        value = std::isfinite(value) ? value : NAN;
    return {RegularGrid{0, 1, y.size()}, std::move(y)};
}

Panel divergencePanel(const CombinerScene& scene)
{
    Panel panel{.id = "divergence",
                .title = {"What each row loses: KL(full ‖ Combiner)", "各行の損失：KL(通常 ‖ Combiner)"},
                .x = tokenAxis({"query", "クエリ"}),
                .y = {.label = {"divergence", "ダイバージェンス"}, .unit = "nats"}};
    if (!scene.divergence.allFinite())
        panel.note = {"A weight is too small for a number: the divergence of its row is left out.",
                      "数で表せないほど小さい重みがあり、その行のダイバージェンスは省いています。"};
    if (scene.settings.mixture) {
        panel.layers = {
            {.id = "total", .label = {"of the mixture", "混合の全体"}, .data = lineOver(scene.divergence)}};
        return panel;
    }
    const Samples mass = samplesOf(scene.view.massDivergence);
    const Samples total = samplesOf(scene.view.massDivergence + scene.view.innerDivergence);
    const RegularGrid grid{0, 1, mass.size()};
    panel.layers = {{.id = "mass",
                     .label = {"mass over tokens and spans", "トークンとスパンへの質量の配分"},
                     .data = Band{grid, Samples(mass.size(), 0), mass},
                     .role = Role::Output},
                    {.id = "inner",
                     .label = {"within the spans", "スパン内の配分"},
                     .data = Band{grid, mass, total},
                     .role = Role::Error},
                    {.id = "total",
                     .label = {"both, from the matrices", "合計（行列から計算）"},
                     .data = lineOver(scene.divergence),
                     .role = Role::Reference}};
    return panel;
}

Layer singularLayer(std::string id, Text label, const Eigen::MatrixXd& block, Role role)
{
    Samples values = singularValues(block);
    for (double& value : values)
        value = std::max(value, kLeastSingular);
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Stems{RegularGrid{1, 1, values.size()}, std::move(values)},
            .role = role};
}

Panel spectrumPanel(const CombinerScene& scene)
{
    Panel panel{.id = "spectrum",
                .title = {"Singular values of the block of one span", "一つのスパンが占めるブロックの特異値"},
                .x = {.label = {"index", "番号"}},
                .y = {.label = {"singular value σ", "特異値 σ"}, .kind = Axis::Kind::Log}};
    const SpanBlock block = spanBlockOf(scene);
    if (block.full.size() == 0) {
        panel.note = {
            "No span holds two tokens and is seen by two: lower the block.",
            "2 個以上のトークンを含み 2 個以上から見えるスパンがありません。ブロックを下げてください。"};
        return panel;
    }
    panel.layers = {singularLayer("full", {"full attention", "通常の注意"}, block.full, Role::Reference),
                    singularLayer("combiner", {"Combiner: one, then rounding", "Combiner：1 個と丸め誤差"},
                                  block.combiner, Role::Output)};
    panel.title = text("Singular values of the block of one span: {0} queries, {1} keys",
                       "一つのスパンが占めるブロックの特異値：クエリ {0} 個、キー {1} 個", block.full.rows(),
                       block.full.cols());
    return panel;
}

Result<Panel> blockCostPanel(const CombinerScene& scene, const RunContext& context)
{
    const Result<BlockCosts> costs = blockCosts(scene, context);
    if (!costs)
        return costs.error();
    const std::size_t best = costs->cheapest();
    Panel panel{.id = "cost-block",
                .title = text("Multiply-adds against the block: fewest at s = {0}",
                              "ブロック s に対する積和の数：最小は s = {0}", costs->blocks[best]),
                .x = {.label = {"block s", "ブロック s"}, .kind = Axis::Kind::Log},
                .y = {.label = {"multiply-adds", "積和の数"}, .kind = Axis::Kind::Log}};
    panel.layers = {
        {.id = "counted", .label = {"counted", "計数"}, .data = Line{costs->blocks, costs->multiplyAdds}},
        {.id = "cheapest",
         .label = {"fewest", "最小"},
         .data = Scatter{{costs->blocks[best]}, {costs->multiplyAdds[best]}},
         .role = Role::Accent},
        {.id = "in-use",
         .label = {"block in use", "使用中のブロック"},
         .data = Rule{Rule::Axis::X, static_cast<double>(scene.plan().block())},
         .role = Role::Input},
        {.id = "exact",
         .label = {"full attention", "通常の注意"},
         .data = Rule{Rule::Axis::Y, static_cast<double>(scene.exact.cost.multiplyAdds)},
         .role = Role::Reference}};
    return panel;
}

/// Each pattern with the block that suits the number of tokens.
Attender attenderWith(SpanPattern pattern, bool causal)
{
    const Option& option = kSpanPatternOptions[static_cast<std::size_t>(pattern)];
    return {.id = std::string(option.id),
            .name = option.label,
            .attend = [pattern, causal](AttentionProblem problem, int, const RunContext& context) {
                problem.causal = causal;
                return combinerAttention(problem, {.pattern = pattern}, context);
            }};
}

Result<Panel> lengthCostPanel(const CombinerScene& scene, const RunContext& context)
{
    const bool causal = scene.problem().causal;
    const Eigen::Index dim = std::min(scene.problem().dim(), kMostWidth);
    const auto problemOf = [&](int tokens) {
        Random random(static_cast<std::uint64_t>(scene.request.seed));
        const Eigen::MatrixXd rows = smoothRows(random, tokens, dim, 0, 1);
        return AttentionProblem{.queries = rows, .keys = rows, .values = rows, .causal = causal};
    };
    std::vector<Attender> attenders{
        {.id = "softmax",
         .name = {"full attention", "通常の注意"},
         .attend = [](const AttentionProblem& problem, int, const RunContext& inner) {
             return exactAttention(problem, inner);
         }}};
    for (const SpanPattern pattern :
         {SpanPattern::Fixed, SpanPattern::Logsparse, SpanPattern::AxialVertical, SpanPattern::AxialRowmajor})
        attenders.push_back(attenderWith(pattern, causal));
    std::vector<TokensSweep> sweeps;
    for (const Attender& attender : attenders) {
        auto sweep = costAgainstTokens(attender, problemOf, 0, doublingFrom(64, 1024), Clock::None, context);
        if (!sweep)
            return sweep.error();
        sweeps.push_back(*std::move(sweep));
    }
    Panel panel = growthPanel("cost-length", sweeps, Growth::MultiplyAdds);
    if (dim < scene.problem().dim())
        panel.note = text("Counted at width d = {0}; the growth does not depend on it.",
                          "幅 d = {0} で計数しています。増え方は d によりません。", dim);
    return panel;
}

} // namespace

SpanBlock spanBlockOf(const CombinerScene& scene)
{
    const SpanPlan plan = scene.plan();
    const std::vector<Eigen::Index> viewers = plan.viewerCounts();
    Eigen::Index best = -1;
    Eigen::Index most = 0;
    for (Eigen::Index span = 0; span < plan.spans(); ++span) {
        const Eigen::Index queries = viewers[static_cast<std::size_t>(span)];
        const Eigen::Index keys = plan.members(span).count;
        if (std::min(queries, keys) >= 2 && queries * keys > most) {
            most = queries * keys;
            best = span;
        }
    }
    if (best < 0)
        return {};
    std::vector<Eigen::Index> queries = plan.viewersOf(best);
    std::vector<Eigen::Index> keys;
    forEachIndex({plan.members(best)}, 0, [&](Eigen::Index key, Eigen::Index) { keys.push_back(key); });
    for (std::vector<Eigen::Index>* side : {&queries, &keys})
        side->resize(std::min(side->size(), static_cast<std::size_t>(kMostOfBlock)));
    return {scene.full(queries, keys), scene.view.throughSpans(queries, keys)};
}

std::size_t BlockCosts::cheapest() const
{
    return static_cast<std::size_t>(std::ranges::min_element(multiplyAdds) - multiplyAdds.begin());
}

Result<BlockCosts> blockCosts(const CombinerScene& scene, const RunContext& context)
{
    BlockCosts costs;
    const auto n = static_cast<double>(scene.problem().tokens());
    CombinerSettings settings = scene.settings;
    settings.mixture.reset();
    const int steps = static_cast<int>(2 * std::log2(n));
    for (int step = 0; step <= steps; ++step) {
        const double whole = std::round(std::exp2(step / 2.0));
        if (!costs.blocks.empty() && whole == costs.blocks.back())
            continue;
        settings.block = static_cast<Eigen::Index>(whole);
        const Result<AttentionResult> result = combinerAttention(scene.problem(), settings, context);
        if (!result)
            return result.error();
        costs.blocks.push_back(whole);
        costs.multiplyAdds.push_back(static_cast<double>(result->cost.multiplyAdds));
    }
    return costs;
}

Result<std::vector<Panel>> combinerPanels(const CombinerScene& scene, const RunContext& context)
{
    std::vector<Panel> panels;
    addMaps(scene, panels);
    if (scene.request.wants("divergence"))
        panels.push_back(divergencePanel(scene));
    if (scene.request.wants("spectrum"))
        panels.push_back(spectrumPanel(scene));
    for (const auto& [id, make] :
         {std::pair{"cost-block", &blockCostPanel}, std::pair{"cost-length", &lengthCostPanel}}) {
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
