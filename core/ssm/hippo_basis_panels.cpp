// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/hippo_basis_panels.h"

#include "core/math/vector_ops.h"
#include "core/ssm/hippo_measure.h"

#include <algorithm>
#include <utility>

namespace kaba {
namespace {

constexpr std::size_t kPlaces = 257;
constexpr std::size_t kLines = 5;
constexpr double kStrongest = 3; ///< where the colours end: polynomials shoot up at their ends

/// Evenly spaced over what the memory recalls.
struct Places {
    Samples offsets;
    RegularGrid grid;
};

Places placesOf(const HippoScene& scene)
{
    const Recalled recalled = scene.span();
    const std::size_t count = recalled.count > 1 ? kPlaces : 1;
    const double spacing = static_cast<double>(recalled.count - 1) / static_cast<double>(kPlaces - 1);
    Places places{Samples(count),
                  {static_cast<double>(recalled.first) * scene.scale().perSample(),
                   spacing * scene.scale().perSample(), count}};
    for (std::size_t i = 0; i < count; ++i)
        places.offsets[i] = static_cast<double>(i) * spacing;
    return places;
}

/// Fourier keeps no sine of frequency 0.
bool isDead(Measure measure, std::size_t n) { return measure == Measure::Fourier && n == 1; }

Panel basisPanel(const HippoScene& scene, const Places& places)
{
    Panel panel{.id = "basis",
                .title = {"What the first coefficients look for", "最初の係数が測る波形"},
                .x = scene.scale().axis(),
                .y = {.label = {"g", "g"}}};
    const auto order = static_cast<std::size_t>(scene.settings().order);
    for (std::size_t n = 0; n < order && panel.layers.size() < kLines; ++n) {
        if (isDead(scene.settings().measure, n))
            continue;
        const auto shade = static_cast<int>(panel.layers.size());
        panel.layers.push_back(
            {.id = fmt::format("g-{}", n),
             .label = Text::same(fmt::format("n = {}", n)),
             .data = Line{places.grid, basisFunction(scene.settings(), scene.moment, n, places.offsets)},
             .role = Role::State,
             .shade = shade});
    }
    return panel;
}

Panel basisMapPanel(const HippoScene& scene, const Places& places)
{
    const auto order = static_cast<std::size_t>(scene.settings().order);
    const std::size_t cols = places.offsets.size();
    Samples values;
    values.reserve(order * cols);
    for (std::size_t n = 0; n < order; ++n) {
        const Samples row = basisFunction(scene.settings(), scene.moment, n, places.offsets);
        values.insert(values.end(), row.begin(), row.end());
    }
    const double strongest = std::min(kStrongest, maxAbs(values));
    const double half = cols > 1 ? places.grid.step / 2 : scene.scale().perSample() / 2;
    return {.id = "basis-map",
            .title = text("All {} basis functions over the history", "履歴全体での {} 個の基底関数", order),
            .x = scene.scale().axis(),
            .y = {.label = {"basis function n", "基底関数 n"}},
            .layers = {{.id = "basis-map",
                        .label = {"basis g", "基底 g"},
                        .data = Heatmap{.rows = order,
                                        .cols = cols,
                                        .z = std::move(values),
                                        .x = {places.grid.start - half, at(places.grid, cols - 1) + half},
                                        .y = cells(order),
                                        .range = Interval{-strongest, strongest},
                                        .map = ColourMap::Diverging},
                        .role = Role::State}}};
}

Samples runningSum(const Samples& values)
{
    Samples sums;
    double sum = 0;
    for (const double value : values)
        sums.push_back(sum += value);
    return sums;
}

Panel sharesPanel(const HippoScene& scene, const Samples& shares, std::size_t needed)
{
    const RegularGrid numbers{0, 1, shares.size()};
    return {.id = "shares",
            .title =
                text("{0} of {1} coefficients carry 99 % of the remembered power",
                     "{1} 個のうち {0} 個の係数が、記憶されたパワーの 99 % を担う", needed, shares.size()),
            .x = {.label = {"coefficient n", "係数 n"}},
            .y = {.label = {"share of the power", "パワーに占める割合"}},
            .layers = {{.id = "shares",
                        .label = {"share of one", "個々の割合"},
                        .data = Bars{numbers, shares},
                        .role = Role::State},
                       {.id = "sum",
                        .label = {"sum up to n", "n までの和"},
                        .data = Line{numbers, runningSum(shares)},
                        .role = Role::Reference}},
            .note = overflowNote(scene.history)};
}

Claim bessel(const HippoScene& scene)
{
    return identityClaim(
        "bessel",
        text("The coefficients hold no more power than the history has: (Σ cₙ² − power)/power ≤ 0 "
             "(Bessel).",
             "係数のもつパワーは履歴のパワーを超えない：(Σ cₙ² − パワー)/パワー ≤ 0（Bessel の不等式）。"),
        {"HiPPO (2020), theorem 2 with the orthonormal basis of appendix D",
         "HiPPO (2020)、定理 2（付録 D の正規直交基底）"},
        1e-9, besselExcess(scene.signal.values, scene.moment, scene.history.atMoment));
}

void addShares(const HippoScene& scene, Figure& figure)
{
    const Samples shares = finiteOrNan(coefficientShares(scene.settings().measure, scene.history.atMoment));
    const std::size_t needed = coefficientsFor(shares, 0.99);
    figure.panels.push_back(sharesPanel(scene, shares, needed));
    figure.readouts.push_back(
        {.id = "coefficients-99",
         .label = {"Coefficients for 99 % of the power", "パワーの 99 % を担う係数の数"},
         .value = static_cast<double>(needed)});
    if (!scene.memory.discrete && !scene.settings().method.isGbt())
        figure.claims.push_back(bessel(scene));
}

} // namespace

void addBasisView(const HippoScene& scene, Figure& figure)
{
    const Places places = placesOf(scene);
    if (scene.request.wants("basis"))
        figure.panels.push_back(basisPanel(scene, places));
    if (scene.request.wants("basis-map"))
        figure.panels.push_back(basisMapPanel(scene, places));
    if (scene.request.wants("shares"))
        addShares(scene, figure);
}

} // namespace kaba
