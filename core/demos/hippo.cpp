// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/demo.h"
#include "core/base/number_text.h"
#include "core/math/vector_ops.h"
#include "core/signals/signal.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/hippo_claims.h"
#include "core/ssm/layer_params.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kaba {
namespace {

constexpr ChoiceParam kMeasure{
    .id = "measure",
    .label = {"Measure", "測度"},
    .options = kMeasureOptions,
    .help = {"Which part of the past the memory keeps, and how much each moment weighs.",
             "過去のどの部分を、どれだけの重みで記憶するかです。"},
};
constexpr IntParam kOrder = orderParam({"Number of coefficients in the memory; even for Fourier.",
                                        "記憶する係数の個数です。Fourier では偶数にします。"});
constexpr IntParam kLength = lengthParam(65536);
constexpr RealParam kStep = [] {
    RealParam step =
        stepParam(1e-3,
                  {"Time between two samples. Scaled LegS has no time scale and does not read it.",
                   "サンプルの間隔です。時間伸縮型の LegS は時間尺度をもたないため使いません。"},
                  [](const ParameterSet& set) { return isTimeInvariant(set.as<Measure>(kMeasure)); });
    step.keyword = {"auto", {"1/length", "1/長さ"}};
    step.keywordIsInitial = true;
    return step;
}();
constexpr RealParam kWindow = windowParam(
    {"How far back LegT, LMU and Fourier remember.", "LegT・LMU・Fourier が遡って記憶する長さです。"},
    [](const ParameterSet& set) { return hasWindow(set.as<Measure>(kMeasure)); });
constexpr IntParam kMoment{
    .id = "moment",
    .label = {"Moment", "時点"},
    .min = 0,
    .max = 65535,
    .initial = 65535,
    .unit = "samples",
    .keyword = {"last", {"last sample", "末尾"}},
    .keywordIsInitial = true,
    .help = {"The sample after which the memory is read; past the end: the last one.",
             "どのサンプルの直後に記憶を読み出すかです。末尾を超えると最後のサンプルを使います。"},
};

/// All that the panels show.
struct Scene {
    const Request& request;
    Signal signal;
    HippoMemory memory;
    std::size_t moment;
    StateHistory history;
    Samples recalled;
    Samples deviation; ///< recalled − input
};

const Label& measureName(const Scene& scene)
{
    return kMeasureOptions[static_cast<std::size_t>(scene.memory.settings.measure)].label;
}

SampleScale scaleOf(const Scene& scene) { return {scene.signal.sampleRate}; }

Samples inputPart(const Scene& scene, std::size_t first, std::size_t count)
{
    const auto begin = scene.signal.values.begin() + static_cast<std::ptrdiff_t>(first);
    return {begin, begin + static_cast<std::ptrdiff_t>(count)};
}

Samples recalledInput(const Scene& scene)
{
    const Recalled recalled = recalledAt(scene.memory.settings, scene.moment);
    return inputPart(scene, recalled.first, recalled.count);
}

Layer signalLayer(const Scene& scene, std::string id, Text label, std::size_t first, std::size_t count,
                  int shade = 0)
{
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Line{scaleOf(scene).grid(first, count), inputPart(scene, first, count)},
            .role = Role::Input,
            .shade = shade};
}

Text overflowNote(const Scene& scene)
{
    if (!scene.history.overflow)
        return {};
    return text("The state overflows at sample {}: from there on nothing can be shown.",
                "状態がサンプル {} で桁あふれします。それ以降は表示できません。", *scene.history.overflow);
}

Panel reconstructionPanel(const Scene& scene)
{
    const Recalled recalled = recalledAt(scene.memory.settings, scene.moment);
    Panel panel{.id = "reconstruction",
                .title = text("History recalled by {0} coefficients after sample {1}",
                              "サンプル {1} の直後に {0} 個の係数から復元した履歴", scene.history.order,
                              scene.moment),
                .x = scaleOf(scene).axis(),
                .y = {.label = {"u", "u"}},
                .note = overflowNote(scene)};
    panel.layers.push_back(
        signalLayer(scene, "input", {"input u", "入力 u"}, recalled.first, recalled.count));
    panel.layers.push_back({.id = "reconstruction",
                            .label = {"reconstruction", "復元"},
                            .data = Line{scaleOf(scene).grid(recalled.first, recalled.count), scene.recalled},
                            .role = Role::Output});
    const std::size_t next = scene.moment + 1;
    const std::size_t samples = scene.signal.values.size();
    if (recalled.first > 0)
        panel.layers.push_back(
            signalLayer(scene, "forgotten", {"left the window", "窓を出た部分"}, 0, recalled.first, 1));
    if (next < samples)
        panel.layers.push_back(
            signalLayer(scene, "to-come", {"still to come", "これから入る部分"}, next, samples - next, 2));
    return panel;
}

