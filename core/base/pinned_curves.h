// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"

#include <memory>
#include <span>

namespace kaba {

/// What sets this pin apart: the parameters in which the pins and the request differ, with its values ("Step Δ = 0.01").
/// At most three of them; `pinned` where nothing differs.
Text nameOfPin(const Request& request, std::size_t pin);

/// The same of the request's own values, beside its pins; empty where nothing differs.
Text nameBesidePins(const Request& request);

/// Layer::shade of a pinned curve: kPinShade + pin · kPinShadeStep + its number among those of the pin in its panel.
inline constexpr int kPinShade = 100;
inline constexpr int kPinShadeStep = 10;

/// The figure of the pin's settings with the panels and the input of the request, without measurements. The last dozen are
/// kept, from any thread. Errors: those of the demo.
Result<std::shared_ptr<const Figure>> pinnedFigure(const Demo& demo, const Request& request, const Pin& pin,
                                                   const RunContext& context);

/// Puts the curves, stems and points of the pins' figures under those of the same layer, as layers `pin-K-ID` with K from 1;
/// where a layer does not differ it is left out. The figure's own layer above them then names its values as the pins do. Heat
/// maps, tables and what a panel of the figure does not show take no part. `pinned` goes with request.pins; null where there is no figure, and a notice says so.
void addPinnedCurves(Figure& figure, const Request& request,
                     std::span<const std::shared_ptr<const Figure>> pinned);

} // namespace kaba
