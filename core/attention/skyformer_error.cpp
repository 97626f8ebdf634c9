// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_measures.h"
#include "core/attention/skyformer_scene.h"
#include "core/attention/sweeps.h"
#include "core/math/log_slope.h"
#include "core/ssm/figure_parts.h"

#include <algorithm>

namespace kaba {
namespace {

using Method = NystromSettings::Method;

constexpr int kDraws = 5;
constexpr int kLeastLandmarks = 4;
constexpr double kLeastError = 1e-16; ///< what the logarithmic axis shows of an error of 0
constexpr double kMostError = 1e12;   ///< where naive Nyström blows up altogether

/// Errors over several draws of the landmarks, against their number.
struct ErrorCurve {
    Samples landmarks, mean, least, most;
};

Result<double> errorOf(const SkyformerScene& scene, const NystromSettings& settings,
                       const RunContext& context)
{
    const Result<Eigen::MatrixXd> weights = landmarkWeights(scene, settings, context);
    if (!weights && weights.error().kind == Error::Kind::Numerical)
        return kMostError;
    if (!weights)
        return weights.error();
    return std::clamp(scene.relative(*weights - scene.kernel), kLeastError, kMostError);
}

/// One point of the curve: the draws differ in their seeds.
Status addPoint(const SkyformerScene& scene, NystromSettings settings, ErrorCurve& curve,
                const RunContext& context)
{
    Samples errors;
    for (int draw = 0; draw < kDraws; ++draw) {
        settings.seed = scene.settings.seed + 1000 * draw;
        const Result<double> error = errorOf(scene, settings, context);
        if (!error)
            return error.error();
        errors.push_back(*error);
    }
    double sum = 0;
    for (const double error : errors)
        sum += error;
    curve.landmarks.push_back(settings.landmarks);
    curve.mean.push_back(sum / kDraws);
    curve.least.push_back(*std::ranges::min_element(errors));
    curve.most.push_back(*std::ranges::max_element(errors));
    return Done{};
}

Result<ErrorCurve> curveOf(const SkyformerScene& scene, Method method, int most, const RunContext& context)
{
    ErrorCurve curve;
    const std::vector<int> budgets = doublingFrom(std::min(kLeastLandmarks, most), most);
    for (std::size_t i = 0; i < budgets.size(); ++i) {
        if (!context.advance(static_cast<std::ptrdiff_t>(i), static_cast<std::ptrdiff_t>(budgets.size())))
            return RunContext::cancelled();
        NystromSettings settings = scene.settings;
        settings.method = method;
        settings.landmarks = budgets[i];
        if (const Status added = addPoint(scene, settings, curve, context); !added)
            return added.error();
    }
    return curve;
}

struct Curves {
    ErrorCurve lifted, naive;
    Samples floor; ///< σ_{d+1}/σ₁ of C for d = kLeastLandmarks …: no matrix of rank d is nearer
};

Result<Curves> curvesOf(const SkyformerScene& scene, const RunContext& context)
{
    const int n = static_cast<int>(scene.problem().tokens());
    Result<ErrorCurve> lifted = curveOf(scene, Method::Lifted, n, context);
    if (!lifted)
        return lifted.error();
    Result<ErrorCurve> naive = curveOf(scene, Method::Naive, n / 2, context);
    if (!naive)
        return naive.error();
    Samples floor = singularValues(scene.kernel);
    const double largest = std::max(floor.front(), 1e-300);
    floor.erase(floor.begin(), floor.begin() + std::min<std::ptrdiff_t>(kLeastLandmarks, n - 1));
    for (double& value : floor)
        value = std::max(value / largest, kLeastError);
    return Curves{*std::move(lifted), *std::move(naive), std::move(floor)};
}

void addCurve(Panel& panel, std::string_view id, const Text& label, const ErrorCurve& curve, Role role)
{
    panel.layers.push_back({.id = std::string(id) + "-range",
                            .label = text("{0}: {2} draws", "{1}：{2} 回の抽出", label.en, label.ja, kDraws),
                            .data = Band{curve.landmarks, curve.least, curve.most},
                            .role = role});
    panel.layers.push_back({.id = std::string(id),
                            .label = text("{0}: mean", "{1}：平均", label.en, label.ja),
                            .data = Line{curve.landmarks, curve.mean},
                            .role = role});
}

Panel errorPanel(const SkyformerScene& scene, const Curves& curves)
{
    Panel panel{.id = "error",
                .title = {"Error of both Nyström methods against the landmarks",
                          "ランドマーク数に対する 2 つの Nyström 法の誤差"},
                .x = {.label = {"landmarks d", "ランドマーク数 d"}, .kind = Axis::Kind::Log},
                .y = {.label = {"‖C\u0303 − C‖₂ / ‖C‖₂", "‖C\u0303 − C‖₂ / ‖C‖₂"}, .kind = Axis::Kind::Log}};
    addCurve(panel, "lifted", {"lifted", "持ち上げ"}, curves.lifted, Role::Output);
    addCurve(panel, "naive", {"naive", "素朴"}, curves.naive, Role::Error);
    panel.layers.push_back({.id = "floor",
                            .label = {"truncated SVD: no rank d is nearer", "打ち切り SVD：階数 d での下限"},
                            .data = Line{RegularGrid{kLeastLandmarks, 1, curves.floor.size()}, curves.floor},
                            .role = Role::Reference});
    panel.layers.push_back({.id = "chosen",
                            .label = {"landmarks chosen", "選んだランドマーク数"},
                            .data = Rule{Rule::Axis::X, static_cast<double>(scene.settings.landmarks)},
                            .role = Role::Accent});
    return panel;
}

/// All 2n rows, no ridge, the exact inverse. Relative to the lifted matrix, whose diagonal is 1: C itself may be almost
/// nothing.
Result<Claim> exactInTheLimit(const SkyformerScene& scene, const RunContext& context)
{
    const int n = static_cast<int>(scene.problem().tokens());
    const Result<Eigen::MatrixXd> weights =
        landmarkWeights(scene, {.ridge = 0, .landmarks = 2 * n, .seed = scene.settings.seed}, context);
    if (!weights)
        return weights.error();
    AttentionCost ignored;
    const Eigen::MatrixXd rows = liftedRows(scene.problem());
    return identityClaim(
        "all-landmarks-are-exact",
        {"With all 2n rows as landmarks and γ = 0, C\u0303 = C: difference over the norm of the lifted "
         "matrix.",
         "2n 行すべてをランドマークとし γ = 0 とすると C\u0303 = C "
         "になる：持ち上げた行列のノルムに対する差。"},
        {"Skyformer (2021), equation 5", "Skyformer (2021)、式 5"}, 1e-9,
        (*weights - scene.kernel).norm() / gaussianKernel(ignored, rows, rows).norm());
}

Claim fallsWithLandmarks(const Curves& curves)
{
    return {
        .id = "error-falls-with-landmarks",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtMost,
        .statement = {"The error falls as the landmarks grow: slope of log error against log d, up to d = n.",
                      "ランドマークを増やすと誤差が減る：log d に対する log 誤差の傾き（d = n まで）。"},
        .source = {"Skyformer (2021), section 4.5 and figure 1", "Skyformer (2021)、4.5 節と図 1"},
        .expected = -0.5,
        .measured = logSlope(curves.lifted.landmarks, curves.lifted.mean),
        .remark = {"Where σ is large, queries and keys stand alone in the kernel and no sample speaks for "
                   "the others.",
                   "σ が大きいとクエリもキーもカーネルの中で孤立し、どの標本も他を代表できない。"}};
}

/// At the chosen number, or at n − 1 where there are more: with all n the naive way repeats the matrix.
Result<Claim> betterThanNaive(const SkyformerScene& scene, const RunContext& context)
{
    NystromSettings settings = scene.settings;
    settings.landmarks = std::min(settings.landmarks, static_cast<int>(scene.problem().tokens()) - 1);
    settings.method = Method::Lifted;
    const Result<double> lifted = errorOf(scene, settings, context);
    settings.method = Method::Naive;
    const Result<double> naive = errorOf(scene, settings, context);
    if (!lifted || !naive)
        return lifted ? naive.error() : lifted.error();
    return Claim{
        .id = "lifting-beats-naive",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtMost,
        .statement = text(
            "With {0} landmarks the lifted method errs by {1:.2g} of ‖C‖₂, the naive one by {2:.2g}: ratio.",
            "ランドマーク {0} 個での誤差は ‖C‖₂ に対し、持ち上げる方法で {1:.2g}、素朴な方法で {2:.2g} "
            "である：比。",
            settings.landmarks, *lifted, *naive),
        .source = {"Skyformer (2021), sections 4.2 and 4.3", "Skyformer (2021)、4.2 節・4.3 節"},
        .expected = 1,
        .measured = *lifted / *naive,
        .remark = {"Nyström assumes a positive semi-definite matrix. Where C is close to one (keys equal to "
                   "queries), the "
                   "naive way does well too.",
                   "Nyström 法は半正定値行列を仮定する。C "
                   "がそれに近いとき（キーとクエリが等しいなど）は素朴な方法でも"
                   "よい。"}};
}

} // namespace

Status addSkyformerError(const SkyformerScene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.request.wants("error"))
        return Done{};
    const Result<Curves> curves = curvesOf(scene, context);
    if (!curves)
        return curves.error();
    figure.panels.push_back(errorPanel(scene, *curves));
    const Result<Claim> exact = exactInTheLimit(scene, context);
    const Result<Claim> better = betterThanNaive(scene, context);
    if (!exact || !better)
        return exact ? better.error() : exact.error();
    figure.claims.insert(figure.claims.end(), {*exact, fallsWithLandmarks(*curves), *better});
    return Done{};
}

} // namespace kaba
