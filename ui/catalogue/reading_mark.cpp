// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/reading_mark.h"

#include "ui/base/words.h"
#include "ui/catalogue/library.h"
#include "ui/theme/shades.h"

#include <QIcon>
#include <QPainter>
#include <QPalette>
#include <QPixmap>

namespace kaba {

void drawReadingMark(QPainter& painter, const QRectF& box, Reading reading, const QColor& accent,
                     const QColor& muted)
{
    switch (reading) {
    case Reading::Unread:
        painter.setPen(Qt::NoPen);
        painter.setBrush(accent);
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5));
        break;
    case Reading::Reading:
        painter.setPen(QPen(accent, 1.2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5));
        painter.setPen(Qt::NoPen);
        painter.setBrush(accent);
        painter.drawPie(box.adjusted(0.5, 0.5, -0.5, -0.5), 90 * 16, 180 * 16);
        break;
    case Reading::Read:
        painter.setPen(QPen(muted, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(QPolygonF{{box.left() + 0.5, box.center().y()},
                                       {box.left() + box.width() * 0.38, box.bottom() - 1},
                                       {box.right() - 0.5, box.top() + 1}});
        break;
    }
}

QIcon readingIcon(Reading reading, const QPalette& palette)
{
    constexpr int kScale = 4; // sharp on dense screens
    QPixmap picture(10 * kScale, 10 * kScale);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(kScale, kScale);
    drawReadingMark(painter, {1, 1, 8, 8}, reading, palette.color(QPalette::Link), shades::muted(palette));
    painter.end();
    return picture;
}

QString readingName(Reading reading, Language language)
{
    QString name = inLanguage(labelOf(reading), language);
    return name.left(1).toUpper() + name.mid(1);
}

} // namespace kaba
