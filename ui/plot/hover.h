// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plot/axis_map.h"
#include "ui/plot/plot_style.h"

#include <QColor>
#include <QList>
#include <QPointF>
#include <QString>

#include <optional>

namespace kaba {

/// What the cross-hair says in one panel.
struct HoverReading {
    struct Value {
        QString text;
        QColor colour;              ///< of its series
        std::optional<QPointF> dot; ///< in device units
    };
    QString place = {};       ///< "time t = 0.512 s"
    QList<Value> values = {}; ///< one for each layer with a value there
    double x = 0;             ///< where the vertical line stands, in device units
    std::optional<double> y;  ///< and the horizontal one, where both matter

    QString text() const; ///< all of it in one line
};

/// The samples of a panel nearest to a point in device units; `y` is missing on panels that only share the x axis.
/// Values are those of the figure, never interpolated. Nothing where no layer has a value there.
std::optional<HoverReading> readingAt(const Panel& panel, const PlotStyle& style, const AxisMap& x,
                                      const AxisMap& y, double atX, std::optional<double> atY);

} // namespace kaba
