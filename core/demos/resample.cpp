// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/demo.h"
#include "core/base/number_text.h"
#include "core/math/convolution.h"
#include "core/signals/signal.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/layer_matrices.h"
#include "core/ssm/layer_panels.h"
#include "core/ssm/layer_settings.h"
#include "core/ssm/resampling_claims.h"
#include "core/ssm/resampling_panels.h"

#include <cmath>
#include <optional>
#include <span>

namespace kaba {
namespace {

constexpr ChoiceParam kSystem{
    .id = "system",
    .label = {"System", "系"},
    .options = std::span(kSystemOptions).first<9>(), // all that need no file
    .help = {"The continuous model whose samples are thinned out.",
             "サンプルを間引いて読む連続時間モデルです。"},
};
constexpr IntParam kOrder = orderParam(
    {"Size of the state; even for Fourier and S4D.", "状態の大きさです。Fourier と S4D では偶数にします。"},
    nullptr, 16);
constexpr IntParam kLength = lengthParam(16384);
constexpr RealParam kStep =
    stepParam(0.01, {"Time between two samples at the full rate.", "元のレートでのサンプルの間隔です。"});
constexpr IntParam kRate{
    .id = "rate",
    .label = {"Samples per sample kept", "間引き率"},
    .min = 1,
    .max = 16,
    .initial = 2,
    .help = {"2 keeps every second sample: half the rate, twice the step.",
             "2 なら 1 つおきに残します。レートは半分、刻み幅は 2 倍になります。"},
};

LayerSettings settingsOf(const Request& request)
{
    return layerSettingsOf(request.values, request.values.as<LayerSystem>(kSystem), request.seed);
}

std::vector<Readout> readoutsOf(const ResampleScene& scene, const RateSweep* sweep)
{
    std::vector<Readout> all{
        {.id = "model-difference",
         .label = {"Difference of the model at the slow rate", "遅いレートでのモデルの差"},
         .value = modelDifference(scene)},
        {.id = "fixed-difference",
         .label = {"Difference of fixed taps", "固定タップの差"},
         .value = fixedDifference(scene)},
        {.id = "sample-shift-difference",
         .label = {"The model's, compared at the samples", "モデルの差（サンプル時刻で比較）"},
         .value = rateDifference(scene.coarse.output, scene.fine.output, scene.coarse.rate,
                                 SampleInstant::Start)}};
    if (sweep)
        all.push_back({.id = "order",
                       .label = {"Fitted order in the step", "刻み幅についての次数（当てはめ）"},
                       .value = sweep->orderMiddle});
    std::erase_if(all, [](const Readout& readout) { return !std::isfinite(readout.value); });
    return all;
}

std::vector<Text> noticesOf(const ResampleScene& scene, const Signal& signal)
{
    std::vector<Text> notices = signal.notices;
    for (const ResampledRun* run : {&scene.fine, &scene.coarse})
        if (const double radius = spectralRadius(*run); isUnstable(radius)) {
            notices.push_back(unstableNotice(run->layer.eigenvalues, run->layer.settings.step,
                                             run->layer.settings.method, radius));
            break;
        }
    return notices;
}

Text conventionOf(const LayerSettings& settings)
{
    return text(
        "xₖ = A\u0304xₖ₋₁ + B\u0304uₖ, Δ = {}; C seeded normal, Cₙ divided by (n+1)². yₖ is drawn in the "
        "middle of its step, half a step after uₖ: there both rates agree to second order.",
        "xₖ = A\u0304xₖ₋₁ + B\u0304uₖ、Δ = {}。C はシードから作る正規乱数で、Cₙ を (n+1)² で割る。yₖ は uₖ "
        "の半刻み後、刻みの中央に描く（そこで 2 次まで一致するため）。",
        shortest(settings.step));
}

Result<Figure> figureOf(const Request& request, const ResampleScene& scene, const Signal& signal,
                        const RunContext& context)
{
    std::optional<RateSweep> sweep;
    if (request.wants("sweep") || request.wants("halving")) {
        auto swept = sweepRates(scene, context);
        if (!swept)
            return swept.error();
        sweep = *std::move(swept);
    }
    const RateSweep* shown = sweep ? &*sweep : nullptr;
    Figure figure{.columns = 2,
                  .readouts = readoutsOf(scene, shown),
                  .convention = conventionOf(scene.settings),
                  .notices = noticesOf(scene, signal),
                  .arrays = layerArrays(scene.fine.layer)};
    auto claims = resampleClaims(scene, shown, context);
    if (!claims)
        return claims.error();
    figure.claims = *std::move(claims);
    auto panels = resamplePanels(request, scene, shown, context);
    if (!panels)
        return panels.error();
    figure.panels = *std::move(panels);
    return figure;
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    Result<Signal> signal = signalFor(request);
    if (!signal)
        return signal.error();
    if (!context.advance(0, 4))
        return RunContext::cancelled();
    const LayerSettings settings = settingsOf(request);
    auto fine = resampledRun(settings, signal->values, 1);
    if (!fine)
        return fine.error();
    if (!context.advance(1, 4))
        return RunContext::cancelled();
    auto coarse = resampledRun(settings, signal->values, request.values[kRate]);
    if (!coarse)
        return coarse.error();
    if (!context.advance(2, 4))
        return RunContext::cancelled();
    Samples fixed = causalConvolution(fine->kernel, coarse->input);
    const ResampleScene scene{settings, signal->values, *std::move(fine), *std::move(coarse),
                              std::move(fixed)};
    return figureOf(request, scene, *signal, context);
}

} // namespace

namespace demos {

Demo resample()
{
    return {
        .id = "resample",
        .papers = {"s4", "s4d", "lssl"},
        .title = {"Another sampling rate without training", "学習なしでサンプリングレートを変える"},
        .summary =
            {"One continuous model is read at Δ and at a multiple of it: the output stays, where a filter of "
             "fixed taps breaks.",
             "一つの連続時間モデルを Δ とその整数倍で読み取ります。出力はほぼ変わらず、"
             "固定タップのフィルタでは崩れます。"},
        .parameters = {kSystem, kOrder, kStep, kRate, kLength, kLayerWindow, kRule, kAlpha, kSignal, kColumn,
                       kStart, kCurve},
        .panels = {{"output", {"Output at both rates", "両レートの出力"}},
                   {"difference", {"Difference", "差"}},
                   {"kernel", {"Kernel at both rates", "両レートのカーネル"}},
                   {"sweep", {"Difference against rate", "間引き率と差"}},
                   {"halving", {"Order in the step", "刻み幅についての次数"}},
                   {"frequency", {"Frequency response", "周波数応答"}}},
        .compute = compute,
        .views = {{{"Two rates", "2 つのレート"}, {"output", "difference", "kernel"}},
                  {{"Down to a sixteenth", "16 分の 1 まで"}, {"sweep", "halving"}},
                  {{"Frequencies", "周波数"}, {"frequency", "kernel"}}}};
}

} // namespace demos
} // namespace kaba
