// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/resampling_panels.h"

#include "core/math/convolution.h"
#include "core/math/log_slope.h"
#include "core/math/vector_ops.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/transfer_function.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace kaba {
namespace {

constexpr std::size_t kFrequencies = 257;
constexpr std::size_t kLeastSamples = 8; ///< of a rate in the sweep

Axis timeAxis() { return {.label = {"time t", "時間 t"}, .unit = "time units", .link = "time"}; }

/// Samples in the middle of their steps.
Layer overTime(std::string id, Text label, Samples values, double step, Role role)
{
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Line{RegularGrid{step / 2, step, values.size()}, finiteOrNan(std::move(values))},
            .role = role};
}

Text coarseName(const ResampleScene& scene)
{
    return text("model read at {}Δ", "{}Δ で読んだモデル", scene.coarse.rate);
}
Text fixedName(const ResampleScene& scene)
{
    return text("taps of Δ used at {}Δ", "Δ のタップを {}Δ に流用", scene.coarse.rate);
}
const Text kFineName{"model read at Δ", "Δ で読んだモデル"};

Panel outputPanel(const ResampleScene& scene)
{
    const double fine = scene.settings.step;
    const double coarse = scene.coarse.layer.settings.step;
    return {.id = "output",
            .title =
                text("Every {0} samples become one: the model follows, fixed taps do not",
                     "{0} サンプルを 1 つに間引くと、モデルは追従し固定タップは外れる", scene.coarse.rate),
            .x = timeAxis(),
            .y = {.label = {"y", "y"}},
            .layers = {overTime("fine", kFineName, scene.fine.output, fine, Role::Output),
                       overTime("coarse", coarseName(scene), scene.coarse.output, coarse, Role::Reference),
                       overTime("fixed", fixedName(scene), scene.fixed, coarse, Role::Error)}};
}

Samples differenceTo(const Samples& there, std::span<const double> values)
{
    Samples difference;
    for (std::size_t k = 0; k < std::min(there.size(), values.size()); ++k)
        difference.push_back(values[k] - there[k]);
    return difference;
}

Panel differencePanel(const ResampleScene& scene)
{
    const double coarse = scene.coarse.layer.settings.step;
    const Samples there = atRate(scene.fine.output, scene.coarse.rate, SampleInstant::Middle);
    return {.id = "difference",
            .title = {"Difference to the output at the full rate", "元のレートの出力との差"},
            .x = timeAxis(),
            .y = {.label = {"y − y at Δ", "y − （Δ での y）"}},
            .layers = {
                overTime("coarse", coarseName(scene), differenceTo(there, scene.coarse.output), coarse,
                         Role::Reference),
                overTime("fixed", fixedName(scene), differenceTo(there, scene.fixed), coarse, Role::Error)}};
}

Samples perTime(std::span<const double> kernel, double step, std::size_t count)
{
    Samples density(kernel.begin(),
                    kernel.begin() + static_cast<std::ptrdiff_t>(std::min(count, kernel.size())));
    for (double& value : density)
        value /= step;
    return density;
}

Panel kernelPanel(const ResampleScene& scene)
{
    const double fine = scene.settings.step;
    const double coarse = scene.coarse.layer.settings.step;
    return {.id = "kernel",
            .title = {"One kernel per unit of time, read at two rates",
                      "単位時間あたりでは同じカーネルを 2 通りに読んだもの"},
            .x = timeAxis(),
            .y = {.label = {"K / step", "K / 刻み幅"}},
            .layers = {overTime("fine", kFineName, perTime(scene.fine.kernel, fine, scene.fine.kernel.size()),
                                fine, Role::Output),
                       overTime("coarse", coarseName(scene),
                                perTime(scene.coarse.kernel, coarse, scene.coarse.kernel.size()), coarse,
                                Role::Reference),
                       overTime("fixed", fixedName(scene),
                                perTime(scene.fine.kernel, coarse, scene.coarse.kernel.size()), coarse,
                                Role::Error)}};
}

/// |H| of a layer whose samples stand `step` apart, at frequencies in cycles per time unit.
Result<Samples> magnitudes(const SsmLayer& layer, const RegularGrid& grid, double step,
                           const RunContext& context)
{
    std::vector<double> perSample(grid.count);
    for (std::size_t k = 0; k < grid.count; ++k)
        perSample[k] = (grid.start + grid.step * static_cast<double>(k)) * step;
    const auto response = std::visit(
        [&](const auto& system) { return transferFunction(system, perSample, context); }, layer.discrete);
    if (!response)
        return response.error();
    Samples magnitude;
    for (const std::complex<double>& value : *response)
        magnitude.push_back(std::abs(value));
    return finiteOrNan(std::move(magnitude));
}

Result<Panel> frequencyPanel(const ResampleScene& scene, const RunContext& context)
{
    const double fine = scene.settings.step;
    const double coarse = scene.coarse.layer.settings.step;
    const RegularGrid grid{0, 0.5 / coarse / (kFrequencies - 1), kFrequencies};
    const auto ofFine = magnitudes(scene.fine.layer, grid, fine, context);
    const auto ofCoarse = magnitudes(scene.coarse.layer, grid, coarse, context);
    const auto ofFixed = magnitudes(scene.fine.layer, grid, coarse, context);
    for (const auto* result : {&ofFine, &ofCoarse, &ofFixed})
        if (!*result)
            return result->error();
    const auto layer = [&](std::string id, Text label, const Samples& values, Role role) {
        return Layer{
            .id = std::move(id), .label = std::move(label), .data = Line{grid, values}, .role = role};
    };
    Panel panel{.id = "frequency",
                .title = {"Amplification of each frequency, up to half the slow rate",
                          "遅いレートの半分までの各周波数の増幅率"},
                .x = {.label = {"frequency", "周波数"}, .unit = "cycles per time unit"},
                .y = {.label = Text::same("|H|")},
                .layers = {layer("fine", kFineName, *ofFine, Role::Output),
                           layer("coarse", coarseName(scene), *ofCoarse, Role::Reference),
                           layer("fixed", fixedName(scene), *ofFixed, Role::Error)}};
    if (!allFinite(*ofFine) || !allFinite(*ofCoarse))
        panel.note = {"Where an eigenvalue of A\u0304 stands on the unit circle there is no value.",
                      "A\u0304 の固有値が単位円上にある周波数では値がありません。"};
    return panel;
}

