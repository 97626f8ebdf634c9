// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <optional>

namespace kaba {

struct PanelRange {
    Interval x, y;
};

/// The ranges that show all finite data of a panel, with air where it helps; a range that the panel fixes wins.
/// Always low < high, positive on log axes, and within what the axes can draw (|value| < 1e200).
PanelRange panelRange(const Panel& panel);

/// `wanted`, or `previous` where it still shows the same data well (not more than `slack` times too wide): axes
/// stand still while a slider moves.
Interval steadied(const Interval& previous, const Interval& wanted, double slack = 1.7);

/// The range of a heat map's colours: its own, or round numbers round its data; centred at 0 if diverging, −π…π if
/// cyclic. `previous` is kept while it fits, so that colours do not flicker from one figure to the next.
Interval colourRange(const Heatmap& map, const std::optional<Interval>& previous = {});

/// The first heat map of a panel, or none.
const Heatmap* heatmapOf(const Panel& panel);

} // namespace kaba
