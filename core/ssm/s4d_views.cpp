// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/s4d_views.h"

#include "core/base/number_text.h"
#include "core/math/log_slope.h"
#include "core/math/vector_ops.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/layer_kernel.h"
#include "core/ssm/legs_limit.h"
#include "core/ssm/pole_system.h"
#include "core/ssm/response_panels.h"
#include "core/ssm/vandermonde.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace kaba {
namespace {

constexpr std::size_t kMostColumns = 512;
constexpr std::size_t kMostLags = 256; ///< of comparisons at many steps
constexpr std::array<int, 11> kLimitOrders{4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128};
constexpr int kFirstOfFit = 16; ///< convergence sets in at orders above ten

struct NamedSystem {
    LayerSystem system;
    std::string_view id;
    Label label;
    Role role;
    int shade = 0;
};

constexpr NamedSystem kCompared[] = {
    {LayerSystem::LegS, "legs", {"LegS, full (S4)", "LegS そのもの（S4）"}, Role::Reference},
    {LayerSystem::S4dLegS, "s4d-legs", {"S4D-LegS", "S4D-LegS"}, Role::State},
    {LayerSystem::S4dInv, "s4d-inv", {"S4D-Inv", "S4D-Inv"}, Role::Output},
    {LayerSystem::S4dLin, "s4d-lin", {"S4D-Lin", "S4D-Lin"}, Role::Accent},
    {LayerSystem::S4dReal, "s4d-real", {"S4D-Real", "S4D-Real"}, Role::Input},
};

/// Over its largest value; as it is where that is 0 or not finite.
std::vector<double> normalised(std::vector<double> values)
{
    const double largest = allFinite(values) ? maxAbs(values) : 0;
    for (double& value : values)
        value /= largest > 0 ? largest : 1;
    return values;
}

/// e^{λ_n t} B_n, the real part.
double basisValue(const DiagonalStateSpace& system, Eigen::Index mode, double time)
{
    return (std::exp(system.a(mode) * time) * system.b(mode)).real();
}

Axis timeAxis() { return {.label = {"time t", "時間 t"}, .unit = "time units"}; }

/// Logarithmic steps round which the rules are compared.
Samples comparedSteps()
{
    constexpr int kPerDecade = 4;
    Samples steps;
    for (int k = -5 * kPerDecade; k <= 0; ++k)
        steps.push_back(std::pow(10, static_cast<double>(k) / kPerDecade));
    return steps;
}

double fastest(const DiagonalStateSpace& system) { return system.a.cwiseAbs().maxCoeff(); }

std::size_t comparedLags(std::size_t length) { return std::min(length, kMostLags); }

} // namespace

Result<Panel> kernelsPanel(const LayerSettings& settings, std::size_t length, const RunContext& context)
{
    Panel panel{.id = "kernels",
                .title = {"Kernels of the initialisations, each over its largest value",
                          "各初期化のカーネル（それぞれ最大値で割ったもの）"},
                .x = {.label = {"lag l", "遅れ l"}, .unit = "samples"},
                .y = {.label = {"K / max |K|", "K / max |K|"}}};
    LayerSettings each = settings;
    each.poles.clear();
    for (const NamedSystem& compared : kCompared) {
        each.system = compared.system;
        const auto layer = makeLayer(each, nullptr);
        if (!layer)
            return layer.error();
        const auto method = chooseMethod(KernelMethod::Auto, *layer, length);
        auto kernel = layerKernel(method.value(), *layer, length, context);
        if (!kernel)
            return kernel.error();
        panel.layers.push_back({.id = std::string(compared.id),
                                .label = compared.label,
                                .data = lineOf(normalised(*std::move(kernel))),
                                .role = compared.role,
                                .shade = compared.shade});
        if (panel.note.empty())
            panel.note = overflowNote({std::get<Line>(panel.layers.back().data).y});
    }
    return panel;
}

Panel basisPanel(const SsmLayer& layer, std::size_t length)
{
    const auto& system = std::get<DiagonalStateSpace>(layer.continuous);
    const double span = static_cast<double>(length) * layer.settings.step;
    const std::size_t columns = std::min(length, kMostColumns);
    Heatmap map{.rows = static_cast<std::size_t>(system.a.size()),
                .cols = columns,
                .x = {0, span},
                .y = cells(static_cast<std::size_t>(system.a.size())),
                .map = ColourMap::Diverging};
    for (Eigen::Index mode = 0; mode < system.a.size(); ++mode)
        for (std::size_t c = 0; c < columns; ++c)
            map.z.push_back(basisValue(system, mode,
                                       span * (static_cast<double>(c) + 0.5) / static_cast<double>(columns)));
    map.z = finiteOrNan(std::move(map.z));
    return {
        .id = "basis",
        .title = {"Basis functions: what each mode remembers of an impulse",
                  "基底関数：各モードがインパルスを覚えている様子"},
        .x = timeAxis(),
        .y = {.label = {"mode n", "モード n"}},
        .layers = {
            {.id = "basis", .label = Text::same("Re e^{λt}B"), .data = std::move(map), .role = Role::State}}};
}

