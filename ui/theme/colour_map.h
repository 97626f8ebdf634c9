// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <QRgb>

#include <array>
#include <optional>
#include <string_view>

namespace kaba {

/// The map for magnitudes; cividis looks the same to readers with and without a colour-vision deficiency.
enum class Magnitudes { Viridis, Cividis };

/// "viridis" and "cividis": in settings, recipes and on the command line.
std::string_view nameOf(Magnitudes magnitudes);
std::optional<Magnitudes> magnitudesFromName(std::string_view name);

/// 256 opaque colours from the low to the high end of the range.
using ColourTable = std::array<QRgb, 256>;
const ColourTable& colourTable(ColourMap map, Magnitudes magnitudes = Magnitudes::Viridis);

/// The colour of a value in its range; transparent for NaN, the end colour outside. Requires low < high.
QRgb colourAt(const ColourTable& table, const Interval& range, double value);

} // namespace kaba
