// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/demo.h"
#include "core/signals/signal.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/layer_matrices.h"
#include "core/ssm/layer_panels.h"
#include "core/ssm/layer_settings.h"
#include "core/ssm/lssl_scene.h"

namespace kaba {
namespace {

constexpr ChoiceParam kSystem{
    .id = "system",
    .label = {"System", "系"},
    .options = std::span(kSystemOptions).first(4),
    .help = {"The HiPPO matrices A and B of the layer: which past the state remembers.",
             "層の HiPPO 行列 A と B です。状態がどの過去を覚えるかを決めます。"},
};
LayerSystem systemOf(const ParameterSet& set) { return set.as<LayerSystem>(kSystem); }

constexpr IntParam kOrder = orderParam(
    {"Size of the state; even for Fourier.", "状態の大きさです。Fourier では偶数にします。"}, nullptr, 10);
constexpr RealParam kStep =
    stepParam(0.05, {"Time between two samples. The smaller it is, the closer the recurrence comes to the "
                     "differential equation.",
                     "サンプルの間隔です。小さいほど漸化式は微分方程式に近づきます。"});
constexpr IntParam kLength = [] {
    IntParam length = lengthParam(16384);
    length.initial = 64;
    return length;
}();
constexpr ChoiceParam kGbtRule = [] {
    ChoiceParam rule = kRule;
    rule.initial = static_cast<int>(StepRule::Gbt);
    return rule;
}();
constexpr RealParam kFreeAlpha = [] {
    RealParam alpha = kAlpha;
    alpha.help = {
        "0 is forward Euler, ½ bilinear, 1 backward Euler. Read by rule = gbt and by the errors as Δ falls.",
        "0 は前進オイラー、½ は双一次、1 は後退オイラーです。rule = gbt と、Δ → 0 の誤差の図で使われます。"};
    alpha.enabledWhen = nullptr;
    return alpha;
}();
constexpr ChoiceParam kReadout{
    .id = "readout",
    .label = {"Readout C", "読み出し C"},
    .options = kReadoutOptions,
    .help = {"The row C that turns the state into the output.", "状態を出力に変える行ベクトル C です。"},
};

LayerSettings settingsOf(const Request& request)
{
    return layerSettingsOf(request.values, systemOf(request.values), request.seed);
}

Text convention(const SsmLayer& layer)
{
    const Text common = layerConvention(layer, KernelMethod::Dense);
    return {common.en + " The input holds uₖ over the step that ends at sample k.",
            common.ja + "入力はサンプル k で終わる刻みの間 uₖ を保つ。"};
}

Figure figureOf(const LsslScene& scene)
{
    Figure figure{.readouts = {{.id = "spectral-radius",
                                .label = {"Spectral radius of A\u0304", "A\u0304 のスペクトル半径"},
                                .value = scene.radius}},
                  .convention = convention(scene.layer),
                  .notices = scene.signal.notices,
                  .arrays = layerArrays(scene.layer)};
    if (isUnstable(scene.radius))
        figure.notices.push_back(
            unstableNotice(scene.layer.eigenvalues, scene.step(), scene.layer.settings.method, scene.radius));
    return figure;
}

using Part = Status (*)(const LsslScene&, Figure&, const RunContext&);
constexpr Part kParts[] = {addThreeViews, addLimit, addSpecialCases, addKrylov, addCosts, addGramians};

Result<Figure> compute(const Request& request, const RunContext& context)
{
    auto signal = signalFor(request);
    if (!signal)
        return signal.error();
    auto layer = makeLayer(settingsOf(request), request.input.get());
    if (!layer)
        return layer.error();
    if (!context.advance(0, std::ssize(kParts)))
        return RunContext::cancelled();
    const double radius = spectralRadius(layer->discreteEigenvalues());
    const LsslScene scene{request, *std::move(layer), *std::move(signal), radius};
    Figure figure = figureOf(scene);
    for (const Part part : kParts)
        if (const Status added = part(scene, figure, context); !added)
            return added.error();
    figure.columns = figure.panels.size() > 2 ? 2 : 1;
    return figure;
}

} // namespace

namespace demos {

Demo lssl()
{
    return {
        .id = "lssl",
        .papers = {"lssl"},
        .title = {"Recurrence, convolution, differential equation", "漸化式・畳み込み・微分方程式"},
        .summary = {"One linear state space layer run in three ways that give one output, and what the paper "
                    "builds on it.",
                    "一つの線形状態空間層を 3 "
                    "通りに動かすと同じ出力になることと、論文がそこから導くことを示します。"},
        .parameters = {kSystem, kOrder, kStep, kGbtRule, kFreeAlpha, kLength, kLayerWindow, kReadout,
                       kChannels, kSignal, kColumn, kStart, kCurve},
        .panels = {{"output", {"Output, three ways", "3 通りの出力"}},
                   {"kernel", {"Kernel", "カーネル"}},
                   {"differences", {"Differences", "差"}},
                   {"convergence", {"Error over Δ", "Δ に対する誤差"}},
                   {"alpha", {"Error over α", "α に対する誤差"}},
                   {"gate", {"Gate of an RNN", "RNN のゲート"}},
                   {"filter", {"Convolution filter", "畳み込みフィルタ"}},
                   {"krylov-difference", {"Squaring against stepping", "二乗の繰り返しと逐次計算"}},
                   {"krylov-operations", {"Operations of the kernel", "カーネルの演算数"}},
                   {"krylov-time", {"Time of the kernel", "カーネルの計算時間"}},
                   {"costs", {"Table of costs", "計算量の表"}},
                   {"step-cost", {"Cost of a step", "1 サンプルの計算量"}},
                   {"gramians", {"Gramians", "グラミアン"}}},
        .compute = compute,
        .views = {{{"Three views of one layer", "一つの層の 3 つの姿"}, {"output", "differences"}},
                  {{"As Δ falls", "Δ → 0"}, {"convergence", "alpha"}},
                  {{"Special cases", "特別な場合"}, {"gate", "filter"}},
                  {{"Kernel by squaring", "二乗の繰り返しによるカーネル"},
                   {"kernel", "krylov-difference", "krylov-operations", "krylov-time"}},
                  {{"Costs of four models", "4 つのモデルの計算量"}, {"costs", "step-cost"}},
                  {{"Reach of the state", "状態の可制御性と可観測性"}, {"gramians", "kernel"}}}};
}

} // namespace demos
} // namespace kaba
