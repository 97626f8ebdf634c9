// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/pixel_fills.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <numbers>

namespace kaba {

namespace {

constexpr qsizetype kShapesPerFill = 32;

/// All shapes turn the same way, so that overlapping ones add up under the winding rule.
template <class Shape, class Outline>
void fillInGroups(QPainter& painter, const QList<Shape>& shapes, const QColor& colour, Outline outline)
{
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    for (qsizetype i = 0; i < shapes.size(); ++i) {
        path.addPolygon(outline(shapes[i]));
        path.closeSubpath();
        if ((i + 1) % kShapesPerFill != 0 && i + 1 < shapes.size())
            continue;
        painter.fillPath(path, colour);
        path.clear();
        path.setFillRule(Qt::WindingFill);
    }
}

QPolygonF circle(double radius)
{
    constexpr int kCorners = 20;
    QPolygonF corners;
    for (int i = 0; i < kCorners; ++i) {
        const double angle = 2 * std::numbers::pi * i / kCorners;
        corners << QPointF(radius * std::cos(angle), radius * std::sin(angle));
    }
    return corners;
}

} // namespace

void fillLines(QPainter& painter, const QList<QLineF>& lines, double width, const QColor& colour)
{
    fillInGroups(painter, lines, colour, [r = width / 2](const QLineF& line) {
        // Each end is a half of a hexagon.
        const double length = line.length();
        const QPointF along = length > 0 ? QPointF(line.dx(), line.dy()) / length : QPointF(1, 0);
        const QPointF side = QPointF(-along.y(), along.x()) * r;
        const QPointF tip = along * (r * std::numbers::sqrt3 / 2);
        return QPolygonF{line.p1() + side,           line.p2() + side,          line.p2() + tip + side / 2,
                         line.p2() + tip - side / 2, line.p2() - side,          line.p1() - side,
                         line.p1() - tip - side / 2, line.p1() - tip + side / 2};
    });
}

void fillDiscs(QPainter& painter, const QList<QPointF>& centres, double radius, const QColor& colour)
{
    const QPolygonF disc = circle(radius);
    fillInGroups(painter, centres, colour,
                 [&disc](const QPointF& centre) { return disc.translated(centre); });
}

} // namespace kaba
