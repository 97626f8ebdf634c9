// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/demo.h"
#include "core/base/number_text.h"
#include "core/math/convolution.h"
#include "core/math/matrix_values.h"
#include "core/math/vector_ops.h"
#include "core/signals/signal.h"
#include "core/ssm/edited_layer.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/layer_claims.h"
#include "core/ssm/layer_matrices.h"
#include "core/ssm/layer_panels.h"
#include "core/ssm/layer_settings.h"
#include "core/ssm/pole_system.h"

#include <algorithm>
#include <chrono>

namespace kaba {
namespace {

constexpr Option kMethods[] = {
    {"auto", {"Fewest operations", "演算が最少のもの"}},
    {"dense", {"Powers of A\u0304 (LSSL)", "A\u0304 のべき乗（LSSL）"}},
    {"s4", {"Cauchy and FFT (S4)", "Cauchy 和と FFT（S4）"}},
    {"vandermonde", {"Vandermonde (S4D)", "Vandermonde（S4D）"}},
};

constexpr ChoiceParam kSystem{
    .id = "system",
    .label = {"System", "系"},
    .options = kSystemOptions,
    .help = {"The matrices A and B of the layer. Random: A = S − ½I with a seeded skew-symmetric S.",
             "層の行列 A と B です。乱数では A = S − ½I（S はシードから作る歪対称行列）です。"},
};

LayerSystem systemOf(const ParameterSet& set) { return set.as<LayerSystem>(kSystem); }
bool isBuiltIn(const ParameterSet& set) { return systemOf(set) != LayerSystem::Custom; }

constexpr IntParam kOrder =
    orderParam({"Size of the state; even for Fourier and S4D, which keeps N/2 complex modes.",
                "状態の大きさです。Fourier と S4D では偶数にします（S4D は N/2 個の複素モードを持ちます）。"},
               isBuiltIn);
constexpr IntParam kLength = lengthParam(1048576);
constexpr RealParam kStep =
    stepParam(0.01, {"Time between two samples: how far back the layer looks is about 1/Δ samples.",
                     "サンプルの間隔です。層が遡る範囲はおよそ 1/Δ サンプルです。"});
bool isMadeOfPoles(const ParameterSet& set) { return s4dOf(systemOf(set)) || !isBuiltIn(set); }

Points initialPoles(const ParameterSet& set)
{
    const auto init = s4dOf(systemOf(set));
    return init ? s4dPoints(*init, set[kOrder]) : Points{};
}

constexpr PointsParam kPoles = polesParam(initialPoles, isMadeOfPoles);

bool readsReadout(const ParameterSet& set) { return isBuiltIn(set) || !set[kPoles].empty(); }

constexpr ChoiceParam kReadout = readoutParam(readsReadout);
constexpr ChoiceParam kMethod{
    .id = "method",
    .label = {"Kernel by", "カーネルの計算法"},
    .options = kMethods,
    .help = {"S4 serves legs, legt, lagt and fourier with bilinear; Vandermonde diagonal systems with zoh or "
             "bilinear.",
             "S4 は legs・legt・lagt・fourier と bilinear、Vandermonde は対角系と zoh または bilinear "
             "で使えます。"},
};

LayerSettings settingsOf(const ParameterSet& values, int seed);

Result<MatrixValues> presetA(const ParameterSet& values, int seed, const Input* input)
{
    const auto system = presetSystem(settingsOf(values, seed), input);
    return system ? Result(matrixValues(system->a)) : system.error();
}
Result<MatrixValues> presetB(const ParameterSet& values, int seed, const Input* input)
{
    const auto system = presetSystem(settingsOf(values, seed), input);
    return system ? Result(columnValues(system->b)) : system.error();
}
Result<MatrixValues> presetC(const ParameterSet& values, int seed, const Input* input)
{
    const auto system = presetSystem(settingsOf(values, seed), input);
    return system ? Result(rowValues(system->c)) : system.error();
}

/// An S4D system is diagonal: its poles are moved instead.
bool hasFullMatrices(const ParameterSet& set)
{
    return measureOf(systemOf(set)) || systemOf(set) == LayerSystem::Random || !isBuiltIn(set);
}

constexpr MatrixParam kEditA{
    .id = "edit-a",
    .label = {"Matrix A", "行列 A"},
    .shape = MatrixShape::Square,
    .preset = presetA,
    .help = {"A by hand, on top of the system's: set cells, scale, shift, symmetrise, add a rank-one term, "
             "import. The edits stay when system or order change.",
             "系の行列 A を手で編集します。要素の設定、拡大、対角のずらし、対称化、階数 1 "
             "の項の追加、読み込みができます。系や次数を変えても編集は残ります。"},
    .enabledWhen = hasFullMatrices,
};
constexpr MatrixParam kEditB{
    .id = "edit-b",
    .label = {"Matrix B", "行列 B"},
    .shape = MatrixShape::Column,
    .preset = presetB,
    .help = {"The column B, which lets the input into the states, by hand.",
             "入力を状態に入れる列 B を手で編集します。"},
    .enabledWhen = hasFullMatrices,
};
constexpr MatrixParam kEditC{
    .id = "edit-c",
    .label = {"Matrix C", "行列 C"},
    .shape = MatrixShape::Row,
    .preset = presetC,
    .help = {"The row C, which makes the output of the states, by hand.",
             "状態から出力を作る行 C を手で編集します。"},
    .enabledWhen = hasFullMatrices,
};
constexpr int kMostStates = 512; ///< of a system that a file brings
int lastState(const ParameterSet& set)
{
    if (!isBuiltIn(set))
        return kMostStates - 1;
    return (s4dOf(systemOf(set)) ? set[kOrder] / 2 : set[kOrder]) - 1;
}
constexpr IntParam stateParam(std::string_view id, Label label, int initial, Label help)
{
    return {.id = id,
            .label = label,
            .min = 0,
            .max = kMostStates - 1,
            .initial = initial,
            .help = help,
            .reach = lastState};
}
constexpr IntParam kState = stateParam(
    "state", {"State n", "状態 n"}, 0,
    {"The state that every panel marks, counted from 0 (a mode of S4D); past the end: the last one. "
     "Across in the phase portrait.",
     "各パネルで強調する状態の番号です（0 から。S4D ではモード）。末尾を超えると最後の状態になります。"
     "位相図では横軸です。"});
constexpr IntParam kOtherState =
    stateParam("other-state", {"Other state", "もう一つの状態"}, 1,
               {"Upward in the phase portrait. The same mode of S4D twice shows its complex plane.",
                "位相図の縦軸です。S4D で同じモードを選ぶと、その複素平面になります。"});
constexpr IntParam kMoment =
    momentParam(1048576, {"The sample that the panels over time mark; play it to follow the state.",
                          "時間軸のパネルに印をつけるサンプルです。再生すると状態の動きを追えます。"});

constexpr std::size_t kMostStateColumns = 65536;

LayerSettings settingsOf(const ParameterSet& values, int seed)
{
    LayerSettings settings = layerSettingsOf(values, systemOf(values), seed);
    settings.edits = {values[kEditA], values[kEditB], values[kEditC]};
    return settings;
}

LayerFocus focusOf(const ParameterSet& values, const SsmLayer& layer, std::size_t length)
{
    const auto state = [&](const IntParam& parameter) {
        return std::min(static_cast<std::size_t>(values[parameter]), layer.stateCount() - 1);
    };
    return {state(kState), state(kOtherState), momentOf(values, kMoment, length)};
}

bool wantsStates(const Request& request)
{
    return request.wants("states") || request.wants("state-lines") || request.wants("phase");
}

struct TimedKernel {
    std::vector<double> values;
    double milliseconds;
};

Result<TimedKernel> timedKernel(KernelMethod method, const SsmLayer& layer, std::size_t length,
                                const RunContext& context)
{
    using Clock = std::chrono::steady_clock;
    const Clock::time_point start = Clock::now();
    auto kernel = layerKernel(method, layer, length, context);
    if (!kernel)
        return kernel.error();
    return TimedKernel{*std::move(kernel),
                       std::chrono::duration<double, std::milli>(Clock::now() - start).count()};
}

std::vector<Readout> readoutsOf(const LayerRun& run, KernelMethod asked, double milliseconds)
{
    std::vector<Readout> readouts{{.id = "spectral-radius",
                                   .label = {"Spectral radius of A\u0304", "A\u0304 のスペクトル半径"},
                                   .value = finiteOrNan({run.radius}).front()},
                                  {.id = "recurrent-vs-convolutional",
                                   .label = {"Recurrent against convolutional", "漸化式と畳み込みの差"},
                                   .value = relativeDifference(run.convolved, run.recurrent)}};
    if (asked != KernelMethod::Dense)
        readouts.push_back({.id = "kernel-vs-dense",
                            .label = {"Kernel against powers of A\u0304", "カーネルと A\u0304 のべき乗の差"},
                            .value = relativeDifference(run.kernel, run.reference)});
    if (run.layer.eigenvectorCondition)
        readouts.push_back({.id = "eigenvector-condition",
                            .label = {"Condition of the eigenvectors κ(V)", "固有ベクトルの条件数 κ(V)"},
                            .value = *run.layer.eigenvectorCondition});
    readouts.push_back({.id = "kernel-ms",
                        .label = {"Time of the kernel", "カーネルの計算時間"},
                        .value = milliseconds,
                        .unit = "ms",
                        .measured = true});
    return readouts;
}

std::vector<Text> noticesOf(const SsmLayer& layer, const Signal& signal, const LayerRun& run,
                            const Scan& scan)
{
    std::vector<Text> notices = layer.notices;
    for (const Text& notice : signal.notices)
        if (std::ranges::find(notices, notice) == notices.end())
            notices.push_back(notice);
    if (const Text growth = editedGrowth(layer); !growth.empty())
        notices.push_back(growth);
    else if (isUnstable(run.radius))
        notices.push_back(
            unstableNotice(layer.eigenvalues, layer.settings.step, layer.settings.method, run.radius));
    if (!allFinite(run.kernel) || !allFinite(run.recurrent) || !allFinite(run.convolved))
        notices.emplace_back(
            "Numbers overflow: lines have gaps where nothing can be shown. Lower step or choose bilinear.",
            "桁あふれのため、表示できない部分の線は途切れます。step を下げるか bilinear "
            "を選んでください。");
    if (scan.everySample > 1)
        notices.push_back(
            text("Panels of states hold one sample in {}; kernel and output hold all.",
                 "状態のパネルは {} サンプルごとの値です。カーネルと出力はすべてのサンプルを含みます。",
                 scan.everySample));
    return notices;
}

/// Everything from the scan on; `kernel` and `reference` are done.
Result<Figure> figureOf(const Request& request, const SsmLayer& layer, const Signal& signal,
                        KernelMethod method, const TimedKernel& kernel, const std::vector<double>& reference,
                        const RunContext& context)
{
    const std::size_t length = signal.values.size();
    const std::size_t every = wantsStates(request) ? (length + kMostStateColumns - 1) / kMostStateColumns : 0;
    auto scanned = std::visit([&](const auto& system) { return scan(system, signal.values, every, context); },
                              layer.discrete);
    if (!scanned)
        return scanned.error();
    if (!context.advance(3, 4))
        return RunContext::cancelled();
    std::vector<double> convolved = causalConvolution(kernel.values, signal.values);
    if (layer.feedthrough() != 0)
        addScaled(convolved, layer.feedthrough(), signal.values);

    const LayerRun run{layer,
                       method,
                       spectralRadius(layer.discreteEigenvalues()),
                       signal.values,
                       kernel.values,
                       reference,
                       scanned->output,
                       convolved,
                       signal.sampleRate,
                       focusOf(request.values, layer, length)};
    Figure figure{.columns = 2,
                  .readouts = readoutsOf(run, request.values.as<KernelMethod>(kMethod), kernel.milliseconds),
                  .claims = layerClaims(run),
                  .convention = layerConvention(layer, method),
                  .notices = noticesOf(layer, signal, run, *scanned),
                  .arrays = layerArrays(layer)};
    auto panels = layerPanels(request, run, *scanned, context);
    if (!panels)
        return panels.error();
    figure.panels = *std::move(panels);
    for (Panel& panel : figure.panels)
        if (panel.id == "eigenvalues")
            addDiscrete(panel, polesOf(layer, request.values));
    return figure;
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    const auto signal = signalFor(request);
    if (!signal)
        return signal.error();
    const std::size_t length = signal->values.size();
    const auto layer = makeLayer(settingsOf(request.values, request.seed), request.input.get());
    if (!layer)
        return layer.error();
    const auto method = chooseMethod(request.values.as<KernelMethod>(kMethod), *layer, length);
    if (!method)
        return method.error();
    if (!context.advance(0, 4))
        return RunContext::cancelled();
    const auto kernel = timedKernel(*method, *layer, length, context);
    if (!kernel)
        return kernel.error();
    if (!context.advance(1, 4))
        return RunContext::cancelled();
    const auto reference = referenceKernel(*method, *layer, length, context);
    if (!reference)
        return reference.error();
    return figureOf(request, *layer, *signal, *method, *kernel, *reference, context);
}

} // namespace

namespace demos {

Demo ssm()
{
    return {
        .id = "ssm",
        .papers = {"lssl", "s4", "s4d"},
        .title = {"One state space layer, every view", "一つの状態空間層のすべての姿"},
        .summary = {"A linear state space model as a differential equation, a recurrence and a convolution, "
                    "with its "
                    "kernel computed as in LSSL, S4 and S4D.",
                    "線形の状態空間モデルを微分方程式・漸化式・畳み込みとして示し、カーネルを LSSL・S4・S4D "
                    "の方法で計算します。"},
        .parameters = {kSystem, kOrder,   kLength, kStep,  kLayerWindow, kRule,   kAlpha,
                       kPoles,  kReadout, kEditA,  kEditB, kEditC,       kMethod, kSignal,
                       kColumn, kStart,   kCurve,  kState, kOtherState,  kMoment},
        .panels = {{"kernel", {"Kernel", "カーネル"}},
                   {"output", {"Output", "出力"}},
                   {"states", {"States over time", "状態の時間変化"}},
                   {"state-lines", {"States as lines", "状態の線グラフ"}},
                   {"phase", {"Phase portrait", "位相図"}},
                   {"eigenvalues", {"Eigenvalues", "固有値"}},
                   {"eigenvalues-discrete", {"Discrete eigenvalues", "離散時間の固有値"}},
                   {"frequency", {"Frequency response", "周波数応答"}},
                   {"matrix-a", {"Matrix A", "行列 A"}},
                   {"matrix-b", {"Matrix B", "行列 B"}},
                   {"matrix-c", {"Matrix C", "行列 C"}}},
        .compute = compute,
        .views = {{{"Kernel, output, states", "カーネル・出力・状態"},
                   {"kernel", "output", "states", "eigenvalues"}},
                  {{"States", "状態"}, {"states", "state-lines"}},
                  {{"Phase portrait", "位相図"}, {"phase", "state-lines"}},
                  {{"Poles and frequency", "極と周波数"},
                   {"eigenvalues", "eigenvalues-discrete", "kernel", "frequency"}},
                  {{"Matrix A", "行列 A"}, {"matrix-a", "matrix-b", "matrix-c", "eigenvalues"}}}};
}

} // namespace demos
} // namespace kaba