Panel basisLinesPanel(const SsmLayer& layer, std::size_t length)
{
    const auto& system = std::get<DiagonalStateSpace>(layer.continuous);
    const std::size_t samples = std::min<std::size_t>(length, 4 * kMostColumns);
    const double spacing = static_cast<double>(length) * layer.settings.step / static_cast<double>(samples);
    Panel panel{.id = "basis-lines",
                .title = {"The four slowest modes", "最も遅い 4 つのモード"},
                .x = timeAxis(),
                .y = {.label = {"Re e^{λt}B", "Re e^{λt}B"}}};
    std::vector<Eigen::Index> modes(static_cast<std::size_t>(system.a.size()));
    for (std::size_t n = 0; n < modes.size(); ++n)
        modes[n] = static_cast<Eigen::Index>(n);
    std::ranges::stable_sort(modes, {}, [&](Eigen::Index n) { return std::abs(system.a(n)); });
    for (std::size_t n = 0; n < std::min<std::size_t>(modes.size(), 4); ++n) {
        Samples y;
        for (std::size_t k = 0; k < samples; ++k)
            y.push_back(basisValue(system, modes[n], spacing * static_cast<double>(k)));
        panel.layers.push_back({.id = fmt::format("mode-{}", n),
                                .label = text("mode {}", "モード {}", modes[n]),
                                .data = Line{RegularGrid{0, spacing, samples}, finiteOrNan(std::move(y))},
                                .role = Role::State,
                                .shade = static_cast<int>(n)});
    }
    return panel;
}

Panel limitPanel()
{
    Samples orders;
    Samples distances;
    for (const int order : kLimitOrders) {
        orders.push_back(order);
        distances.push_back(distanceFromLegS(order));
    }
    const auto first =
        static_cast<std::size_t>(std::ranges::find(kLimitOrders, kFirstOfFit) - kLimitOrders.begin());
    const double slope = logSlope(std::span(orders).subspan(first), std::span(distances).subspan(first));
    Samples fit;
    for (const double order : orders)
        fit.push_back(distances.back() * std::pow(order / orders.back(), slope));
    return {.id = "limit",
            .title = {"S4D-LegS approaches LegS as N grows", "N を大きくすると S4D-LegS は LegS に近づく"},
            .x = {.label = {"order N", "次数 N"}, .kind = Axis::Kind::Log},
            .y = {.label = {"relative distance", "相対距離"}, .kind = Axis::Kind::Log},
            .layers = {{.id = "distance",
                        .label = {"first state", "最初の状態"},
                        .data = Scatter{orders, std::move(distances)},
                        .role = Role::State},
                       {.id = "fit",
                        .label = text("fit from N = {0}: N^{1:.2f}", "N = {0} からの当てはめ：N^{1:.2f}",
                                      kFirstOfFit, slope),
                        .data = Line{orders, std::move(fit)},
                        .role = Role::Reference}}};
}

Panel limitKernelPanel(int order)
{
    const FirstState answer = firstState(order - order % 2 + (order == 1 ? 2 : 0));
    const RegularGrid grid{0, answer.spacing, answer.exact.size()};
    return {.id = "limit-kernel",
            .title = {"The first state's answer to one sample", "1 サンプルに対する最初の状態の応答"},
            .x = timeAxis(),
            .y = {.label = {"x₀", "x₀"}},
            .layers = {{.id = "diagonal",
                        .label = {"S4D-LegS with half its input", "S4D-LegS（入力は半分）"},
                        .data = Line{grid, answer.diagonal},
                        .role = Role::State},
                       {.id = "exact",
                        .label = {"LegS, exactly", "LegS（厳密）"},
                        .data = Line{grid, answer.exact},
                        .role = Role::Reference}}};
}

double rulesDifference(const DiagonalStateSpace& continuous, double step, std::size_t length)
{
    const auto held = vandermondeKernel(continuous, step, {StepRule::Zoh}, length);
    auto bilinear = vandermondeKernel(continuous, step, {StepRule::Bilinear}, length);
    if (!allFinite(held) || !allFinite(bilinear))
        return std::numeric_limits<double>::quiet_NaN();
    const double size = maxAbs(held);
    addScaled(bilinear, -1, held);
    return size > 0 ? maxAbs(bilinear) / size : 0;
}

Panel rulesPanel(const SsmLayer& layer, std::size_t length)
{
    const auto& system = std::get<DiagonalStateSpace>(layer.continuous);
    const double step = layer.settings.step;
    Panel panel{.id = "rules",
                .title = text("ZOH and bilinear at Δ = {}", "Δ = {} での ZOH と双一次", shortest(step)),
                .x = {.label = {"lag l", "遅れ l"}, .unit = "samples"},
                .y = {.label = {"K", "K"}}};
    const auto add = [&](const char* id, Text label, StepRule rule, Role role) {
        const auto kernel = vandermondeKernel(system, step, {rule}, comparedLags(length));
        panel.layers.push_back({.id = id, .label = std::move(label), .data = lineOf(kernel), .role = role});
        if (panel.note.empty())
            panel.note = overflowNote({kernel});
    };
    add("zoh", Text::same("ZOH"), StepRule::Zoh, Role::State);
    add("bilinear", {"bilinear", "双一次"}, StepRule::Bilinear, Role::Reference);
    return panel;
}

