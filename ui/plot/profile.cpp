// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/profile.h"

#include "ui/plot/cell_name.h"
#include "ui/plot/figure_shape.h"
#include "ui/plot/heat_image.h"

#include <algorithm>

namespace kaba {

namespace {

/// One of the two directions of a heat map.
struct Direction {
    const Axis& axis;
    char which;
    const Interval& span;
    std::size_t count;
    const std::vector<std::string>& names;
    std::size_t every;
};

Direction acrossOf(const Panel& panel, const Heatmap& map)
{
    return {panel.x, 'x', map.x, map.cols, map.colLabels, map.everySample};
}

Direction downOf(const Panel& panel, const Heatmap& map)
{
    return {panel.y, 'y', map.y, map.rows, map.rowLabels, 1};
}

/// The direction that the curve runs along, or the one in which it has its place.
Direction alongOf(const Panel& panel, const Heatmap& map, const Profile& profile)
{
    return profile.along == Profile::Along::Row ? acrossOf(panel, map) : downOf(panel, map);
}

Direction placeOf(const Panel& panel, const Heatmap& map, const Profile& profile)
{
    return profile.along == Profile::Along::Row ? downOf(panel, map) : acrossOf(panel, map);
}

std::size_t indexIn(const Direction& place, const Profile& profile)
{
    return std::min(profile.index, std::max<std::size_t>(place.count, 1) - 1);
}

Samples valuesOf(const Heatmap& map, const Profile& profile, std::size_t index)
{
    const bool row = profile.along == Profile::Along::Row;
    Samples values;
    if (map.rows == 0 || map.cols == 0)
        return values;
    for (std::size_t i = 0; i < (row ? map.cols : map.rows); ++i)
        values.push_back(row ? map.z[index * map.cols + i] : map.z[i * map.cols + index]);
    return values;
}

/// Bars where the cells have names, else a line through the middles of the cells.
LayerData curve(const Direction& along, Samples values)
{
    const double cell =
        (along.span.high - along.span.low) / static_cast<double>(std::max<std::size_t>(along.count, 1));
    const RegularGrid middles{along.span.low + cell / 2, cell, values.size()};
    if (along.names.empty())
        return Line{middles, std::move(values)};
    return Bars{.x = middles, .y = std::move(values), .labels = along.names};
}

} // namespace

Panel profilePanel(const Panel& panel, const Profile& profile)
{
    const Heatmap& first = *heatmapOf(panel);
    const Direction along = alongOf(panel, first, profile), place = placeOf(panel, first, profile);
    const std::size_t index = indexIn(place, profile);
    const auto where = [&](Language language) {
        return cellName(place.axis, place.names, place.span, place.count, index, place.every, language)
            .toStdString();
    };
    Panel shown{.id = panel.id + "/profile",
                .title = {panel.title.en + " (" + where(Language::English) + ")",
                          panel.title.ja + "（" + where(Language::Japanese) + "）"},
                .x = along.axis,
                .y = {.unit = first.unit}};
    shown.x.link = axisKey(panel, along.axis, along.which);
    for (const Layer& layer : panel.layers)
        if (const auto* map = std::get_if<Heatmap>(&layer.data))
            shown.layers.push_back({.id = layer.id,
                                    .label = layer.label,
                                    .data = curve(along, valuesOf(*map, profile, index)),
                                    .role = layer.role,
                                    .shade = static_cast<int>(shown.layers.size())});
    if (shown.layers.size() == 1)
        shown.y.label = shown.layers.front().label;
    return shown;
}

PanelRange bandOf(const Panel& panel, const Profile& profile)
{
    const Heatmap& map = *heatmapOf(panel);
    const std::size_t index = indexIn(placeOf(panel, map, profile), profile);
    if (profile.along == Profile::Along::Row)
        return {map.x, rowSpan(map, {.row = index, .rows = 1, .cols = map.cols})};
    return {columnSpan(map, {.col = index, .rows = map.rows, .cols = 1}), map.y};
}

} // namespace kaba
