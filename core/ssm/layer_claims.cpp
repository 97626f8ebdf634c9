// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/layer_claims.h"

#include "core/math/vector_ops.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/krylov.h"
#include "core/ssm/legs_limit.h"
#include "core/ssm/s4_kernel.h"

#include <cmath>
#include <limits>

namespace kaba {
namespace {

constexpr double kUnitRounding = std::numeric_limits<double>::epsilon();

Claim kernelsAgree(const LayerRun& run)
{
    return identityClaim(
        "kernel-is-powers",
        {"The kernel equals CA\u0304\u02e1B\u0304 from powers of A\u0304 computed on another way: max "
         "|difference| / max |K|.",
         "カーネルは別の方法で求めた A\u0304 のべき乗 CA\u0304\u02e1B\u0304 に等しい：max |差| / max |K|。"},
        run.method == KernelMethod::S4
            ? Text("S4 (2022), theorem 3", "S4 (2022)、定理 3")
            : Text("LSSL (2021), the convolutional view", "LSSL (2021)、畳み込みとしての見方"),
        kernelRounding(run.layer, run.kernel.size()), relativeDifference(run.kernel, run.reference));
}

Claim readoutDoubles(const SsmLayer& layer, std::size_t length)
{
    const auto& system = std::get<StateSpace>(layer.continuous);
    const Eigen::VectorXd once = truncatedReadout(system, layer.settings.step, length);
    const Eigen::VectorXd twice = truncatedReadout(system, layer.settings.step, 2 * length);
    const Eigen::VectorXd predicted = once + rowTimesPower(once, layer.dense()->a, length);
    return identityClaim("readout-doubles",
                         {"The readout of twice the length follows from that of the length: C\u0303₂ₗ = "
                          "C\u0303ₗ(I + A\u0304ᴸ), "
                          "relative to ‖C‖.",
                          "2 倍の長さの読み出しは元の長さのものから得られる：C\u0303₂ₗ = C\u0303ₗ(I + "
                          "A\u0304ᴸ)、‖C‖ に対する比。"},
                         {"S4 (2022), appendix on the convolutional view; its code of version 4",
                          "S4 (2022)、畳み込みの計算についての付録；そのコード第 4 版"},
                         1e-10, (twice - predicted).norm() / system.c.norm());
}

/// Operations of the structured kernel from C̃ or the modes.
double structuredOperations(const SsmLayer& layer, double length)
{
    const double order = layer.settings.order;
    if (layer.diagonal())
        return vandermondeOperations(static_cast<double>(layer.diagonal()->a.size()), length);
    return s4Operations(order, length, layer.settings.system == LayerSystem::LegT ? 2 : 1);
}

/// Where the cost of the structured kernel is stated.
Text structureSource(const SsmLayer& layer)
{
    return layer.diagonal() ? Text("S4D (2022), kernel computation by a Vandermonde matrix",
                                   "S4D (2022)、ヴァンデルモンド行列によるカーネルの計算")
                            : Text("S4 (2022), theorem 3 and table 1", "S4 (2022)、定理 3 と表 1");
}

Claim fewerOperations(const SsmLayer& layer, std::size_t length)
{
    const auto samples = static_cast<double>(length);
    const double ratio =
        krylovOperations(layer.settings.order, samples) / structuredOperations(layer, samples);
    return {.id = "fewer-operations",
            .kind = Claim::Kind::Paper,
            .relation = Claim::Relation::AtLeast,
            .statement =
                {"The structured kernel takes fewer multiply-adds than the N²L of the LSSL: how many times "
                 "fewer (counted, without the set-up).",
                 "構造を使うカーネルの積和は LSSL の N²L より少ない：何分の一か（積和の数、準備を除く）。"},
            .source = structureSource(layer),
            .expected = 1,
            .measured = ratio,
            .remark = {"It takes a moderate order: every point and mode costs a fixed number of operations.",
                       "次数がある程度必要です。点とモードの組ごとに一定の演算がかかるためです。"}};
}

Claim nearlyLinear(const SsmLayer& layer, std::size_t length)
{
    const auto samples = static_cast<double>(length);
    return {.id = "nearly-linear",
            .kind = Claim::Kind::Paper,
            .relation = Claim::Relation::AtMost,
            .statement =
                {"Twice the length costs hardly more than twice the multiply-adds of the structured kernel.",
                 "長さを 2 倍にしても、構造を使うカーネルの積和はほぼ 2 倍にしか増えない。"},
            .source = structureSource(layer),
            .expected = 2.3,
            .measured = structuredOperations(layer, 2 * samples) / structuredOperations(layer, samples)};
}

bool isStructured(const SsmLayer& layer)
{
    return layer.diagonal() || (measureOf(layer.settings.system) && layer.isUnedited() &&
                                layer.settings.method.rule == StepRule::Bilinear);
}

} // namespace

double largestDifference(std::span<const double> a, std::span<const double> b)
{
    double worst = 0;
    for (std::size_t k = 0; k < b.size(); ++k)
        if (const double distance = std::abs(a[k] - b[k]); !(distance <= worst))
            worst = distance;
    return worst;
}

double kernelRounding(const SsmLayer& layer, std::size_t length)
{
    const double size = std::visit([](const auto& system) { return system.a.norm(); }, layer.continuous);
    return std::max(1e-10, 4 * kUnitRounding * (static_cast<double>(length) + layer.settings.step * size));
}

double relativeDifference(std::span<const double> a, std::span<const double> b)
{
    if (!allFinite(a) || !allFinite(b))
        return std::numeric_limits<double>::quiet_NaN();
    const double worst = largestDifference(a, b);
    return worst == 0 ? 0 : worst / maxAbs(b);
}

/// Rounding in |K|·|u| is the scale of both sides, which may nearly cancel in y itself.
Claim viewsAgree(const LayerRun& run)
{
    const double worst = largestDifference(run.recurrent, run.convolved);
    const double scale = std::sqrt(squaredNorm(run.kernel)) * std::sqrt(squaredNorm(run.input));
    return identityClaim(
        "recurrent-is-convolutional",
        {"The recurrence and the convolution with the kernel give the same output: max |difference| / "
         "(‖K‖ ‖u‖).",
         "漸化式とカーネルの畳み込みは同じ出力を与える：max |差| / (‖K‖ ‖u‖)。"},
        {"LSSL (2021), section 3.1", "LSSL (2021)、3.1 節"}, kernelRounding(run.layer, run.kernel.size()),
        worst == 0 ? 0 : worst / scale);
}

Claim staysStable(double radius)
{
    return identityClaim(
        "stays-stable",
        {"With Re λ ≤ 0 this rule keeps every eigenvalue of A\u0304 within the unit circle at any Δ: the "
         "spectral radius.",
         "Re λ ≤ 0 ならば、この離散化ではどの Δ でも A\u0304 の固有値が単位円内にとどまる：スペクトル半径。"},
        {"A-stability (Dahlquist, 1963)", "A 安定性（Dahlquist, 1963）"}, 1 + 1e-9, radius);
}

bool isDecaying(const SsmLayer& layer) { return (layer.eigenvalues.real().array() <= 1e-12).all(); }
bool isAStable(const Discretization& method) { return !method.isGbt() || method.alpha() >= 0.5; }

std::vector<Claim> layerClaims(const LayerRun& run)
{
    const SsmLayer& layer = run.layer;
    std::vector<Claim> claims;
    if (!isUnstable(run.radius)) {
        claims.push_back(viewsAgree(run));
        claims.push_back(kernelsAgree(run));
    }
    if (isDecaying(layer) && isAStable(layer.settings.method))
        claims.push_back(staysStable(run.radius));
    if (layer.dense() && isStructured(layer))
        claims.push_back(readoutDoubles(layer, run.kernel.size()));
    if (isStructured(layer)) {
        claims.push_back(fewerOperations(layer, run.kernel.size()));
        claims.push_back(nearlyLinear(layer, run.kernel.size()));
    }
    constexpr int kLeastOrder = 8;
    const bool legS =
        layer.settings.system == LayerSystem::LegS || layer.settings.system == LayerSystem::S4dLegS;
    if (legS && layer.isUnedited() && layer.settings.poles.empty() && layer.settings.order >= kLeastOrder)
        claims.push_back(legsLimitClaim(layer.settings.order));
    return claims;
}

} // namespace kaba