Panel rulesDifferencePanel(const SsmLayer& layer, std::size_t length)
{
    const auto& system = std::get<DiagonalStateSpace>(layer.continuous);
    const Samples steps = comparedSteps();
    Samples differences;
    for (const double step : steps)
        differences.push_back(rulesDifference(system, step, comparedLags(length)));
    return {.id = "rules-difference",
            .title = {"The rules differ where modes turn far in one step",
                      "1 刻みで大きく回るモードがあると規則の差が現れる"},
            .x = {.label = {"step Δ", "刻み幅 Δ"}, .unit = "time units", .kind = Axis::Kind::Log},
            .y = {.label = {"max |difference| / max |K|", "max |差| / max |K|"}, .kind = Axis::Kind::Log},
            .layers = {{.id = "difference",
                        .label = {"ZOH against bilinear", "ZOH と双一次の差"},
                        .data = Line{steps, std::move(differences)},
                        .role = Role::Error},
                       {.id = "present",
                        .label = {"present Δ", "いまの Δ"},
                        .data = Rule{Rule::Axis::X, layer.settings.step},
                        .role = Role::Input}},
            .note = text("Over the first {} lags. Gaps: numbers overflow.",
                         "最初の {} サンプルの遅れで比較。途切れは桁あふれです。", comparedLags(length))};
}

std::vector<Claim> rulesClaims(const SsmLayer& layer, std::size_t length)
{
    const auto& system = std::get<DiagonalStateSpace>(layer.continuous);
    const std::size_t lags = comparedLags(length);
    const Text source{"S4D (2022), section 5 (ablations)", "S4D (2022)、5 節（アブレーション）"};
    const double turn = layer.settings.step * fastest(system);
    std::vector<Claim> claims{
        {.id = "rules-agree",
         .kind = Claim::Kind::Paper,
         .statement =
             {"Bilinear and ZOH make little difference: max |difference| of their kernels / max |K|.",
              "双一次と ZOH の違いは小さい：カーネルの max |差| / max |K|。"},
         .source = source,
         .expected = 0.05,
         .measured = rulesDifference(system, layer.settings.step, lags),
         .remark = text(
             "The paper compares trained accuracy, not kernels. Here the fastest mode moves by Δ|λ| = "
             "{:.3g} in one step; kernels agree where that is well below 1.",
             "論文が比べているのはカーネルでなく学習後の精度です。ここでは最も速いモードが 1 刻みで Δ|λ| "
             "= {:.3g} 進みます。これが 1 よりずっと小さければ一致します。",
             turn)}};
    if (!(turn > 0))
        return claims;
    const double small = 1e-3 / static_cast<double>(lags) / fastest(system);
    const std::array<double, 2> steps{small, 2 * small};
    const std::array<double, 2> differences{rulesDifference(system, steps[0], lags),
                                            rulesDifference(system, steps[1], lags)};
    claims.push_back(
        {.id = "rules-order",
         .kind = Claim::Kind::Paper,
         .relation = Claim::Relation::Equal,
         .statement =
             {"For small steps the difference of the two kernels falls as Δ²: the order, from two "
              "steps with lΔ|λ| < 10⁻³.",
              "刻みが小さいとき両カーネルの差は Δ² で減る：次数（lΔ|λ| < 10⁻³ の 2 つの刻みから）。"},
         .source = {"GBT against the exponential series (S4D, section 3.2)",
                    "GBT と指数級数の比較（S4D、3.2 節）"},
         .expected = 2,
         .measured = logSlope(steps, differences),
         .tolerance = 0.1,
         .remark = {"Rounding hides the order where the difference is near 10⁻¹⁶.",
                    "差が 10⁻¹⁶ に近いと丸めで次数が見えなくなります。"}});
    return claims;
}

Claim inverseLawClaim(int order)
{
    const int even = std::max(2, order - order % 2);
    const auto highest = [even](S4dInit init) {
        double frequency = 0;
        for (const std::complex<double>& mode : s4dPoints(init, even))
            frequency = std::max(frequency, std::abs(mode.imag()));
        return frequency;
    };
    const double legs = highest(S4dInit::LegS);
    return {.id = "inverse-law",
            .kind = Claim::Kind::Paper,
            .statement = {"S4D-Inv follows the spectrum of LegS: how far its highest frequency is off.",
                          "S4D-Inv は LegS のスペクトルに従う：最高周波数のずれの割合。"},
            .source = {"S4D (2022), section 4.2", "S4D (2022)、4.2 節"},
            .expected = 0.05,
            .measured = std::abs(highest(S4dInit::Inv) / legs - 1),
            .remark = {"The law is asymptotic: small orders are further off.",
                       "漸近的な法則なので、次数が小さいとずれが大きくなります。"}};
}

} // namespace kaba