Panel errorPanel(const Scene& scene)
{
    const Recalled recalled = recalledAt(scene.memory.settings, scene.moment);
    return {.id = "error",
            .title = {"What the memory has lost", "記憶から失われたもの"},
            .x = scaleOf(scene).axis(),
            .y = {.label = {"reconstruction − input", "復元 − 入力"}},
            .layers = {{.id = "error",
                        .label = {"error", "誤差"},
                        .data = Line{scaleOf(scene).grid(recalled.first, recalled.count), scene.deviation},
                        .role = Role::Error}},
            .note = overflowNote(scene)};
}

Panel coefficientsPanel(Scene& scene)
{
    const std::size_t order = scene.history.order;
    const std::size_t samples = scene.history.samples;
    Panel panel{.id = "coefficients",
                .title = {fmt::format("Coefficients of {} over time", measureName(scene).en),
                          fmt::format("{}の係数の時間変化", measureName(scene).ja)},
                .x = scaleOf(scene).axis(),
                .y = {.label = {"coefficient n", "係数 n"}},
                .note = overflowNote(scene)};
    panel.layers = {{.id = "coefficients",
                     .label = {"coefficients c", "係数 c"},
                     .data = Heatmap{.rows = order,
                                     .cols = samples,
                                     .z = std::move(scene.history.states),
                                     .x = scaleOf(scene).span(samples),
                                     .y = cells(order),
                                     .map = ColourMap::Diverging},
                     .role = Role::State}};
    if (scene.moment + 1 < samples)
        panel.layers.push_back(
            {.id = "moment",
             .label = {"moment", "時点"},
             .data = Rule{Rule::Axis::X, static_cast<double>(scene.moment) * scaleOf(scene).perSample()},
             .role = Role::Accent});
    return panel;
}

Panel eigenvaluesPanel(const Scene& scene)
{
    const MemorySettings& settings = scene.memory.settings;
    Panel panel = complexPlane("eigenvalues", {"Eigenvalues of A and Ā", "A と Ā の固有値"});
    panel.featured = false;
    panel.layers.push_back(complexPoints("continuous", {"of A", "A の固有値"},
                                         hippoEigenvalues(settings.measure, settings.order, settings.window),
                                         Role::State));
    if (scene.memory.discrete)
        panel.layers.push_back(complexPoints("discrete", {"of A\u0304", "A\u0304 の固有値"},
                                             scene.memory.discreteEigenvalues(scene.moment), Role::Output));
    return panel;
}

void addMatrixPanels(const Scene& scene, std::vector<Panel>& panels)
{
    const auto add = [&](std::string_view id, Text title, Text symbol, const Eigen::MatrixXd& matrix) {
        if (!scene.request.wants(id))
            return;
        panels.push_back(matrixPanel(std::string(id), std::move(title), std::move(symbol), matrix));
        panels.back().featured = id == "matrix-a";
    };
    const HippoMatrices& continuous = scene.memory.continuous;
    add("matrix-a", {"State matrix A in continuous time", "連続時間の状態行列 A"}, Text::same("A"),
        continuous.a);
    add("matrix-b", {"Input matrix B in continuous time", "連続時間の入力行列 B"}, Text::same("B"),
        continuous.b);
    if (!scene.memory.discrete)
        return;
    add("matrix-a-discrete", {"State matrix A\u0304 of one sample", "1 サンプルぶんの状態行列 A\u0304"},
        Text::same("A\u0304"), scene.memory.discrete->a);
    add("matrix-b-discrete", {"Input matrix B\u0304 of one sample", "1 サンプルぶんの入力行列 B\u0304"},
        Text::same("B\u0304"), scene.memory.discrete->b);
}

