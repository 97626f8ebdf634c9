// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/command_icons.h"

#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

#include <cmath>
#include <numbers>

namespace kaba {
namespace {

constexpr int kSize = 16; ///< the drawings below stand on a square of this size
constexpr int kScale = 3; ///< sharp up to this device ratio

QPainterPath resetPath()
{
    const QRectF circle(3, 3, 10, 10);
    QPainterPath path;
    path.arcMoveTo(circle, 60);
    path.arcTo(circle, 60, 300);
    const QPointF tip = path.currentPosition();
    path.moveTo(tip + QPointF(-3.6, -0.6));
    path.lineTo(tip);
    path.lineTo(tip + QPointF(0.6, -3.6));
    return path;
}

QPainterPath exportPath()
{
    QPainterPath path(QPointF(8, 2));
    path.lineTo(8, 10);
    path.moveTo(4.8, 7);
    path.lineTo(8, 10.2);
    path.lineTo(11.2, 7);
    path.moveTo(3, 11.5);
    path.lineTo(3, 13.5);
    path.lineTo(13, 13.5);
    path.lineTo(13, 11.5);
    return path;
}

QPainterPath copyPath()
{
    QPainterPath path;
    path.addRoundedRect(QRectF(5.5, 2.5, 8, 8), 1, 1);
    path.moveTo(3.5, 5.5);
    path.lineTo(2.5, 5.5);
    path.lineTo(2.5, 13.5);
    path.lineTo(10.5, 13.5);
    path.lineTo(10.5, 12.5);
    return path;
}

QPainterPath questionPath()
{
    QPainterPath path;
    path.addEllipse(QRectF(2, 2, 12, 12));
    path.moveTo(6.2, 6.6);
    path.cubicTo(6.2, 3.8, 9.8, 3.8, 9.8, 6.4);
    path.cubicTo(9.8, 8, 8, 7.8, 8, 9.4);
    path.moveTo(8, 11.2);
    path.lineTo(8, 11.5);
    return path;
}

QPainterPath playPath()
{
    QPainterPath path(QPointF(5, 3.5));
    path.lineTo(12, 8);
    path.lineTo(5, 12.5);
    path.closeSubpath();
    return path;
}

QPainterPath pausePath()
{
    QPainterPath path(QPointF(5.5, 4));
    path.lineTo(5.5, 12);
    path.moveTo(10.5, 4);
    path.lineTo(10.5, 12);
    return path;
}

QPainterPath pinPath()
{
    QPainterPath path(QPointF(5.5, 2.5));
    path.lineTo(10.5, 2.5);
    path.moveTo(6.5, 2.5);
    path.lineTo(6.5, 6.5);
    path.lineTo(4, 9.5);
    path.lineTo(12, 9.5);
    path.lineTo(9.5, 6.5);
    path.lineTo(9.5, 2.5);
    path.moveTo(8, 9.5);
    path.lineTo(8, 14);
    return path;
}

QPainterPath starPath()
{
    constexpr int kCorners = 10;
    constexpr double kOuter = 6.2, kInner = 2.6;
    QPolygonF corners;
    for (int corner = 0; corner < kCorners; ++corner) {
        const double angle = std::numbers::pi * (2.0 * corner / kCorners - 0.5);
        const double radius = corner % 2 == 0 ? kOuter : kInner;
        corners << QPointF(8 + radius * std::cos(angle), 8.4 + radius * std::sin(angle));
    }
    QPainterPath path;
    path.addPolygon(corners);
    path.closeSubpath();
    return path;
}

QPainterPath pathOf(Glyph glyph)
{
    switch (glyph) {
    case Glyph::Reset:
        return resetPath();
    case Glyph::Export:
        return exportPath();
    case Glyph::Copy:
        return copyPath();
    case Glyph::Question:
        return questionPath();
    case Glyph::Play:
        return playPath();
    case Glyph::Pause:
        return pausePath();
    case Glyph::Pin:
        return pinPath();
    case Glyph::Star:
    case Glyph::FilledStar:
        return starPath();
    }
    return {};
}

} // namespace

QIcon glyphIcon(Glyph glyph, const QColor& ink)
{
    QPixmap pixmap(kSize * kScale, kSize * kScale);
    pixmap.setDevicePixelRatio(kScale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    if (glyph == Glyph::FilledStar)
        painter.setBrush(ink);
    painter.drawPath(pathOf(glyph));
    return QIcon(pixmap);
}

} // namespace kaba
