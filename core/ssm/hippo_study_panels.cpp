// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/hippo_study_panels.h"

#include "core/math/vector_ops.h"
#include "core/ssm/hippo_studies.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace kaba {
namespace {

/// From three decades below the state's least error: an optimum of 1e−30 would flatten everything else.
Interval errorRange(const ErrorHistory& errors)
{
    constexpr double kBelow = 1e-3;
    Interval range{0, 0};
    for (const double value : errors.state)
        if (value > 0) {
            range.low = range.high > 0 ? std::min(range.low, value) : value;
            range.high = std::max(range.high, value);
        }
    if (range.high == 0)
        return {kBelow, 1};
    const double least = *std::ranges::min_element(errors.best);
    return {std::max({least, range.low * kBelow, std::numeric_limits<double>::min()}), range.high * 2};
}

Text errorOverTimeTitle(const ErrorHistory& errors)
{
    return text("After the last sample the state errs by {0:.2g}, the least possible is {1:.2g}",
                "最後のサンプルの後の誤差は {0:.2g}、到達しうる最小値は {1:.2g}", errors.state.back(),
                errors.best.back());
}

Text errorOverTimeNote(const HippoScene& scene, const ErrorHistory& errors)
{
    if (!allFinite(errors.state))
        return overflowNote(scene.history);
    if (*std::ranges::max_element(errors.best) < errorRange(errors).low)
        return {"The least possible stays below this picture.", "到達しうる最小値はこの図より下にあります。"};
    return {};
}

Panel errorOverTimePanel(const HippoScene& scene, const ErrorHistory& errors)
{
    Samples places;
    for (const std::size_t moment : errors.moments)
        places.push_back(static_cast<double>(moment) * scene.scale().perSample());
    return {.id = "error-over-time",
            .title = errorOverTimeTitle(errors),
            .x = scene.scale().axis(),
            .y = {.label = {"mean square error", "平均二乗誤差"},
                  .kind = Axis::Kind::Log,
                  .range = errorRange(errors)},
            .layers = {{.id = "state",
                        .label = {"state", "状態"},
                        .data = Line{places, errors.state},
                        .role = Role::Output},
                       {.id = "optimum",
                        .label = {"least squares", "最小二乗"},
                        .data = Line{places, errors.best},
                        .role = Role::Reference},
                       {.id = "moment",
                        .label = {"moment", "時点"},
                        .data = Rule{Rule::Axis::X,
                                     static_cast<double>(scene.moment) * scene.scale().perSample()},
                        .role = Role::Accent}},
            .note = errorOverTimeNote(scene, errors)};
}

/// The smallest (mse − best-mse)/(signal power + mse) over the moments.
double smallestExcess(const HippoScene& scene, const ErrorHistory& errors)
{
    double smallest = 0;
    for (std::size_t i = 0; i < errors.moments.size(); ++i) {
        const Recalled recalled = recalledAt(scene.settings(), errors.moments[i]);
        const double power = squaredNorm(scene.inputPart(recalled.first, recalled.count)) /
                             static_cast<double>(recalled.count);
        const double excess = errors.state[i] - errors.best[i];
        if (excess < 0)
            smallest = std::min(smallest, excess / (power + errors.state[i]));
    }
    return smallest;
}

Claim boundAtEveryMoment(const HippoScene& scene, const ErrorHistory& errors)
{
    Claim claim =
        identityClaim("least-squares-bound-over-time",
                      {"At none of these moments is the state better than least squares.",
                       "どの時点でも状態の誤差が最小二乗の誤差を下回ることはない。"},
                      {"Definition of best-mse", "best-mse の定義"}, -1e-9, smallestExcess(scene, errors));
    claim.relation = Claim::Relation::AtLeast;
    return claim;
}

/// change ∝ 1/samples through the last point.
Layer firstOrderLine(const RateStudy& study)
{
    Samples line;
    for (const double samples : study.samples)
        line.push_back(study.change.back() * study.samples.back() / samples);
    return {.id = "first-order",
            .label = {"order 1", "1 次"},
            .data = Line{study.samples, std::move(line)},
            .role = Role::Reference};
}

Text timescaleTitle(const HippoScene& scene, const RateStudy& study)
{
    if (!std::isfinite(study.order))
        return {"What hearing the same signal at twice the rate changes",
                "同じ信号を 2 倍の速さで標本化したときの係数の変化"};
    if (scene.memory.discrete)
        return text("Only with Δ adapted to the rate do the coefficients settle (order {:.2f})",
                    "Δ を標本化の速さに合わせたときだけ係数は収束する（次数 {:.2f}）", study.order);
    return text("The same signal at twice the rate: the same coefficients up to an error of order {:.2f}",
                "同じ信号を 2 倍の速さで標本化しても係数は同じ（誤差は {:.2f} 次で減少）", study.order);
}

Panel timescalePanel(const HippoScene& scene, const RateStudy& study)
{
    return {.id = "timescale",
            .title = timescaleTitle(scene, study),
            .x = {.label = {"samples heard of the same signal", "同じ信号から取ったサンプルの数"},
                  .kind = Axis::Kind::Log},
            .y = {.label = {"relative change of c", "c の相対変化"}, .kind = Axis::Kind::Log},
            .layers = {
                {.id = "change",
                 .label = scene.memory.discrete ? Text{"Δ adapted", "Δ を合わせる"} : Text{"no Δ", "Δ なし"},
                 .data = Line{study.samples, finiteOrNan(study.change)},
                 .role = Role::Output},
                firstOrderLine(study)}};
}

Claim stepFree(double difference)
{
    return identityClaim(
        "step-free",
        {"The same samples give scaled LegS the same coefficients, to the bit, whatever Δ.",
         "時間伸縮型の LegS では、Δ が何であっても同じサンプルから同じ係数がビット単位で得られる。"},
        {"HiPPO (2020), proposition 3", "HiPPO (2020)、命題 3"}, 0, difference);
}

Claim firstOrder(double order)
{
    return {
        .id = "timescale-order",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtLeast,
        .statement =
            {"Hearing the same signal faster gives LegS the same coefficients: what is left is an error "
             "of sampling that falls with an order of at least 0.9.",
             "同じ信号を速く標本化しても LegS の係数は同じになる：残るのは標本化の誤差で、"
             "0.9 次以上で減少する。"},
        .source = {"HiPPO (2020), proposition 3", "HiPPO (2020)、命題 3"},
        .expected = 0.9,
        .measured = order,
        .remark = {"Exact in continuous time. The order shows once the samples are many for the order N, and "
                   "an exact match leaves rounding only.",
                   "連続時間では厳密に成り立つ。この次数は、次数 N に対してサンプルが十分に多いときに現れる。"
                   "完全に一致する場合は丸め誤差だけが残る。"}};
}

Status addKeptStep(const HippoScene& scene, std::span<const double> heard, Panel& panel,
                   const RunContext& context)
{
    Result<RateStudy> kept = rateStudy(scene.memory, heard, StepAtRate::Kept, context);
    if (!kept)
        return kept.error();
    panel.layers.push_back({.id = "kept-step",
                            .label = {"Δ kept", "Δ を変えない"},
                            .data = Line{kept->samples, finiteOrNan(std::move(kept->change))},
                            .role = Role::Error});
    return Done{};
}

Status addLegsClaims(const HippoScene& scene, std::span<const double> heard, double order, Figure& figure,
                     const RunContext& context)
{
    const Result<double> difference = stepDependence(scene.memory, heard, context);
    if (!difference)
        return difference.error();
    if (std::isfinite(*difference))
        figure.claims.push_back(stepFree(*difference));
    if (std::isfinite(order))
        figure.claims.push_back(firstOrder(order));
    return Done{};
}

} // namespace