std::vector<Panel> panelsOf(Scene& scene)
{
    std::vector<Panel> panels;
    if (scene.request.wants("reconstruction"))
        panels.push_back(reconstructionPanel(scene));
    if (scene.request.wants("error"))
        panels.push_back(errorPanel(scene));
    if (scene.request.wants("coefficients"))
        panels.push_back(coefficientsPanel(scene));
    addMatrixPanels(scene, panels);
    if (scene.request.wants("eigenvalues"))
        panels.push_back(eigenvaluesPanel(scene));
    return panels;
}

std::vector<NamedArray> arraysOf(const HippoMemory& memory)
{
    std::vector<NamedArray> arrays{namedArray("A", memory.continuous.a),
                                   namedArray("B", memory.continuous.b)};
    if (memory.discrete) {
        arrays.push_back(namedArray("Abar", memory.discrete->a));
        arrays.push_back(namedArray("Bbar", memory.discrete->b));
    }
    return arrays;
}

Text conventionOf(const MemorySettings& settings)
{
    const std::string step = shortest(settings.step);
    const std::string window = shortest(settings.window);
    switch (settings.measure) {
    case Measure::LegS:
        return text(
            "x′ = (Ax + Bu)/t with t = k + 1 at sample k, starting at zero; basis √(2n+1) Pₙ(2τ − 1), "
            "τ = 1 is now; the minus sign stands inside A.",
            "x′ = (Ax + Bu)/t、サンプル k では t = k + 1、初期状態は 0。基底 √(2n+1) Pₙ(2τ − 1)、τ = 1 "
            "が現在。負号は A に含める。");
    case Measure::LegSLti:
        return text(
            "x′ = Ax + Bu, Δ = {0}; basis √(2n+1) Pₙ(2e⁻ˢ − 1) at age s; the minus sign stands inside A.",
            "x′ = Ax + Bu、Δ = {0}。経過時間 s での基底 √(2n+1) Pₙ(2e⁻ˢ − 1)。負号は A に含める。", step);
    case Measure::LagT:
        return text("x′ = Ax + Bu, Δ = {0}; basis e^(−s/2) Lₙ(s) at age s; the minus sign stands inside A.",
                    "x′ = Ax + Bu、Δ = {0}。経過時間 s での基底 e^(−s/2) Lₙ(s)。負号は A に含める。", step);
    case Measure::LegT:
    case Measure::Lmu:
    case Measure::Fourier:
        break;
    }
    return text("x′ = Ax + Bu, Δ = {0}; A and B of window 1 divided by θ = {1} (θ = 2: the S4 code's "
                "factor); θ′ = {2} "
                "samples; the minus sign stands inside A.",
                "x′ = Ax + Bu、Δ = {0}。窓 1 の A と B を θ = {1} で割ったもの（θ = 2 が S4 "
                "のコードの係数）。θ′ = {2} サンプル。負号は A に含める。",
                step, window, settings.windowSamples());
}

/// Three significant digits: enough for a sentence.
std::string rounded(double value) { return fmt::format("{:.3g}", value); }

Text unstableNoticeOf(const Scene& scene, double radius)
{
    const MemorySettings& settings = scene.memory.settings;
    return unstableNotice(hippoEigenvalues(settings.measure, settings.order, settings.window), settings.step,
                          settings.method, radius);
}

/// Scaled LegS: |1 − (1−α)N/t| ≤ 1 + αN/t asks for t ≥ N(1−2α)/2.
Text earlyGrowthNotice(const MemorySettings& settings)
{
    const double until = settings.order * (1 - 2 * settings.method.alpha()) / 2;
    return text(
        "This rule amplifies the state while t < N(1 − 2α)/2 = {}, that is in the first samples; "
        "afterwards it "
        "recovers. Bilinear does not amplify.",
        "この離散化は t < N(1 − 2α)/2 = "
        "{}、つまり最初のサンプルのあいだ状態を増幅し、その後に回復します。bilinear では増幅しません。",
        rounded(until));
}

std::vector<Text> noticesOf(const Scene& scene, double radius)
{
    std::vector<Text> notices = scene.signal.notices;
    const MemorySettings& settings = scene.memory.settings;
    if (scene.memory.discrete && isUnstable(radius))
        notices.push_back(unstableNoticeOf(scene, radius));
    if (!scene.memory.discrete && settings.method.isGbt() &&
        settings.order * (1 - 2 * settings.method.alpha()) > 2)
        notices.push_back(earlyGrowthNotice(settings));
    if (scene.history.overflow)
        notices.push_back(overflowNote(scene));
    return notices;
}

