// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/colour_map.h"

#include "ui/theme/mixed.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace kaba {

namespace {

// Evenly spaced samples of the maps by S. van der Walt and N. Smith (viridis) and by J. Nuñez, C. Anderton and
// R. Renslow (cividis), both dedicated to the public domain (CC0). Between them we interpolate; the largest
// departure from the 256 published colours is 3 of 255.
constexpr std::array<QRgb, 11> kViridis{0x440154, 0x482475, 0x414487, 0x355F8D, 0x2A788E, 0x21918C,
                                        0x22A884, 0x44BF70, 0x7AD151, 0xBDDF26, 0xFDE725};
constexpr std::array<QRgb, 10> kCividis{0x00224E, 0x123570, 0x3B496C, 0x575D6D, 0x707173,
                                        0x8A8678, 0xA59C74, 0xC3B369, 0xE1CC55, 0xFEE838};
// Our own: Okabe–Ito blue and vermilion at the ends, white exactly in the middle, lightness alike on both sides.
constexpr std::array<QRgb, 7> kDiverging{0x003F73, 0x2E86C1, 0xA9CFE8, 0xFFFFFF,
                                         0xF3BD9B, 0xD9692A, 0x7A2B00};
// Our own: a closed ring through four hues of middling lightness; the ends meet.
constexpr std::array<QRgb, 7> kCyclic{0x3B4C8C, 0x3F8EA8, 0x8FB573, 0xE3C65B, 0xD07A53, 0x8C4A86, 0x3B4C8C};

ColourTable interpolated(std::span<const QRgb> stops)
{
    ColourTable table{};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double place = static_cast<double>(i) / static_cast<double>(table.size() - 1) *
                             static_cast<double>(stops.size() - 1);
        const auto left = std::min(static_cast<std::size_t>(place), stops.size() - 2);
        table[i] = mixed(stops[left], stops[left + 1], place - static_cast<double>(left)).rgb();
    }
    return table;
}

} // namespace

std::string_view nameOf(Magnitudes magnitudes)
{
    return magnitudes == Magnitudes::Cividis ? "cividis" : "viridis";
}

std::optional<Magnitudes> magnitudesFromName(std::string_view name)
{
    for (const Magnitudes each : {Magnitudes::Viridis, Magnitudes::Cividis})
        if (name == nameOf(each))
            return each;
    return std::nullopt;
}

const ColourTable& colourTable(ColourMap map, Magnitudes magnitudes)
{
    static const ColourTable kViridisTable = interpolated(kViridis);
    static const ColourTable kCividisTable = interpolated(kCividis);
    static const ColourTable kDivergingTable = interpolated(kDiverging);
    static const ColourTable kCyclicTable = interpolated(kCyclic);
    switch (map) {
    case ColourMap::Diverging:
        return kDivergingTable;
    case ColourMap::Cyclic:
        return kCyclicTable;
    case ColourMap::Sequential:
        break;
    }
    return magnitudes == Magnitudes::Cividis ? kCividisTable : kViridisTable;
}

QRgb colourAt(const ColourTable& table, const Interval& range, double value)
{
    if (std::isnan(value))
        return qRgba(0, 0, 0, 0);
    const double part = std::clamp((value - range.low) / (range.high - range.low), 0.0, 1.0);
    return table[static_cast<std::size_t>(std::lround(part * 255.0))];
}

} // namespace kaba