Status addErrorOverTime(const HippoScene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.request.wants("error-over-time"))
        return Done{};
    const Result<ErrorHistory> errors = errorHistory(scene.memory, scene.signal.values, context);
    if (!errors)
        return errors.error();
    figure.panels.push_back(errorOverTimePanel(scene, *errors));
    figure.claims.push_back(boundAtEveryMoment(scene, *errors));
    return Done{};
}

Status addTimescale(const HippoScene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.request.wants("timescale"))
        return Done{};
    const std::span<const double> heard = scene.inputPart(0, scene.moment + 1);
    const Result<RateStudy> study = rateStudy(scene.memory, heard, StepAtRate::Adapted, context);
    if (!study)
        return study.error();
    Panel panel = timescalePanel(scene, *study);
    if (const Status added = scene.memory.discrete
                                 ? addKeptStep(scene, heard, panel, context)
                                 : addLegsClaims(scene, heard, study->order, figure, context);
        !added)
        return added.error();
    if (!allFinite(study->change))
        panel.note = {"At some of the rates the state overflows: lower step or choose bilinear.",
                      "一部の速さでは状態が桁あふれします。step を下げるか bilinear を選んでください。"};
    figure.panels.push_back(std::move(panel));
    if (std::isfinite(study->order))
        figure.readouts.push_back({.id = "timescale-order",
                                   .label = {"Order of the sampling error", "標本化誤差の次数"},
                                   .value = study->order});
    return Done{};
}

} // namespace kaba