std::vector<Readout> readoutsOf(double error, double bestError, double radius)
{
    return {{.id = "mse", .label = {"Mean square error", "平均二乗誤差"}, .value = error},
            {.id = "best-mse",
             .label = {"Best possible (least squares)", "最良値（最小二乗）"},
             .value = bestError},
            {.id = "spectral-radius",
             .label = {"Spectral radius of A\u0304", "A\u0304 のスペクトル半径"},
             .value = radius}};
}

MemorySettings settingsOf(const ParameterSet& values, std::size_t length)
{
    return {.measure = values.as<Measure>(kMeasure),
            .order = values[kOrder],
            .step = values.given(kStep).value_or(1 / static_cast<double>(length)),
            .window = values[kWindow],
            .method = discretizationOf(values)};
}

Result<Figure> figureOf(Scene& scene, const RunContext& context)
{
    const MemorySettings& settings = scene.memory.settings;
    const double meanSquare = squaredNorm(scene.deviation) / static_cast<double>(scene.deviation.size());
    const double error = std::isfinite(meanSquare) ? meanSquare : std::numeric_limits<double>::quiet_NaN();
    const double bestError = bestMeanSquareError(settings, scene.moment, scene.signal.values);
    const double radius = spectralRadius(scene.memory.discreteEigenvalues(scene.moment));
    Result<std::vector<Claim>> claims = hippoClaims(
        {scene.memory, scene.signal.values, scene.moment, scene.history, error, bestError}, context);
    if (!claims)
        return claims.error();
    Figure figure{.columns = 2,
                  .readouts = readoutsOf(error, bestError, radius),
                  .claims = *std::move(claims),
                  .convention = conventionOf(settings),
                  .notices = noticesOf(scene, radius),
                  .arrays = arraysOf(scene.memory)};
    figure.panels = panelsOf(scene);
    return figure;
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    Result<Signal> signal = signalFor(request);
    if (!signal)
        return signal.error();
    const std::size_t length = signal->values.size();
    Result<HippoMemory> memory = makeMemory(settingsOf(request.values, length));
    if (!memory)
        return memory.error();
    const auto asked = static_cast<std::size_t>(request.values.given(kMoment).value_or(kMoment.max));
    const std::size_t moment = std::min(asked, length - 1);
    Memory state = memory->start();
    Result<StateHistory> history =
        listen(state, signal->values, moment, request.wants("coefficients"), context);
    if (!history)
        return history.error();
    Scene scene{request, *std::move(signal), *std::move(memory), moment, *std::move(history), {}, {}};
    scene.recalled = finiteOrNan(reconstruct(scene.memory.settings, moment, scene.history.atMoment));
    scene.deviation = scene.recalled;
    addScaled(scene.deviation, -1, recalledInput(scene));
    return figureOf(scene, context);
}

} // namespace

namespace demos {

Demo hippo()
{
    return {
        .id = "hippo",
        .papers = {"hippo"},
        .title = {"Online memory of a function", "関数のオンライン記憶"},
        .summary =
            {"A state of fixed size keeps the history of a signal as coefficients of orthogonal functions, "
             "sample by sample, and recalls it.",
             "固定長の状態が信号の履歴を直交関数の係数としてサンプルごとに蓄え、そこから履歴を復元します。"},
        .parameters = {kMeasure, kOrder, kLength, kStep, kWindow, kRule, kAlpha, kSignal, kColumn, kStart,
                       kCurve, kMoment},
        .panels = {{"reconstruction", {"Reconstruction", "復元"}},
                   {"error", {"Error", "誤差"}},
                   {"coefficients", {"Coefficients over time", "係数の時間変化"}},
                   {"matrix-a", {"Matrix A", "行列 A"}},
                   {"matrix-b", {"Matrix B", "行列 B"}},
                   {"matrix-a-discrete", {"Matrix A\u0304", "行列 A\u0304"}},
                   {"matrix-b-discrete", {"Matrix B\u0304", "行列 B\u0304"}},
                   {"eigenvalues", {"Eigenvalues", "固有値"}}},
        .compute = compute};
}

} // namespace demos
} // namespace kaba
