// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/vector_ops.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/krylov.h"
#include "core/ssm/layer_claims.h"
#include "core/ssm/s4_float.h"
#include "core/ssm/s4_kernel.h"
#include "core/ssm/s4_scene.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace kaba {
namespace {

constexpr std::array<std::size_t, 4> kRoundedLengths{32, 256, 2048, 16384};

/// One kernel in three arithmetics.
struct Versions {
    std::vector<double> exact; ///< powers of Ā in double
    std::vector<double> inDouble, tangents, powers;
};

Result<Versions> versionsOf(const S4Scene& scene, std::size_t length, const RunContext& context)
{
    const Eigen::VectorXcd modes =
        scene.dplr.inModes(truncatedReadout(scene.continuous(), scene.step(), length));
    auto inDouble = s4Kernel(scene.dplr, scene.step(), modes, length, context);
    if (!inDouble)
        return inDouble.error();
    auto tangents = s4KernelInFloat(scene.dplr, scene.step(), modes, length, FloatNodes::Tangents, context);
    if (!tangents)
        return tangents.error();
    auto powers = s4KernelInFloat(scene.dplr, scene.step(), modes, length, FloatNodes::Powers, context);
    if (!powers)
        return powers.error();
    return Versions{giantStepKernel(scene.discrete(), length), *std::move(inDouble), *std::move(tangents),
                    *std::move(powers)};
}

struct Errors {
    Samples inDouble, tangents, powers;
};

Layer errorLayer(std::string id, Text label, Samples errors, Role role, int shade = 0)
{
    return {.id = std::move(id),
            .label = std::move(label),
            .data =
                Line{Samples(kRoundedLengths.begin(), kRoundedLengths.end()), finiteOrNan(std::move(errors))},
            .role = role,
            .shade = shade};
}

Panel precisionPanel(const Errors& errors)
{
    return {.id = "precision",
            .title = {"What single precision costs at each length", "長さごとに単精度で失われるもの"},
            .x = {.label = {"length L", "長さ L"}, .unit = "samples", .kind = Axis::Kind::Log},
            .y = {.label = {"max |error| / max |K|", "max |誤差| / max |K|"}, .kind = Axis::Kind::Log},
            .layers = {errorLayer("float-powers", {"float, ωᵏ in float", "単精度、ωᵏ も単精度"},
                                  errors.powers, Role::Error),
                       errorLayer("float-tangents", {"float, exact nodes", "単精度、点は正確"},
                                  errors.tangents, Role::Output),
                       errorLayer("double", {"double", "倍精度"}, errors.inDouble, Role::State)}};
}

Panel lagPanel(const S4Scene& scene, const Versions& versions, std::size_t length)
{
    const double peak = maxAbs(versions.exact);
    const auto layer = [&](std::string id, Text label, const std::vector<double>& values, Role role) {
        Samples error(values);
        addScaled(error, -1, versions.exact);
        for (double& value : error)
            value = std::abs(value) / peak;
        return Layer{.id = std::move(id),
                     .label = std::move(label),
                     .data = Line{SampleScale{}.grid(0, length), finiteOrNan(std::move(error))},
                     .role = role};
    };
    return {.id = "float-error",
            .title = text("Where the digits are lost, L = {}, Δ = {:.3g}",
                          "桁が失われる場所、L = {}、Δ = {:.3g}", length, scene.step()),
            .x = {.label = {"lag l", "遅れ l"}, .unit = "samples"},
            .y = {.label = {"|error| / max |K|", "|誤差| / max |K|"}, .kind = Axis::Kind::Log},
            .layers = {layer("float-powers", {"float, ωᵏ in float", "単精度、ωᵏ も単精度"}, versions.powers,
                             Role::Error),
                       layer("float-tangents", {"float, exact nodes", "単精度、点は正確"}, versions.tangents,
                             Role::Output),
                       layer("double", {"double", "倍精度"}, versions.inDouble, Role::State)}};
}

Panel withGapsExplained(Panel panel)
{
    for (const Layer& layer : panel.layers)
        if (!allFinite(std::get<Line>(layer.data).y))
            panel.note = {"Where a line has a gap, single precision overflowed.",
                          "線の途切れは単精度の桁あふれです。"};
    return panel;
}

Claim doubleSuffices(const S4Scene& scene, const Errors& errors)
{
    return identityClaim(
        "double-at-every-length",
        {"In double S4 agrees with the powers of A\u0304 at every length up to 16384: the "
         "largest error / max |K|.",
         "倍精度の S4 は 16384 までのどの長さでも A\u0304 のべき乗に一致する：最大誤差 / max |K|。"},
        {"S4 (2022), theorem 3", "S4 (2022)、定理 3"}, kernelRounding(scene.layer, kRoundedLengths.back()),
        *std::ranges::max_element(errors.inDouble));
}

} // namespace

Status addS4Precision(const S4Scene& scene, Figure& figure, const RunContext& context)
{
    if (scene.request.wants("precision")) {
        Errors errors;
        for (const std::size_t length : kRoundedLengths) {
            const Result<Versions> versions = versionsOf(scene, length, context);
            if (!versions)
                return versions.error();
            errors.inDouble.push_back(relativeDifference(versions->inDouble, versions->exact));
            errors.tangents.push_back(relativeDifference(versions->tangents, versions->exact));
            errors.powers.push_back(relativeDifference(versions->powers, versions->exact));
        }
        figure.claims.push_back(doubleSuffices(scene, errors));
        figure.panels.push_back(withGapsExplained(precisionPanel(errors)));
    }
    if (scene.request.wants("float-error")) {
        const std::size_t length = std::min(scene.length - scene.length % 2, kRoundedLengths.back());
        const Result<Versions> versions = versionsOf(scene, length, context);
        if (!versions)
            return versions.error();
        figure.panels.push_back(withGapsExplained(lagPanel(scene, *versions, length)));
    }
    return Done{};
}

} // namespace kaba
