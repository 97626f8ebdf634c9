// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/layer_panels.h"

#include "core/base/number_text.h"
#include "core/math/vector_ops.h"
#include "core/ssm/edited_layer.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/layer_matrices.h"
#include "core/ssm/layer_states.h"
#include "core/ssm/pole_planes.h"
#include "core/ssm/response_panels.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace kaba {
namespace {

Panel outputPanel(const Request& request, const LayerRun& run)
{
    const SampleScale scale{run.sampleRate};
    Panel panel{.id = "output",
                .title = {"Output, computed both ways", "2 通りに計算した出力"},
                .x = scale.axis(),
                .y = {.label = {"y", "y"}},
                .layers = {{.id = "input",
                            .label = {"input u", "入力 u"},
                            .data = lineOf(run.input, scale),
                            .role = Role::Input},
                           {.id = "recurrent",
                            .label = {"recurrent", "漸化式"},
                            .data = lineOf(run.recurrent, scale),
                            .role = Role::Output},
                           {.id = "convolutional",
                            .label = {"convolutional", "畳み込み"},
                            .data = lineOf(run.convolved, scale),
                            .role = Role::Reference}},
                .note = overflowNote({run.recurrent, run.convolved})};
    if (request.values.find("moment"))
        std::ranges::move(momentMark(run), std::back_inserter(panel.layers));
    return panel;
}

/// Of a diagonal system one state is one mode: the pole of the state in focus, marked in its plane where the reader
/// chooses a state.
Panel withFocus(Panel plane, const Request& request, const LayerRun& run, const Eigen::VectorXcd& poles)
{
    if (!run.layer.diagonal() || !request.values.find("state"))
        return plane;
    const auto state = static_cast<Eigen::Index>(run.focus.state);
    plane.layers.push_back(complexPoints("in-focus", text("state {}", "状態 {}", run.focus.state),
                                         poles.segment(state, 1), Role::Accent));
    return plane;
}

Text pairsConvention()
{
    return {"y = 2 Re Σ Cₙxₙ over N/2 kept modes, Im λ ≤ 0, Bₙ = 1.",
            "N/2 個の保持したモードについて y = 2 Re Σ Cₙxₙ、Im λ ≤ 0、Bₙ = 1。"};
}

Text systemConvention(const SsmLayer& layer)
{
    const LayerSettings& settings = layer.settings;
    switch (settings.system) {
    case LayerSystem::LegT:
    case LayerSystem::Fourier:
        return text("A and B are those of window 1 divided by θ = {} (θ = 2: the S4 code's factor).",
                    "A と B は窓 1 のものを θ = {} で割ったもの（θ = 2 が S4 のコードの係数）。",
                    shortest(settings.window));
    case LayerSystem::S4dLin:
    case LayerSystem::S4dInv:
    case LayerSystem::S4dReal:
    case LayerSystem::S4dQuad:
    case LayerSystem::S4dInv2:
        return pairsConvention();
    case LayerSystem::S4dLegS:
        return {"y = 2 Re Σ Cₙxₙ over N/2 kept modes, Im λ < 0, C = cᵀV, B = V*b without the factor ½ and "
                "without "
                "clipping.",
                "N/2 個の保持したモードについて y = 2 Re Σ Cₙxₙ、Im λ < 0、C = cᵀV、B = V*b（係数 ½ "
                "と打ち切りなし）。"};
    case LayerSystem::Random:
        return {"A = S − ½I with a seeded skew-symmetric S, B seeded normal.",
                "A = S − ½I（S はシードから作る歪対称行列）、B はシードから作る正規乱数。"};
    case LayerSystem::Custom:
        if (!settings.poles.empty())
            return pairsConvention();
        return {
            "y = Re(Cx) + Du: every mode counts once (Re, not 2 Re), so both halves of a conjugate pair must "
            "be "
            "given.",
            "y = Re(Cx) + Du。各モードは一度だけ数える（2 Re ではなく Re）ので、共役対は両方とも与える。"};
    case LayerSystem::LegS:
    case LayerSystem::LagT:
        break;
    }
    return {"The time-invariant HiPPO matrices; the minus sign stands inside A.",
            "時不変の HiPPO 行列。負号は A に含める。"};
}

void addStatePanels(const Request& request, const LayerRun& run, Scan& scan, std::vector<Panel>& panels)
{
    if (request.wants("state-lines"))
        panels.push_back(stateLinesPanel(run, scan));
    if (request.wants("phase"))
        panels.push_back(phasePanel(run, scan));
    if (request.wants("states"))
        panels.push_back(statesPanel(run, scan));
}

} // namespace

Poles polesOf(const SsmLayer& layer, const ParameterSet& values)
{
    const DiagonalStateSpace* diagonal = layer.diagonal();
    const bool pairs = diagonal && diagonal->factor == 2;
    return {.lambda = layer.eigenvalues,
            .step = layer.settings.step,
            .method = layer.settings.method,
            .conjugatePairs = pairs,
            .parameter = pairs && values.find("poles") ? "poles" : ""};
}

Result<std::vector<Panel>> layerPanels(const Request& request, const LayerRun& run, Scan& scan,
                                       const RunContext& context)
{
    std::vector<Panel> panels;
    if (request.wants("kernel"))
        panels.push_back(kernelPanel(run.kernel));
    if (request.wants("output"))
        panels.push_back(outputPanel(request, run));
    if (scan.columns > 0)
        addStatePanels(request, run, scan, panels);
    if (request.wants("eigenvalues"))
        panels.push_back(withFocus(continuousPlane(polesOf(run.layer, request.values)), request, run,
                                   run.layer.eigenvalues));
    if (request.wants("eigenvalues-discrete"))
        panels.push_back(withFocus(discretePlane(polesOf(run.layer, request.values)), request, run,
                                   run.layer.discreteEigenvalues()));
    if (request.wants("frequency")) {
        auto panel = frequencyPanel(run.layer.discrete, run.radius, context);
        if (!panel)
            return panel.error();
        panels.push_back(*std::move(panel));
    }
    if (request.wants("matrix-a")) {
        panels.push_back(matrixAPanel(run.layer));
        panels.back().layers.push_back(rowMark(run));
    }
    if (request.wants("matrix-b"))
        panels.push_back(matrixBPanel(run.layer));
    if (request.wants("matrix-c"))
        panels.push_back(matrixCPanel(run.layer));
    return panels;
}

Text layerConvention(const SsmLayer& layer, KernelMethod method)
{
    const Text own = systemConvention(layer);
    const Text common =
        text("x′ = Ax + Bu, Δ = {0}, xₖ = A\u0304xₖ₋₁ + B\u0304uₖ. ",
             "x′ = Ax + Bu、Δ = {0}、xₖ = A\u0304xₖ₋₁ + B\u0304uₖ。", shortest(layer.settings.step));
    const Text readout =
        method == KernelMethod::S4
            ? Text{" C is given; the kernel uses C\u0303 = C(I − A\u0304ᴸ).",
                   "与えるのは C で、カーネルには C\u0303 = C(I − A\u0304ᴸ) を使う。"}
            : Text{" C is used as given, not C\u0303.", "C は与えたとおりに使う（C\u0303 ではない）。"};
    const Text edits = editsConvention(layer.settings.edits);
    return {common.en + own.en + readout.en + edits.en, common.ja + own.ja + readout.ja + edits.ja};
}

} // namespace kaba
