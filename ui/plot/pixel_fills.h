// SPDX-License-Identifier: GPL-3.0-or-later
// Many small smooth shapes on pixels. QPainter fills each line or disc by itself, at a cost of its own; here a few dozen
// share one fill, few enough for its sorted cells to stay short.
#pragma once

#include <QLineF>
#include <QList>
#include <QPointF>

class QColor;
class QPainter;

namespace kaba {

/// Lines of `width` device units with ends that are nearly round, so that those which follow one another close up.
void fillLines(QPainter& painter, const QList<QLineF>& lines, double width, const QColor& colour);

/// Discs of `radius` device units. Opaque colours only: those that overlap in one fill become one shape.
void fillDiscs(QPainter& painter, const QList<QPointF>& centres, double radius, const QColor& colour);

} // namespace kaba