Layer points(std::string id, Text label, const Samples& x, const Samples& y, Role role)
{
    return {.id = std::move(id), .label = std::move(label), .data = Line{x, y}, .role = role};
}

Text sweepNote(const RateSweep& sweep)
{
    if (sweep.halved.size() < 2)
        return {"Too few samples to compare rates: raise length.",
                "レートを比べるにはサンプルが足りません。length を増やしてください。"};
    if (!allFinite(sweep.resampled) || !allFinite(sweep.fixed))
        return {"Gaps: at those rates the output vanishes or grows without bound.",
                "途切れているレートでは、出力が消えるか際限なく増大します。"};
    return {};
}

Text withSlope(const Label& words, double slope)
{
    if (!std::isfinite(slope))
        return words;
    return {fmt::format("{}: slope {:.2f}", words.en, slope),
            fmt::format("{}：傾き {:.2f}", words.ja, slope)};
}

Panel sweepPanel(const RateSweep& sweep)
{
    return {
        .id = "sweep",
        .title = {"The model degrades gently with the rate, fixed taps at once",
                  "レートを下げてもモデルは緩やかに、固定タップはすぐに劣化する"},
        .x = {.label = {"samples per sample kept", "間引き率"}, .kind = Axis::Kind::Log},
        .y = {.label = {"relative difference", "相対差"}, .kind = Axis::Kind::Log},
        .layers = {points("resampled", {"model", "モデル"}, sweep.rates, sweep.resampled, Role::Reference),
                   points("fixed", {"fixed taps", "固定タップ"}, sweep.rates, sweep.fixed, Role::Error)},
        .note = sweepNote(sweep)};
}

Panel halvingPanel(const RateSweep& sweep)
{
    Panel panel{
        .id = "halving",
        .title = {"What one more halving of the rate changes", "レートをさらに半分にしたときの変化"},
        .x = {.label = {"step before, in Δ", "半分にする前の刻み幅（Δ 単位）"}, .kind = Axis::Kind::Log},
        .y = {.label = {"relative difference", "相対差"}, .kind = Axis::Kind::Log}};
    panel.layers = {points("middle",
                           withSlope({"in the middle of the steps", "刻みの中央で比較"}, sweep.orderMiddle),
                           sweep.halved, sweep.halvedMiddle, Role::Reference),
                    points("start", withSlope({"at the samples", "サンプル時刻で比較"}, sweep.orderStart),
                           sweep.halved, sweep.halvedStart, Role::State)};
    panel.note = sweepNote(sweep);
    if (panel.note.empty())
        panel.note = overflowNote({sweep.halvedMiddle, sweep.halvedStart});
    return panel;
}

} // namespace

Result<RateSweep> sweepRates(const ResampleScene& scene, const RunContext& context)
{
    constexpr int kMostRate = 16;
    constexpr int kMostHalved = 4;
    RateSweep sweep;
    Samples previous = scene.fine.output;
    for (int rate = 2; rate <= kMostRate; rate *= 2) {
        if (!context.advance(rate, kMostRate))
            return RunContext::cancelled();
        if (scene.signal.size() / static_cast<std::size_t>(rate) < kLeastSamples)
            break;
        auto run = resampledRun(scene.settings, scene.signal, rate);
        if (!run)
            return run.error();
        const auto against = [&](std::span<const double> output) {
            return rateDifference(output, scene.fine.output, rate, SampleInstant::Middle);
        };
        sweep.rates.push_back(rate);
        sweep.resampled.push_back(against(run->output));
        sweep.fixed.push_back(against(causalConvolution(scene.fine.kernel, run->input)));
        if (rate <= 2 * kMostHalved) {
            sweep.halved.push_back(0.5 * rate);
            sweep.halvedMiddle.push_back(rateDifference(run->output, previous, 2, SampleInstant::Middle));
            sweep.halvedStart.push_back(rateDifference(run->output, previous, 2, SampleInstant::Start));
        }
        previous = std::move(run->output);
    }
    sweep.orderMiddle = logSlope(sweep.halved, sweep.halvedMiddle);
    sweep.orderStart = logSlope(sweep.halved, sweep.halvedStart);
    return sweep;
}

Result<std::vector<Panel>> resamplePanels(const Request& request, const ResampleScene& scene,
                                          const RateSweep* sweep, const RunContext& context)
{
    std::vector<Panel> panels;
    if (request.wants("output"))
        panels.push_back(outputPanel(scene));
    if (request.wants("difference"))
        panels.push_back(differencePanel(scene));
    if (request.wants("kernel"))
        panels.push_back(kernelPanel(scene));
    if (sweep && request.wants("sweep"))
        panels.push_back(sweepPanel(*sweep));
    if (sweep && request.wants("halving"))
        panels.push_back(halvingPanel(*sweep));
    if (request.wants("frequency")) {
        auto panel = frequencyPanel(scene, context);
        if (!panel)
            return panel.error();
        panels.push_back(*std::move(panel));
    }
    return panels;
}

} // namespace kaba
