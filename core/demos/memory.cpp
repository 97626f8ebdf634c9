// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/demo.h"
#include "core/base/number_text.h"
#include "core/ssm/layer_params.h"
#include "core/ssm/recall_maps.h"
#include "core/ssm/recall_scene.h"

#include <algorithm>
#include <numeric>

namespace kaba {
namespace {

constexpr ChoiceParam kMeasure{
    .id = "measure",
    .label = {"Measure", "測度"},
    .options = kMeasureOptions,
    .initial = static_cast<int>(Measure::LegT),
    .help = {"Which part of the past the state is built to keep.",
             "状態が過去のどの部分を保つように作られているかです。"},
};
bool hasStep(const ParameterSet& set) { return isTimeInvariant(set.as<Measure>(kMeasure)); }

constexpr IntParam kOrder =
    orderParam({"Size of the state: the whole memory, in samples. Even for Fourier.",
                "状態の大きさ、つまり記憶全体がサンプル何個ぶんかです。Fourier では偶数にします。"},
               nullptr, 32);
constexpr IntParam kLength = [] {
    IntParam length = lengthParam(4096);
    length.help = {"Number of lags that are shown, and of samples of the signal.",
                   "表示する遅れの範囲で、信号のサンプル数でもあります。"};
    return length;
}();
constexpr RealParam kStep =
    stepParam(0.0025,
              {"Time between two samples: a larger step spends the same memory on fewer samples.",
               "サンプルの間隔です。広げるほど、同じ記憶を少ないサンプルに集中して使います。"},
              hasStep);
constexpr RealParam kWindow = windowParam(
    {"How far back LegT, LMU and Fourier remember.", "LegT・LMU・Fourier が遡って記憶する長さです。"},
    [](const ParameterSet& set) { return hasWindow(set.as<Measure>(kMeasure)); });
constexpr ChoiceParam kRuleHere = [] {
    ChoiceParam rule = kRule;
    rule.enabledWhen = hasStep;
    return rule;
}();
constexpr IntParam kLag{
    .id = "lag",
    .label = {"Lag", "遅れ"},
    .min = 0,
    .max = 4095,
    .initial = 200,
    .unit = "samples",
    .help = {"How many samples back the readout is asked for; past the end: the last lag shown.",
             "何サンプル前の入力を読み出すかです。範囲を超えると表示している最後の遅れを使います。"},
    .reach = lastSample,
};

MemorySettings settingsOf(const ParameterSet& values)
{
    return {.measure = values.as<Measure>(kMeasure),
            .order = values[kOrder],
            .step = values[kStep],
            .window = values[kWindow],
            .method = discretizationOf(values)};
}

/// The lag by which half of what is shown is spent.
double halfwayLag(const Samples& capacity)
{
    const double half = std::accumulate(capacity.begin(), capacity.end(), 0.0) / 2;
    double sum = 0;
    for (std::size_t lag = 0; lag < capacity.size(); ++lag)
        if ((sum += capacity[lag]) >= half)
            return static_cast<double>(lag);
    return static_cast<double>(capacity.size());
}

std::vector<Readout> readoutsOf(const RecallScene& scene)
{
    const Samples capacity = scene.recall.capacity();
    std::vector<Readout> readouts{
        {.id = "capacity-at-lag",
         .label = text("Share known at lag {}", "遅れ {} で覚えている割合", scene.lag),
         .value = capacity[scene.lag]},
        {.id = "capacity-shown",
         .label = {"Sum over the lags shown", "表示した遅れの合計"},
         .value = std::accumulate(capacity.begin(), capacity.end(), 0.0),
         .unit = "samples"},
        {.id = "halfway-lag",
         .label = {"Half of that lies before lag", "その半分に達する遅れ"},
         .value = halfwayLag(capacity),
         .unit = "samples"}};
    if (const double share = recalledShare(scene); std::isfinite(share))
        readouts.push_back({.id = "signal-recalled",
                            .label = {"Share of the signal recalled (R²)", "信号を復元できた割合（R²）"},
                            .value = share});
    return readouts;
}

Text conventionOf(const MemorySettings& settings)
{
    if (!isTimeInvariant(settings.measure))
        return {"Scaled LegS is time-varying: shown is the state after the last sample, the input held from "
                "sample "
                "to sample. It keeps the polynomials of degree < N in the sample number; neither Δ nor the "
                "rule enters.",
                "時間伸縮型の LegS "
                "は時変なので、入力を次のサンプルまで保持したときの最後のサンプルの状態について示す。"
                "サンプル番号の N 次未満の多項式を保ち、Δ にも離散化にもよらない。"};
    return text("xₖ = A\u0304xₖ₋₁ + B\u0304uₖ at steady state, Δ = {0}, white u; m(l) = vᵀP⁻¹v with v = "
                "A\u0304ˡB\u0304 and "
                "P = Σ vvᵀ, taken from an orthonormal basis of the poles instead of P⁻¹.",
                "定常状態の xₖ = A\u0304xₖ₋₁ + B\u0304uₖ、Δ = {0}、白色の u。v = A\u0304ˡB\u0304、P = Σ vvᵀ "
                "として m(l) = "
                "vᵀP⁻¹v。P⁻¹ の代わりに極の正規直交基底から求める。",
                shortest(settings.step));
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    Result<Signal> signal = signalFor(request);
    if (!signal)
        return signal.error();
    const MemorySettings settings = settingsOf(request.values);
    const std::size_t lags = signal->values.size();
    Result<Recall> recall = recallOf(settings, lags, context);
    if (!recall)
        return recall.error();
    const RecallScene scene{settings, *std::move(signal), *std::move(recall),
                            std::min(static_cast<std::size_t>(request.values[kLag]), lags - 1)};
    Result<std::vector<Panel>> panels = recallPanels(request, scene, context);
    if (!panels)
        return panels.error();
    return Figure{.panels = *std::move(panels),
                  .columns = 2,
                  .readouts = readoutsOf(scene),
                  .claims = recallClaims(scene),
                  .convention = conventionOf(settings),
                  .notices = scene.signal.notices};
}

} // namespace

namespace demos {

Demo memory()
{
    return {
        .id = "memory",
        .papers = {"hippo", "lssl", "s4"},
        .title = {"What a state of size N remembers", "大きさ N の状態は何を覚えているか"},
        .summary =
            {"A state of N numbers knows N samples' worth of its input, no more and no less; measure, Δ and "
             "window only decide on which lags it is spent.",
             "N 個の数からなる状態は、入力をちょうど N サンプルぶん覚えます。"
             "測度・Δ・窓が決めるのは、それをどの遅れに配るかだけです。"},
        .parameters = {kMeasure, kOrder, kStep, kWindow, kLag, kLength, kRuleHere, kAlpha, kSignal, kColumn,
                       kStart, kCurve},
        .panels = {{"capacity", {"Share known of each lag", "遅れごとに覚えている割合"}},
                   {"cumulative", {"Memory spent up to a lag", "遅れまでの累積"}},
                   {"impulse", {"Recall of an impulse", "インパルスの読み出し"}},
                   {"recall", {"Recall of the signal", "信号の読み出し"}},
                   {"measures", {"Every measure", "測度の比較"}},
                   {"map-order", {"Lag × order", "遅れ × 次数"}},
                   {"map-step", {"Lag × step", "遅れ × 刻み幅"}}},
        .compute = compute,
        .views = {
            {{"What is remembered", "何を覚えているか"}, {"capacity", "impulse", "recall", "cumulative"}},
            {{"Measure against measure", "測度どうしの比較"}, {"measures", "capacity"}},
            {{"The trade-off as a map", "トレードオフの地図"}, {"map-order", "map-step"}}}};
}

} // namespace demos
} // namespace kaba
