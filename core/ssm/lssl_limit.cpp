// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_text.h"
#include "core/math/log_slope.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/held_input.h"
#include "core/ssm/lssl_scene.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace kaba {
namespace {

constexpr std::size_t kPlaces = 8; ///< on the curves over Δ, each with a quarter of the next one's step
constexpr std::size_t kMostSamples = 1024;
constexpr int kAlphaParts = 24;     ///< even, so that ½ is among the places
constexpr int kFinestAlpha = 8;     ///< halvings of the finest curve over α
constexpr double kAsymptotic = 0.1; ///< Δ‖A‖ below which the first term of the error rules

/// Of the step at that place, the finest first.
int halvingsAt(std::size_t place) { return static_cast<int>(2 * (kPlaces - 1 - place)); }

/// What an error must exceed to be none of rounding: far more than zero-order hold, which is exact, has at that step,
/// and than 2^halvings roundings of a matrix close to I.
double overRounding(double errorOfHold, int halvings)
{
    constexpr double kFarMore = 100;
    return kFarMore * std::max(errorOfHold, std::ldexp(std::numeric_limits<double>::epsilon(), halvings));
}

/// Errors of one rule over its step, the finest first.
struct Convergence {
    std::string_view id;
    Label label;
    Discretization method;
    Role role;
    Samples steps = {}, errors = {};

