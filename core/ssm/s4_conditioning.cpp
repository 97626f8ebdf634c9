// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/vector_ops.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/krylov.h"
#include "core/ssm/layer_claims.h"
#include "core/ssm/legs_eigenvectors.h"
#include "core/ssm/s4_kernel.h"
#include "core/ssm/s4_scene.h"

#include <array>
#include <cmath>
#include <limits>
#include <span>

namespace kaba {
namespace {

constexpr int kMostOrder = 64;
constexpr std::size_t kSamples = 64;
constexpr std::array<int, 8> kTried{2, 4, 8, 12, 16, 24, 32, 64};

RegularGrid ordersGrid() { return {1, 1, kMostOrder}; }

template <class Value>
Samples overOrders(const Value& value)
{
    Samples values;
    for (int order = 1; order <= kMostOrder; ++order)
        values.push_back(value(order));
    return values;
}

/// What becomes of the kernel of LegS at some order, as a fraction of its peak.
struct Trial {
    int order;
    double naive;      ///< through the eigenvectors of A
    double structured; ///< through those of its normal part
};

Result<Trial> tryOrder(const S4Scene& scene, int order)
{
    LayerSettings settings = scene.layer.settings;
    settings.system = LayerSystem::LegS;
    settings.order = order;
    const Result<SsmLayer> layer = makeLayer(settings, nullptr);
    const Result<Dplr> dplr = dplrOf(Measure::LegSLti, order);
    if (!layer || !dplr)
        return layer ? dplr.error() : layer.error();
    const auto& continuous = std::get<StateSpace>(layer->continuous);
    const std::vector<double> exact = giantStepKernel(*layer->dense(), kSamples);
    const Eigen::VectorXcd modes = dplr->inModes(truncatedReadout(continuous, settings.step, kSamples));
    const Result<std::vector<double>> structured = s4Kernel(*dplr, settings.step, modes, kSamples);
    return Trial{order,
                 relativeDifference(legsKernelByEigenvectors(continuous.c, settings.step, kSamples), exact),
                 relativeDifference(*structured, exact)};
}

Result<std::vector<Trial>> tryOrders(const S4Scene& scene, const RunContext& context)
{
    std::vector<Trial> trials;
    for (const int order : kTried) {
        if (context.stopRequested())
            return RunContext::cancelled();
        const Result<Trial> trial = tryOrder(scene, order);
        if (!trial)
            return trial.error();
        trials.push_back(*trial);
    }
    return trials;
}

Panel conditioningPanel()
{
    const double everyDigit = 1 / std::numeric_limits<double>::epsilon();
    return {.id = "conditioning",
            .title = {"LegS: the eigenvectors of A become parallel, those of the normal part stay orthogonal",
                      "LegS：A の固有ベクトルは平行に近づくが、正規部分のものは直交したまま"},
            .x = {.label = {"order N", "次数 N"}},
            .y = {.label = {"condition number, entry", "条件数、成分"}, .kind = Axis::Kind::Log},
            .layers = {
                {.id = "naive",
                 .label = {"‖V‖ ‖V⁻¹‖ of A", "A の ‖V‖ ‖V⁻¹‖"},
                 .data = Line{ordersGrid(), overOrders(legsConditionNumber)},
                 .role = Role::Error},
                {.id = "largest-entry",
                 .label = {"largest entry of the paper's V", "論文の V の最大成分"},
                 .data = Line{ordersGrid(), overOrders(legsLargestEntry)},
                 .role = Role::Output},
                {.id = "paper",
                 .label = Text::same("2^(4N/3)"),
                 .data = Line{ordersGrid(), overOrders([](int order) { return std::exp2(4.0 * order / 3); })},
                 .role = Role::Reference},
                {.id = "normal-part",
                 .label = {"normal part: 1", "正規部分：1"},
                 .data = Line{ordersGrid(), Samples(kMostOrder, 1)},
                 .role = Role::State},
                {.id = "double",
                 .label = {"no digit left in double", "倍精度で有効桁なし"},
                 .data = Rule{Rule::Axis::Y, everyDigit},
                 .role = Role::Accent}}};
}

Panel naiveErrorPanel(std::span<const Trial> trials)
{
    Samples orders;
    Samples naive;
    Samples structured;
    for (const Trial& trial : trials) {
        orders.push_back(trial.order);
        naive.push_back(trial.naive);
        structured.push_back(trial.structured);
    }
    return {.id = "naive-error",
            .title = {"LegS: diagonalising A ruins the kernel, S4 does not",
                      "LegS：A を対角化するとカーネルは壊れ、S4 では壊れない"},
            .x = {.label = {"order N", "次数 N"}},
            .y = {.label = {"max error / max |K|", "最大誤差 / max |K|"}, .kind = Axis::Kind::Log},
            .layers = {{.id = "naive",
                        .label = {"by exact eigenvectors of A", "A の正確な固有ベクトルによる"},
                        .data = Line{orders, finiteOrNan(std::move(naive))},
                        .role = Role::Error},
                       {.id = "s4",
                        .label = {"S4", "S4"},
                        .data = Line{orders, finiteOrNan(std::move(structured))},
                        .role = Role::State},
                       {.id = "nothing-right",
                        .label = {"no digit right", "正しい桁なし"},
                        .data = Rule{Rule::Axis::Y, 1},
                        .role = Role::Accent}}};
}

Panel tablePanel(std::span<const Trial> trials)
{
    Table table{.columns = {{"N", "N"},
                            {"‖V‖ ‖V⁻¹‖", "‖V‖ ‖V⁻¹‖"},
                            {"error by A", "A での誤差"},
                            {"by S4", "S4 での誤差"}},
                .rows = {}};
    for (const Trial& trial : trials)
        table.rows.push_back({std::to_string(trial.order),
                              fmt::format("{:.1e}", legsConditionNumber(trial.order)),
                              fmt::format("{:.1e}", trial.naive), fmt::format("{:.1e}", trial.structured)});
    return {.id = "diagonalisation",
            .title = {"LegS in numbers: 64 samples at this step", "LegS の数値：この刻み幅での 64 サンプル"},
            .layers = {{.id = "diagonalisation",
                        .label = {"diagonalising LegS", "LegS の対角化"},
                        .data = std::move(table)}}};
}

/// Lemma 3.2, by the growth from N = 32 to 64: the paper's 2^{4N/3} leaves out a factor like 1/√N.
Claim entriesExplode()
{
    const double growth =
        std::log2(legsLargestEntry(kMostOrder) / legsLargestEntry(kMostOrder / 2)) / (kMostOrder / 2);
    return {.id = "eigenvectors-explode",
            .kind = Claim::Kind::Paper,
            .relation = Claim::Relation::AtLeast,
            .statement = {"The matrix that diagonalises LegS has entries up to 2^(4N/3): how many bits its "
                          "largest entry gains for each unit of N, from N = 32 to 64.",
                          "LegS を対角化する行列の成分は最大 2^(4N/3) に達する：N = 32 から 64 まで、N が 1 "
                          "増えるごとに最大成分が増すビット数。"},
            .source = {"S4 (2022), lemma 3.2", "S4 (2022)、補題 3.2"},
            .expected = 4.0 / 3,
            .measured = growth};
}

} // namespace

Status addS4Conditioning(const S4Scene& scene, Figure& figure, const RunContext& context)
{
    figure.claims.push_back(entriesExplode());
    if (scene.request.wants("conditioning"))
        figure.panels.push_back(conditioningPanel());
    if (!scene.wantsAny({"naive-error", "diagonalisation"}))
        return Done{};
    const Result<std::vector<Trial>> trials = tryOrders(scene, context);
    if (!trials)
        return trials.error();
    if (scene.request.wants("naive-error"))
        figure.panels.push_back(naiveErrorPanel(*trials));
    if (scene.request.wants("diagonalisation"))
        figure.panels.push_back(tablePanel(*trials));
    return Done{};
}

} // namespace kaba
