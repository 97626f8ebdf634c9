// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <QRgb>

#include <array>

namespace kaba {

/// The map for magnitudes; cividis looks the same to readers with and without a colour-vision deficiency.
enum class Magnitudes { Viridis, Cividis };

/// 256 opaque colours from the low to the high end of the range.
using ColourTable = std::array<QRgb, 256>;
const ColourTable& colourTable(ColourMap map, Magnitudes magnitudes = Magnitudes::Viridis);

/// The colour of a value in its range; transparent for NaN, the end colour outside. Requires low < high.
QRgb colourAt(const ColourTable& table, const Interval& range, double value);

} // namespace kaba
