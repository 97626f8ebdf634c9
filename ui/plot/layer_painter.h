// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plot/axis_map.h"
#include "ui/plot/plot_style.h"

#include <QPen>
#include <QRectF>

class QPainter;

namespace kaba {

/// Where and how a layer is drawn.
struct LayerContext {
    QPainter& painter;
    const PlotStyle& style;
    AxisMap x, y;
    QRectF area;           ///< the plotting area in device units
    bool vector = false;   ///< paths stay paths; off: pixels, drawn in the way that is fast there
    Interval colours = {}; ///< of a heat map
};

void drawLayer(const LayerContext& context, const Layer& layer);

/// The sample of a layer in a legend, inside `box`.
void drawLegendKey(QPainter& painter, const PlotStyle& style, const Layer& layer, const QRectF& box);

/// Whether a legend can show the layer: lines and the like, not pictures.
bool hasLegendKey(const Layer& layer);

/// The pen of a line with `samples` points. On a screen wide pens are slow, so long lines get one unit.
QPen linePen(const PlotStyle& style, const SeriesLook& look, std::size_t samples);

void drawMarker(QPainter& painter, const PlotStyle& style, const SeriesLook& look, const QPointF& centre,
                double sizePt);

} // namespace kaba
