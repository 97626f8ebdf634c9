// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/polynomials.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/gramians.h"
#include "core/ssm/lssl_scene.h"

#include <cmath>

namespace kaba {
namespace {

constexpr double kStrictlyStable = 1 - 1e-12;

Layer spectrumLayer(std::string id, Text label, const GramianSpectrum& spectrum, Role role)
{
    const Eigen::VectorXd falling = spectrum.eigenvalues.reverse().cwiseAbs();
    return {.id = std::move(id),
            .label = std::move(label),
            .data = Line{RegularGrid{1, 1, static_cast<std::size_t>(falling.size())},
                         Samples(falling.begin(), falling.end())},
            .role = role};
}

Panel gramiansPanel(const std::optional<Gramians>& gramians)
{
    Panel panel{.id = "gramians",
                .title = {"How well the directions of the state are reached and heard",
                          "状態の各方向への届きやすさと、そこからの聞こえやすさ"},
                .x = {.label = {"direction, the strongest first", "方向（強い順）"}},
                .y = {.label = {"eigenvalue of the Gramian", "グラミアンの固有値"}, .kind = Axis::Kind::Log}};
    if (!gramians) {
        panel.note = {"No Gramian exists: an eigenvalue of A\u0304 stands on or beyond the unit circle.",
                      "A\u0304 の固有値が単位円上または外側にあり、グラミアンが存在しません。"};
        return panel;
    }
    panel.layers = {
        spectrumLayer("controllability", {"controllability: input to state", "可制御性：入力から状態へ"},
                      gramians->controllability, Role::State),
        spectrumLayer("observability", {"observability: state to output", "可観測性：状態から出力へ"},
                      gramians->observability, Role::Output)};
    return panel;
}

Readout conditionReadout(std::string id, const Text& name, const GramianSpectrum& spectrum)
{
    const Label singular{" (numerically singular: at least)", "（数値的に特異、下限）"};
    Text label = name;
    if (spectrum.singular) {
        label.en += singular.en;
        label.ja += singular.ja;
    }
    return {.id = std::move(id), .label = std::move(label), .value = spectrum.condition};
}

/// The kernels of LegS are e^{−s} times Legendre polynomials in e^{−s}, orthonormal under the weight e^{−s}: their
/// Gramian is the Jacobi matrix of the Legendre weight on [0, 1]. The bilinear rule multiplies it by Δ.
Claim legsGramian(const LsslScene& scene, const GramianSpectrum& spectrum)
{
    const GaussRule rule = gaussLegendre(scene.order());
    double worst = 0;
    for (std::size_t j = 0; j < scene.order(); ++j) {
        const double value = spectrum.eigenvalues(static_cast<Eigen::Index>(j)) / scene.step();
        worst = std::max(worst, std::abs(value - (1 + rule.nodes[j]) / 2));
    }
    return identityClaim(
        "legs-gramian",
        {"The controllability Gramian of LegS has the Gauss–Legendre nodes of [0, 1], times Δ, as "
         "eigenvalues: the greatest deviation over Δ.",
         "LegS の可制御性グラミアンの固有値は区間 [0, 1] の Gauss–Legendre 節点の Δ 倍である："
         "Δ で割った最大の差。"},
        {"From the LegS kernels of “How to train your HiPPO” (2022), by Gauss quadrature",
         "“How to train your HiPPO” (2022) の LegS カーネルと Gauss 求積から"},
        1e-8, worst);
}

} // namespace

Status addGramians(const LsslScene& scene, Figure& figure, const RunContext& context)
{
    if (!scene.request.wants("gramians"))
        return Done{};
    std::optional<Gramians> found;
    if (scene.radius < kStrictlyStable) {
        const auto computed = gramians(scene.discrete(), context);
        if (!computed)
            return computed.error();
        found = *computed;
        figure.readouts.push_back(conditionReadout("controllability-condition",
                                                   {"Condition of controllability", "可制御性の条件数"},
                                                   found->controllability));
        figure.readouts.push_back(conditionReadout("observability-condition",
                                                   {"Condition of observability", "可観測性の条件数"},
                                                   found->observability));
        const Discretization& method = scene.layer.settings.method;
        if (scene.layer.settings.system == LayerSystem::LegS && method.isGbt() && method.alpha() == 0.5)
            figure.claims.push_back(legsGramian(scene, found->controllability));
    }
    figure.panels.push_back(gramiansPanel(found));
    return Done{};
}

} // namespace kaba
