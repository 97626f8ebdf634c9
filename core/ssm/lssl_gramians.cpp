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

/// Eigenvalues of the continuous controllability Gramian, ascending, where theory knows them. The kernels of LegS are
/// e^{−s} times polynomials in e^{−s} that are orthonormal under the weight e^{−s}, so their Gramian is the Jacobi matrix
/// of Legendre's weight on [0, 1]; those of LagT are orthonormal.
std::optional<Eigen::VectorXd> knownSpectrum(LayerSystem system, std::size_t order)
{
    if (system == LayerSystem::LagT)
        return Eigen::VectorXd::Ones(static_cast<Eigen::Index>(order));
    if (system != LayerSystem::LegS)
        return std::nullopt;
    const GaussRule rule = gaussLegendre(order);
    const Eigen::Map<const Eigen::VectorXd> nodes(rule.nodes.data(), static_cast<Eigen::Index>(order));
    return (nodes.array() + 1) / 2;
}

/// The bilinear rule multiplies the Gramian by Δ.
void addKnownGramian(const LsslScene& scene, const GramianSpectrum& spectrum, Figure& figure)
{
    const auto known = knownSpectrum(scene.layer.settings.system, scene.order());
    const Discretization& method = scene.layer.settings.method;
    if (!known || !method.isGbt() || method.alpha() != 0.5)
        return;
    figure.claims.push_back(
        identityClaim("known-gramian",
                      {"Bilinear, the controllability Gramian over Δ has known eigenvalues, the "
                       "Gauss–Legendre nodes of [0, 1] "
                       "for LegS and 1 for LagT: the greatest deviation.",
                       "双一次変換では、可制御性グラミアンを Δ で割った固有値は LegS で区間 [0, 1] の "
                       "Gauss–Legendre 節点、LagT で 1 "
                       "になる：最大の差。"},
                      {"From the orthonormal kernels of “How to train your HiPPO” (2022)",
                       "“How to train your HiPPO” (2022) の正規直交カーネルから"},
                      1e-8, (spectrum.eigenvalues / scene.step() - *known).cwiseAbs().maxCoeff()));
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
        addKnownGramian(scene, found->controllability, figure);
    }
    figure.panels.push_back(gramiansPanel(found));
    return Done{};
}

} // namespace kaba
