// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/recall_scene.h"

#include "core/math/convolution.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/recall_maps.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace kaba {
namespace {

Samples cumulative(Samples values)
{
    std::partial_sum(values.begin(), values.end(), values.begin());
    return values;
}

Layer lineOverLags(std::string id, Text label, Samples values, Role role)
{
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Line{RegularGrid{0, 1, values.size()}, std::move(values)},
            .role = role};
}

Layer lagMark(const RecallScene& scene)
{
    return {.id = "lag",
            .label = text("lag {}", "遅れ {}", scene.lag),
            .data = Rule{Rule::Axis::X, static_cast<double>(scene.lag)},
            .role = Role::Accent};
}

/// A shift register of as many states: everything for N samples, then nothing.
Samples delayLine(const RecallScene& scene)
{
    Samples kept(scene.recall.lags(), 0.0);
    const std::size_t first = std::min(scene.recall.states(), kept.size());
    std::fill_n(kept.begin(), first, 1.0);
    return kept;
}

Panel capacityPanel(const RecallScene& scene)
{
    return {.id = "capacity",
            .title = text("How much of a white input {} states still know",
                          "白色入力を {} 個の状態が覚えている割合", scene.recall.states()),
            .x = lagAxis(),
            .y = {.label = {"share m known", "覚えている割合 m"}, .range = Interval{0, 1.05}},
            .layers = {lineOverLags("capacity", measureLabel(scene.settings.measure), scene.recall.capacity(),
                                    Role::Output),
                       lineOverLags("delay-line", {"N samples in a row", "直前の N サンプル"},
                                    delayLine(scene), Role::Reference),
                       lagMark(scene)}};
}

Panel cumulativePanel(const RecallScene& scene)
{
    return {.id = "cumulative",
            .title = {"Summed over the lags it comes to one per state",
                      "遅れについて足すと状態 1 個につき 1 になる"},
            .x = lagAxis(),
            .y = {.label = {"Σ m", "Σ m"}},
            .layers = {lineOverLags("cumulative", measureLabel(scene.settings.measure),
                                    cumulative(scene.recall.capacity()), Role::Output),
                       lineOverLags("delay-line", {"N samples in a row", "直前の N サンプル"},
                                    cumulative(delayLine(scene)), Role::Reference),
                       lagMark(scene)}};
}

Panel answerPanel(const RecallScene& scene)
{
    return {.id = "impulse",
            .title = text("What the readout for lag {} makes of an impulse",
                          "遅れ {} の読み出しがインパルスに返す応答", scene.lag),
            .x = lagAxis(),
            .y = {.label = {"answer", "応答"}},
            .layers = {lineOverLags("impulse", {"best readout", "最良の読み出し"},
                                    scene.recall.answer(scene.lag), Role::State),
                       lagMark(scene)}};
}

/// The signal `lag` samples later: as much of it as has been heard by the end.
Samples delayed(const RecallScene& scene)
{
    const std::vector<double>& u = scene.signal.values;
    return {u.begin(), u.end() - static_cast<std::ptrdiff_t>(std::min(scene.lag, u.size()))};
}

Samples toldBy(const RecallScene& scene)
{
    if (isTimeInvariant(scene.settings.measure))
        return causalConvolution(scene.recall.answer(scene.lag), scene.signal.values);
    Samples history(scene.signal.values.rbegin(), scene.signal.values.rend());
    history = scene.recall.project(history);
    std::ranges::reverse(history);
    return history;
}

Panel recallPanel(const RecallScene& scene)
{
    const SampleScale scale{scene.signal.sampleRate};
    const bool running = isTimeInvariant(scene.settings.measure);
    Samples wanted = running ? delayed(scene) : scene.signal.values;
    Samples told = toldBy(scene);
    const RegularGrid wantedGrid = scale.grid(running ? scene.lag : 0, wanted.size());
    const RegularGrid toldGrid = scale.grid(0, told.size());
    Panel panel{.id = "recall",
                .title = running ? text("The signal {} samples ago, told from the state",
                                        "状態から読み出した {} サンプル前の信号", scene.lag)
                                 : Text{"The whole history, told from the last state",
                                        "最後の状態から読み出した全履歴"},
                .x = scale.axis(),
                .y = {.label = {"u", "u"}}};
    panel.layers = {{.id = "wanted",
                     .label = running ? Text{"delayed input", "遅らせた入力"} : Text{"input", "入力"},
                     .data = Line{wantedGrid, std::move(wanted)},
                     .role = Role::Input},
                    {.id = "recalled",
                     .label = {"told by the state", "状態からの読み出し"},
                     .data = Line{toldGrid, std::move(told)},
                     .role = Role::Output}};
    if (running && scene.lag > 0)
        panel.note = text("Before sample {} there is nothing to recall.",
                          "サンプル {} より前には思い出すべき入力がありません。", scene.lag);
    return panel;
}

} // namespace

Eigen::VectorXcd drivenPoles(const MemorySettings& settings)
{
    Eigen::VectorXcd continuous = hippoEigenvalues(settings.measure, settings.order, settings.window);
    if (settings.measure == Measure::Fourier) {
        Eigen::Index dead = 0;
        continuous.cwiseAbs().minCoeff(&dead);
        continuous(dead) = continuous(continuous.size() - 1);
        continuous.conservativeResize(continuous.size() - 1);
    }
    return discreteEigenvalues(continuous, settings.step, settings.method);
}

Result<Recall> recallOf(const MemorySettings& settings, std::size_t lags, const RunContext& context)
{
    if (!context.advance(0, 1))
        return RunContext::cancelled();
    if (!isTimeInvariant(settings.measure))
        return Recall::ofScaledLegs(settings.order, lags, context);
    if (const Status valid = checkOrder(settings.measure, settings.order); !valid)
        return valid.error();
    const Eigen::VectorXcd poles = drivenPoles(settings);
    const double radius = spectralRadius(poles);
    if (!(radius < 1))
        return Error{Error::Kind::CannotCompute,
                     unstableNotice(hippoEigenvalues(settings.measure, settings.order, settings.window),
                                    settings.step, settings.method, radius)};
    return Recall::ofPoles(poles, lags);
}

Result<std::vector<Panel>> recallPanels(const Request& request, const RecallScene& scene,
                                        const RunContext& context)
{
    std::vector<Panel> panels;
    if (request.wants("capacity"))
        panels.push_back(capacityPanel(scene));
    if (request.wants("cumulative"))
        panels.push_back(cumulativePanel(scene));
    if (request.wants("impulse"))
        panels.push_back(answerPanel(scene));
    if (request.wants("recall"))
        panels.push_back(recallPanel(scene));
    for (const RecallMap& map : recallMaps()) {
        if (!request.wants(map.id))
            continue;
        Result<Panel> panel = map.draw(scene, context);
        if (!panel)
            return panel.error();
        panels.push_back(*std::move(panel));
    }
    return panels;
}

double recalledShare(const RecallScene& scene)
{
    const std::size_t lag = isTimeInvariant(scene.settings.measure) ? scene.lag : 0;
    const std::vector<double>& u = scene.signal.values;
    const Samples told = toldBy(scene);
    double missed = 0;
    double size = 0;
    for (std::size_t k = lag; k < u.size(); ++k) {
        missed += (told[k] - u[k - lag]) * (told[k] - u[k - lag]);
        size += u[k - lag] * u[k - lag];
    }
    return size > 0 ? 1 - missed / size : std::numeric_limits<double>::quiet_NaN();
}

} // namespace kaba
