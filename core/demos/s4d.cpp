// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/demo.h"
#include "core/math/convolution.h"
#include "core/math/vector_ops.h"
#include "core/signals/signal.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/layer_claims.h"
#include "core/ssm/layer_matrices.h"
#include "core/ssm/layer_panels.h"
#include "core/ssm/layer_settings.h"
#include "core/ssm/pole_system.h"
#include "core/ssm/response_panels.h"
#include "core/ssm/s4d_views.h"

#include <array>

namespace kaba {
namespace {

constexpr Option kInitialisations[] = {
    {"lin", {"Lin: equally spaced", "Lin（等間隔）"}},
    {"inv", {"Inv: inverse law", "Inv（逆数則）"}},
    {"legs", {"LegS: normal part of HiPPO-LegS", "LegS（HiPPO-LegS の正規部分）"}},
    {"real", {"Real: decays only", "Real（減衰のみ）"}},
    {"quad", {"Quad: quadratic", "Quad（二次）"}},
    {"inv2", {"Inv2: inverse law, variant", "Inv2（逆数則の変種）"}},
};
/// In the order of the options.
constexpr std::array kSystems{LayerSystem::S4dLin,  LayerSystem::S4dInv,  LayerSystem::S4dLegS,
                              LayerSystem::S4dReal, LayerSystem::S4dQuad, LayerSystem::S4dInv2};

constexpr ChoiceParam kInitialisation{
    .id = "initialisation",
    .label = {"Initialisation", "初期化"},
    .options = kInitialisations,
    .help = {"Where the poles start. Dragging a pole leaves it behind; Reset comes back to it.",
             "極の初期配置です。極を動かすとここから離れ、リセットで戻ります。"},
};
constexpr IntParam kOrder = orderParam({"N real states: N/2 complex modes, each with its conjugate.",
                                        "実数 N 個分の状態、つまり共役と対になる N/2 個の複素モードです。"});
constexpr IntParam kLength = [] {
    IntParam length = lengthParam(65536);
    length.keyword = {}; // no file to take the length from
    return length;
}();
constexpr RealParam kStep =
    stepParam(0.01, {"Time between two samples: a mode turns by Δ Im λ in one of them.",
                     "サンプルの間隔です。各モードは 1 サンプルで Δ Im λ だけ回ります。"});
constexpr ChoiceParam kHeldRule = [] {
    ChoiceParam rule = kRule;
    rule.initial = static_cast<int>(StepRule::Zoh);
    return rule;
}();

LayerSystem systemOf(const ParameterSet& values) { return kSystems[values.as<std::size_t>(kInitialisation)]; }

Points initialPoles(const ParameterSet& values)
{
    return s4dPoints(*s4dOf(systemOf(values)), values[kOrder]);
}

constexpr PointsParam kPoles = polesParam(initialPoles);
constexpr ChoiceParam kReadout = readoutParam();

LayerSettings settingsOf(const Request& request)
{
    return layerSettingsOf(request.values, systemOf(request.values), request.seed);
}

/// What the recurrence and the convolution are compared on.
Samples probe(std::size_t length, int seed)
{
    const Eigen::VectorXd noise =
        readoutVector(LayerReadout::Random, static_cast<Eigen::Index>(length), seed);
    return {noise.begin(), noise.end()};
}

std::vector<Readout> readoutsOf(const LayerRun& run)
{
    const auto& system = std::get<DiagonalStateSpace>(run.layer.continuous);
    const auto readout = [](const char* id, Text label, double value) {
        return Readout{.id = id, .label = std::move(label), .value = finiteOrNan({value}).front()};
    };
    return {
        readout("spectral-radius", {"Spectral radius of A\u0304", "A\u0304 のスペクトル半径"}, run.radius),
        readout("kernel-vs-powers", {"Vandermonde against powers", "Vandermonde とべき乗の差"},
                relativeDifference(run.kernel, run.reference)),
        readout("zoh-vs-bilinear", {"ZOH against bilinear", "ZOH と双一次の差"},
                rulesDifference(system, run.layer.settings.step, run.kernel.size()))};
}

std::vector<Text> noticesOf(const LayerRun& run)
{
    const LayerSettings& settings = run.layer.settings;
    std::vector<Text> notices = run.layer.notices;
    if (isUnstable(run.radius))
        notices.push_back(unstableNotice(run.layer.eigenvalues, settings.step, settings.method, run.radius));
    return notices;
}

std::vector<Claim> claimsOf(const LayerRun& run)
{
    std::vector<Claim> claims = layerClaims(run);
    for (Claim& claim : rulesClaims(run.layer, run.kernel.size()))
        claims.push_back(std::move(claim));
    claims.push_back(inverseLawClaim(run.layer.settings.order));
    return claims;
}

/// The panels of this one layer.
Result<std::vector<Panel>> ownPanels(const Request& request, const LayerRun& run, const RunContext& context)
{
    std::vector<Panel> panels;
    if (request.wants("eigenvalues"))
        panels.push_back(continuousPlane(polesOf(run.layer, request.values)));
    if (request.wants("eigenvalues-discrete"))
        panels.push_back(discretePlane(polesOf(run.layer, request.values)));
    if (request.wants("kernel"))
        panels.push_back(kernelPanel(run.kernel));
    if (request.wants("frequency")) {
        auto panel = frequencyPanel(run.layer.discrete, run.radius, context);
        if (!panel)
            return panel.error();
        panel->featured = true;
        panels.push_back(*std::move(panel));
    }
    return panels;
}

/// The panels that look beyond it.
Result<std::vector<Panel>> comparisons(const Request& request, const LayerRun& run, const RunContext& context)
{
    const SsmLayer& layer = run.layer;
    const std::size_t length = run.kernel.size();
    std::vector<Panel> panels;
    if (request.wants("kernels")) {
        auto panel = kernelsPanel(settingsOf(request), length, context);
        if (!panel)
            return panel.error();
        panels.push_back(*std::move(panel));
    }
    if (request.wants("basis"))
        panels.push_back(basisPanel(layer, length));
    if (request.wants("basis-lines"))
        panels.push_back(basisLinesPanel(layer, length));
    if (request.wants("limit"))
        panels.push_back(limitPanel());
    if (request.wants("limit-kernel"))
        panels.push_back(limitKernelPanel(layer.settings.order));
    if (request.wants("rules"))
        panels.push_back(rulesPanel(layer, length));
    if (request.wants("rules-difference"))
        panels.push_back(rulesDifferencePanel(layer, length));
    return panels;
}

Result<Figure> figureOf(const Request& request, const LayerRun& run, const RunContext& context)
{
    auto panels = ownPanels(request, run, context);
    if (!panels)
        return panels.error();
    auto more = comparisons(request, run, context);
    if (!more)
        return more.error();
    panels->insert(panels->end(), std::make_move_iterator(more->begin()),
                   std::make_move_iterator(more->end()));
    return Figure{.panels = *std::move(panels),
                  .columns = 2,
                  .readouts = readoutsOf(run),
                  .claims = claimsOf(run),
                  .convention = layerConvention(run.layer, run.method),
                  .notices = noticesOf(run),
                  .arrays = layerArrays(run.layer)};
}

Result<Figure> compute(const Request& request, const RunContext& context)
{
    const auto layer = makeLayer(settingsOf(request), nullptr);
    if (!layer)
        return layer.error();
    const auto length = static_cast<std::size_t>(request.values[kLength]);
    const KernelMethod method = chooseMethod(KernelMethod::Auto, *layer, length).value();
    const auto kernel = layerKernel(method, *layer, length, context);
    const auto reference = referenceKernel(method, *layer, length, context);
    if (!kernel || !reference || !context.advance(1, 2))
        return RunContext::cancelled();
    const Samples input = probe(length, request.seed);
    const auto scanned = scan(*layer->diagonal(), input, 0, context);
    if (!scanned)
        return scanned.error();
    const std::vector<double> convolved = causalConvolution(*kernel, input);
    const LayerRun run{*layer,          method,   spectralRadius(layer->discreteEigenvalues()),
                       input,           *kernel,  *reference,
                       scanned->output, convolved};
    return figureOf(request, run, context);
}

} // namespace

namespace demos {

Demo s4d()
{
    return {
        .id = "s4d",
        .papers = {"s4d"},
        .title = {"S4D: a layer made of poles", "S4D：極でつくる層"},
        .summary =
            {"A diagonal state space layer is its poles: drag them and watch kernel and frequency response, "
             "compare the initialisations, the two rules and the limit that explains them.",
             "対角型の状態空間層は極そのものです。極を動かしてカーネルと周波数応答を見比べ、初期化どうしの違"
             "い、"
             "2 つの離散化、そして理論的根拠となる極限を確かめます。"},
        .parameters = {kInitialisation, kOrder, kLength, kStep, kHeldRule, kAlpha, kPoles, kReadout},
        .panels = {{"eigenvalues", {"Eigenvalues", "固有値"}},
                   {"eigenvalues-discrete", {"Discrete eigenvalues", "離散時間の固有値"}},
                   {"kernel", {"Kernel", "カーネル"}},
                   {"frequency", {"Frequency response", "周波数応答"}},
                   {"kernels", {"Kernels side by side", "カーネルの比較"}},
                   {"basis", {"Basis functions", "基底関数"}},
                   {"basis-lines", {"Slowest modes", "遅いモード"}},
                   {"limit", {"Limit of S4D-LegS", "S4D-LegS の極限"}},
                   {"limit-kernel", {"First state", "最初の状態"}},
                   {"rules", {"ZOH and bilinear", "ZOH と双一次"}},
                   {"rules-difference", {"Difference of the rules", "離散化の差"}}},
        .compute = compute,
        .views = {
            {{"Poles by hand", "極を動かす"}, {"eigenvalues", "eigenvalues-discrete", "kernel", "frequency"}},
            {{"Kernels", "カーネル"}, {"kernels", "kernel"}},
            {{"Basis functions", "基底関数"}, {"basis", "basis-lines"}},
            {{"Limit", "極限"}, {"limit", "limit-kernel"}},
            {{"ZOH against bilinear", "ZOH と双一次"}, {"rules", "rules-difference"}}}};
}

} // namespace demos
} // namespace kaba
