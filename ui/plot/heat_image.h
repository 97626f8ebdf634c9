// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "ui/theme/colour_map.h"

#include <QImage>

namespace kaba {

/// Cells [row, row + rows) × [col, col + cols) of a heat map.
struct CellWindow {
    std::size_t row = 0, col = 0, rows = 0, cols = 0;
};

/// The cells that the ranges of the axes touch.
CellWindow visibleCells(const Heatmap& map, const Interval& x, const Interval& y);

/// The intervals of the axes that a window of cells covers.
Interval columnSpan(const Heatmap& map, const CellWindow& window);
Interval rowSpan(const Heatmap& map, const CellWindow& window);

/// The window as a picture, row 0 on top, at most maxCols × maxRows; where several cells share a pixel the one of
/// the largest magnitude stays. NaN is transparent. Costs O(cells of the window).
QImage heatImage(const Heatmap& map, const CellWindow& window, std::size_t maxCols, std::size_t maxRows,
                 const ColourTable& table, const Interval& colours);

} // namespace kaba