    /// The order of convergence where the steps are fine enough to show it and the errors no rounding; else NaN.
    double order(double size, std::span<const double> hold) const;
};

double Convergence::order(double size, std::span<const double> hold) const
{
    Samples x;
    Samples y;
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (steps[i] * size <= kAsymptotic && errors[i] >= overRounding(hold[i], halvingsAt(i))) {
            x.push_back(steps[i]);
            y.push_back(errors[i]);
        }
    return logSlope(x, y);
}

std::array<Convergence, 5> rules(double alpha)
{
    return {{{"forward-euler", {"forward Euler", "前進オイラー"}, {StepRule::ForwardEuler}, Role::Error},
             {"backward-euler", {"backward Euler", "後退オイラー"}, {StepRule::BackwardEuler}, Role::State},
             {"bilinear", {"bilinear", "双一次"}, {StepRule::Bilinear}, Role::Output},
             {"zoh", {"zero-order hold", "零次ホールド"}, {StepRule::Zoh}, Role::Reference},
             {"gbt", {"α of the slider", "スライダーの α"}, {StepRule::Gbt, alpha}, Role::Accent}}};
}

Result<HeldProblem> problemOf(const LsslScene& scene, const RunContext& context)
{
    constexpr std::size_t kMomentsPerSample = 4;
    const std::span<const double> all = scene.signal.values;
    const auto input = all.first(std::min(all.size(), kMostSamples));
    const auto fine = heldOutput(scene.continuous(), scene.step(), input, kMomentsPerSample, context);
    if (!fine)
        return fine.error();
    return HeldProblem{scene.continuous(), scene.layer.eigenvalues, scene.step(), input,
                       lastOfEach(*fine, kMomentsPerSample)};
}

Status measure(Convergence& rule, const HeldProblem& problem, const RunContext& context)
{
    for (std::size_t place = 0; place < kPlaces; ++place) {
        const int halvings = halvingsAt(place);
        const auto error = ruleError(problem, rule.method, halvings, context);
        if (!error)
            return error.error();
        rule.steps.push_back(std::ldexp(problem.step, -halvings));
        rule.errors.push_back(*error);
    }
    return Done{};
}

bool hasGap(std::span<const double> errors)
{
    return std::ranges::any_of(errors, [](double error) { return std::isnan(error); });
}

Text leftOut() { return {"Left out where the rule is unstable.", "不安定になる部分は表示していません。"}; }

Panel convergencePanel(std::span<const Convergence> all)
{
    Panel panel{.id = "convergence",
                .title = {"Error against the differential equation as Δ falls",
                          "Δ を小さくしたときの微分方程式との差"},
                .x = {.label = {"step Δ", "刻み幅 Δ"}, .unit = "time units", .kind = Axis::Kind::Log},
                .y = {.label = {"relative error", "相対誤差"}, .kind = Axis::Kind::Log}};
    for (const Convergence& rule : all) {
        panel.layers.push_back({.id = std::string(rule.id),
                                .label = rule.label,
                                .data = Line{rule.steps, rule.errors},
                                .role = rule.role});
        if (hasGap(rule.errors))
            panel.note = leftOut();
    }
    return panel;
}

Claim orderClaim(const Convergence& rule, double expected, double measured)
{
    const Text name(rule.label);
    return {.id = fmt::format("order-{}", rule.id),
            .kind = Claim::Kind::Identity,
            .relation = Claim::Relation::Equal,
            .statement = text("The error of {0} falls as Δ to the power of {2}: the fitted slope.",
                              "{1}の誤差は Δ の {2} 乗で減る：あてはめた傾き。", name.en, name.ja, expected),
            .source = {"Order of the generalised bilinear transform; HiPPO (2020), appendix B.3",
                       "一般化双一次変換の次数；HiPPO (2020)、付録 B.3"},
            .expected = expected,
            .measured = measured,
            .tolerance = 0.1};
}

void addOrders(std::span<const Convergence> all, double size, Figure& figure)
{
    const Samples& hold = std::ranges::find(all, "zoh", &Convergence::id)->errors;
    for (const Convergence& rule : all) {
        const double order = rule.order(size, hold);
        if (rule.method.rule == StepRule::Zoh || std::isnan(order))
            continue;
        const Text name(rule.label);
        figure.readouts.push_back({.id = fmt::format("order-{}", rule.id),
                                   .label = text("Order of {0}", "{1}の次数", name.en, name.ja),
                                   .value = order});
        if (rule.method.rule != StepRule::Gbt)
            figure.claims.push_back(orderClaim(rule, rule.method.rule == StepRule::Bilinear ? 2 : 1, order));
    }
}

Status addConvergence(const LsslScene& scene, const HeldProblem& problem, Figure& figure,
                      const RunContext& context)
{
    auto all = rules(scene.request.values[kAlpha]);
    for (Convergence& rule : all)
        if (Status done = measure(rule, problem, context); !done)
            return done;
    figure.panels.push_back(convergencePanel(all));
    addOrders(all, scene.continuous().a.norm(), figure);
    return Done{};
}

/// Errors over α at one step.
struct AlphaCurve {
    int halvings;
    Label label;
    Samples errors = {};
};

double alphaAt(int place) { return static_cast<double>(place) / kAlphaParts; }

/// Where the least error stands; only where the errors of the places next to ½ are no rounding.
std::optional<double> bestAlpha(const AlphaCurve& finest, const HeldProblem& problem, double errorOfHold)
{
    const double size = std::ldexp(problem.step, -finest.halvings) * problem.continuous.a.norm();
    const double beside = finest.errors[kAlphaParts / 2 + 1];
    if (size > kAsymptotic || !(beside >= overRounding(errorOfHold, finest.halvings)) ||
        hasGap(finest.errors))
        return std::nullopt;
    return alphaAt(static_cast<int>(std::ranges::min_element(finest.errors) - finest.errors.begin()));
}

Claim halfIsBest(double measured)
{
    return {.id = "half-is-best",
            .kind = Claim::Kind::Identity,
            .relation = Claim::Relation::Equal,
            .statement =
                {"Of all α, ½ has the least error once Δ is small: where the finest curve has its minimum.",
                 "Δ が小さければ α = ½ の誤差が最も小さい：最も細かい曲線が最小となる α。"},
            .source = {"LSSL (2021), section 2: the bilinear method", "LSSL (2021)、2 節：双一次変換"},
            .expected = 0.5,
            .measured = measured,
            .tolerance = 0.5 / kAlphaParts};
}

Panel alphaPanel(std::span<const AlphaCurve> curves, double alpha)
{
    Panel panel{.id = "alpha",
                .title = {"The same error over α: 0 forward, ½ bilinear, 1 backward",
                          "α に対する同じ誤差：0 前進、½ 双一次、1 後退"},
                .x = {.label = {"α", "α"}},
                .y = {.label = {"relative error", "相対誤差"}, .kind = Axis::Kind::Log}};
    int shade = 0;
    for (const AlphaCurve& curve : curves) {
        panel.layers.push_back(
            {.id = fmt::format("halvings-{}", curve.halvings),
             .label = curve.label,
             .data = Line{RegularGrid{0, 1.0 / kAlphaParts, curve.errors.size()}, curve.errors},
             .role = Role::Output,
             .shade = shade++});
        if (hasGap(curve.errors))
            panel.note = leftOut();
    }
    panel.layers.push_back({.id = "alpha",
                            .label = text("α = {}", "α = {}", shortest(alpha)),
                            .data = Rule{Rule::Axis::X, alpha},
                            .role = Role::Accent});
    return panel;
}

Status addAlpha(const LsslScene& scene, const HeldProblem& problem, Figure& figure, const RunContext& context)
{
    std::array<AlphaCurve, 3> curves{
        {{0, {"Δ", "Δ"}}, {4, {"Δ/16", "Δ/16"}}, {kFinestAlpha, {"Δ/256", "Δ/256"}}}};
    for (AlphaCurve& curve : curves)
        for (int place = 0; place <= kAlphaParts; ++place) {
            const auto error = ruleError(problem, {StepRule::Gbt, alphaAt(place)}, curve.halvings, context);
            if (!error)
                return error.error();
            curve.errors.push_back(*error);
        }
    figure.panels.push_back(alphaPanel(curves, scene.request.values[kAlpha]));
    const auto hold = ruleError(problem, {StepRule::Zoh}, kFinestAlpha, context);
    if (!hold)
        return hold.error();
    if (const auto best = bestAlpha(curves.back(), problem, *hold))
        figure.claims.push_back(halfIsBest(*best));
    return Done{};
}

} // namespace

Status addLimit(const LsslScene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.wantsAny({"convergence", "alpha"}))
        return Done{};
    const auto problem = problemOf(scene, context);
    if (!problem)
        return problem.error();
    if (scene.request.wants("convergence"))
        if (Status added = addConvergence(scene, *problem, figure, context); !added)
            return added;
    return scene.request.wants("alpha") ? addAlpha(scene, *problem, figure, context) : Status(Done{});
}

} // namespace kaba
