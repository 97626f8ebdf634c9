// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/polynomials.h"
#include "core/math/vector_ops.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/hippo.h"
#include "core/ssm/krylov.h"
#include "core/ssm/layer_claims.h"
#include "core/ssm/lssl_scene.h"
#include "core/ssm/scan.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kaba {
namespace {

constexpr std::size_t kMostGateSamples = 4096;

Label expressivity() { return {"LSSL (2021), “Expressivity of LSSLs”", "LSSL (2021)、LSSL の表現力の節"}; }

/// An RNN's gate σ(z_k) and the state it lets the input into, as a gate and as an LSSL.
struct Gate {
    Samples open;  ///< σ(z_k)
    Samples gated; ///< x ← (1 − σ)x + σu
    Samples layer; ///< x' = −x + u by backward Euler with the step Δ_k = e^{z_k}
};

/// z_k = log Δ + 2u_k/max|u|: the gate opens where the input is high.
Samples gateInputs(double step, std::span<const double> input)
{
    constexpr double kSwing = 2;
    const double largest = maxAbs(input);
    Samples z(input.size(), std::log(step));
    for (std::size_t k = 0; k < z.size() && largest > 0; ++k)
        z[k] += kSwing * (input[k] / largest);
    return z;
}

Gate gateOf(double step, std::span<const double> input)
{
    const StateSpace leak{-Eigen::MatrixXd::Ones(1, 1), Eigen::VectorXd::Ones(1), Eigen::VectorXd::Ones(1)};
    Gate gate;
    double gated = 0;
    double state = 0;
    const Samples z = gateInputs(step, input);
    for (std::size_t k = 0; k < z.size(); ++k) {
        const double sigma = 1 / (1 + std::exp(-z[k]));
        gated = (1 - sigma) * gated + sigma * input[k];
        const StateSpace discrete = discretize(leak, std::exp(z[k]), {StepRule::BackwardEuler});
        state = discrete.a(0, 0) * state + discrete.b(0) * input[k];
        gate.open.push_back(sigma);
        gate.gated.push_back(gated);
        gate.layer.push_back(state);
    }
    return gate;
}

Panel gatePanel(const Gate& gate, std::span<const double> input, const SampleScale& scale)
{
    return {.id = "gate",
            .title = {"A gate of an RNN is an LSSL with one state", "RNN のゲートは状態が 1 つの LSSL"},
            .x = scale.axis(),
            .y = {.label = {"u, x, σ", "u, x, σ"}},
            .layers = {{.id = "input",
                        .label = {"input u", "入力 u"},
                        .data = lineOf(input, scale),
                        .role = Role::Input},
                       {.id = "open",
                        .label = {"gate σ(z)", "ゲート σ(z)"},
                        .data = lineOf(gate.open, scale),
                        .role = Role::Accent},
                       {.id = "gated",
                        .label = {"(1 − σ)x + σu", "(1 − σ)x + σu"},
                        .data = lineOf(gate.gated, scale),
                        .role = Role::Reference},
                       {.id = "layer",
                        .label = {"LSSL, Δ = eᶻ", "LSSL、Δ = eᶻ"},
                        .data = samplesOf(gate.layer, scale.grid(0, gate.layer.size())),
                        .role = Role::Output}}};
}

Claim gateIsLayer(const Gate& gate)
{
    return identityClaim(
        "gate-is-layer",
        {"x′ = −x + u by backward Euler with Δ = eᶻ is the gate x ← (1 − σ(z))x + σ(z)u: max "
         "|difference| / max |x|.",
         "x′ = −x + u を Δ = eᶻ の後退オイラーで離散化するとゲート x ← (1 − σ(z))x + σ(z)u になる："
         "max |差| / max |x|。"},
        expressivity(), 1e-13, relativeDifference(gate.layer, gate.gated));
}

void addGate(const LsslScene& scene, Figure& figure)
{
    const std::span<const double> all = scene.signal.values;
    const auto input = all.first(std::min(all.size(), kMostGateSamples));
    const Gate gate = gateOf(scene.step(), input);
    figure.panels.push_back(gatePanel(gate, input, {scene.signal.sampleRate}));
    figure.claims.push_back(gateIsLayer(gate));
}

/// The filter that both layers imitate: a wave in a smooth window, at the age s in [0, 1].
double filterAt(double age)
{
    const double window = std::sin(std::numbers::pi * age);
    return window * window * std::cos(2 * std::numbers::pi * age);
}

/// Middles of `count` cells of [0, 1], then as many beyond.
RegularGrid ages(std::size_t count)
{
    const double cell = 1 / static_cast<double>(count);
    return {cell / 2, cell, 2 * count};
}

Samples filterOver(const RegularGrid& grid)
{
    Samples values(grid.count);
    for (std::size_t i = 0; i < grid.count / 2; ++i)
        values[i] = filterAt(at(grid, i));
    return values;
}

/// x_k = S x_{k−1} + e₀u_k with the shift S, y = Cx with the taps as C: kernel over twice the filter.
Result<Samples> shiftKernel(const Samples& taps, const RunContext& context)
{
    const auto order = static_cast<Eigen::Index>(taps.size() / 2);
    StateSpace shift{Eigen::MatrixXd::Zero(order, order), Eigen::VectorXd::Unit(order, 0),
                     Eigen::Map<const Eigen::VectorXd>(taps.data(), order)};
    shift.a.diagonal(-1).setOnes();
    Samples impulse(taps.size());
    impulse.front() = 1;
    auto scanned = scan(shift, impulse, 0, context);
    if (!scanned)
        return scanned.error();
    return std::move(scanned->output);
}

/// C_n = ∫ h(s) √(2n+1) P_n(1 − 2s) ds: the filter in the polynomials that LegT keeps of the last window.
Eigen::VectorXd filterInLegendre(std::size_t order)
{
    const GaussRule rule = gaussLegendre(order + 64);
    Samples weights(rule.nodes.size());
    for (std::size_t j = 0; j < weights.size(); ++j)
        weights[j] = rule.weights[j] / 2 * filterAt((1 - rule.nodes[j]) / 2);
    Samples moments(order);
    legendreMoments(weights, rule.nodes, moments);
    Eigen::VectorXd c(static_cast<Eigen::Index>(order));
    for (Eigen::Index n = 0; n < c.size(); ++n)
        c(n) = legendreNorm(n) * moments[static_cast<std::size_t>(n)];
    return c;
}

/// What LegT of that order makes of the filter: mean over each cell of its kernel.
Result<Samples> hippoKernel(int order, const RegularGrid& grid, const RunContext& context)
{
    const auto matrices = hippo(Measure::LegT, order);
    if (!matrices)
        return matrices.error();
    const StateSpace layer{matrices->a, matrices->b, filterInLegendre(static_cast<std::size_t>(order))};
    auto kernel = krylovKernel(discretize(layer, grid.step, {.rule = StepRule::Zoh}), grid.count, context);
    if (kernel)
        for (double& weight : *kernel)
            weight /= grid.step;
    return kernel;
}

struct Filters {
    RegularGrid coarse, fine;        ///< a cell for each tap; cells for the eye
    Samples taps = {}, shift = {};   ///< on the coarse grid
    Samples wanted = {}, hippo = {}; ///< on the fine one
};

Panel filterPanel(const Filters& filters)
{
    return {.id = "filter",
            .title = {"A convolution filter is an LSSL", "畳み込みフィルタは LSSL"},
            .x = {.label = {"age, in lengths of the filter", "経過時間（フィルタ長を 1 とする）"}},
            .y = {.label = {"weight", "重み"}},
            .layers = {{.id = "filter",
                        .label = {"filter", "フィルタ"},
                        .data = Line{filters.fine, filters.wanted},
                        .role = Role::Input},
                       {.id = "hippo",
                        .label = {"LegT with N states", "状態 N 個の LegT"},
                        .data = Line{filters.fine, filters.hippo},
                        .role = Role::State},
                       {.id = "shift",
                        .label = {"shift register with N taps", "N タップのシフトレジスタ"},
                        .data = samplesOf(filters.shift, filters.coarse),
                        .role = Role::Output}}};
}

Claim filterIsLayer(const Filters& filters)
{
    return identityClaim(
        "filter-is-layer",
        {"With the shift matrix as A\u0304 and the taps as C the kernel of the layer is the filter, "
         "then zero: max |difference|.",
         "A\u0304 をシフト行列、C をタップとする層のカーネルはフィルタそのものになり、その後は 0 になる："
         "max |差|。"},
        expressivity(), 0, largestDifference(filters.shift, filters.taps));
}

Claim hippoTakesFilter(const Filters& filters)
{
    Samples error = filters.hippo;
    addScaled(error, -1, filters.wanted);
    return {
        .id = "hippo-takes-filter",
        .kind = Claim::Kind::Paper,
        .relation = Claim::Relation::AtMost,
        .statement = {"A continuous layer comes close to any filter: relative distance of the LegT kernel.",
                      "連続時間の層はどんなフィルタにも近づける：LegT のカーネルとの相対距離。"},
        .source = expressivity(),
        .expected = 0.05,
        .measured = std::sqrt(squaredNorm(error) / squaredNorm(filters.wanted)),
        .remark = {"It takes enough states for the waves of the filter: raise the order.",
                   "フィルタの波を表すだけの状態が必要です。次数を上げてください。"}};
}

Status addFilter(const LsslScene& scene, Figure& figure, const RunContext& context)
{
    constexpr std::size_t kCells = 200;
    Filters filters{.coarse = ages(scene.order()), .fine = ages(kCells)};
    filters.taps = filterOver(filters.coarse);
    filters.wanted = filterOver(filters.fine);
    auto shift = shiftKernel(filters.taps, context);
    if (!shift)
        return shift.error();
    auto hippo = hippoKernel(scene.layer.settings.order, filters.fine, context);
    if (!hippo)
        return hippo.error();
    filters.shift = *std::move(shift);
    filters.hippo = *std::move(hippo);
    figure.panels.push_back(filterPanel(filters));
    figure.claims.push_back(filterIsLayer(filters));
    figure.claims.push_back(hippoTakesFilter(filters));
    return Done{};
}

} // namespace

Status addSpecialCases(const LsslScene& scene, Figure& figure, const RunContext& context)
{
    if (scene.request.wants("gate"))
        addGate(scene, figure);
    return scene.request.wants("filter") ? addFilter(scene, figure, context) : Status(Done{});
}

} // namespace kaba
