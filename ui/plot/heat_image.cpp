// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/heat_image.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace kaba {

namespace {

/// [first, count] of `cells` cells spread over `span` that `seen` touches.
std::pair<std::size_t, std::size_t> touched(std::size_t cells, const Interval& span, const Interval& seen)
{
    const double size = (span.high - span.low) / static_cast<double>(cells);
    const auto clampTo = [&](double place) {
        return static_cast<std::size_t>(std::clamp(place, 0.0, static_cast<double>(cells)));
    };
    const std::size_t first = clampTo(std::floor((seen.low - span.low) / size));
    const std::size_t last = clampTo(std::ceil((seen.high - span.low) / size));
    return {first, last > first ? last - first : 0};
}

Interval part(const Interval& span, std::size_t cells, std::size_t first, std::size_t count)
{
    const double size = (span.high - span.low) / static_cast<double>(cells);
    return {span.low + size * static_cast<double>(first),
            span.low + size * static_cast<double>(first + count)};
}

/// Folds one row of cells into `kept`, by magnitude; a number beats a NaN.
void keepExtremes(const double* cells, std::size_t count, std::vector<double>& kept)
{
    const std::size_t width = kept.size();
    for (std::size_t w = 0; w < width; ++w) {
        double best = kept[w];
        for (std::size_t c = w * count / width; c < (w + 1) * count / width; ++c)
            if (!(std::abs(cells[c]) <= std::abs(best)) && !std::isnan(cells[c]))
                best = cells[c];
        kept[w] = best;
    }
}

} // namespace

CellWindow visibleCells(const Heatmap& map, const Interval& x, const Interval& y)
{
    if (map.rows == 0 || map.cols == 0)
        return {};
    const auto [row, rows] = touched(map.rows, map.y, y);
    const auto [col, cols] = touched(map.cols, map.x, x);
    return {row, col, rows, cols};
}

Interval columnSpan(const Heatmap& map, const CellWindow& window)
{
    return part(map.x, map.cols, window.col, window.cols);
}

Interval rowSpan(const Heatmap& map, const CellWindow& window)
{
    return part(map.y, map.rows, window.row, window.rows);
}

QImage heatImage(const Heatmap& map, const CellWindow& window, std::size_t maxCols, std::size_t maxRows,
                 const ColourTable& table, const Interval& colours)
{
    const std::size_t width = std::min(window.cols, std::max<std::size_t>(maxCols, 1));
    const std::size_t height = std::min(window.rows, std::max<std::size_t>(maxRows, 1));
    QImage image(static_cast<int>(width), static_cast<int>(height), QImage::Format_ARGB32_Premultiplied);
    std::vector<double> kept(width);
    for (std::size_t line = 0; line < height; ++line) {
        std::ranges::fill(kept, std::numeric_limits<double>::quiet_NaN());
        const std::size_t from = line * window.rows / height, to = (line + 1) * window.rows / height;
        for (std::size_t r = from; r < to; ++r)
            keepExtremes(&map.z[(window.row + r) * map.cols + window.col], window.cols, kept);
        auto* pixels = reinterpret_cast<QRgb*>(image.scanLine(static_cast<int>(line)));
        std::ranges::transform(kept, pixels, [&](double z) { return colourAt(table, colours, z); });
    }
    return image;
}

} // namespace kaba
