// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/tag_chip.h"

#include "ui/theme/shades.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace kaba {

TagChip::TagChip(const QString& name, const QColor& colour, QWidget* parent)
    : QAbstractButton(parent)
    , m_colour(colour)
{
    setText(name);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::StrongFocus);
}

QSize TagChip::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text() + u" ×"_s) + 16, fontMetrics().height() + 6};
}

void TagChip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(hasFocus() ? QPen(palette().color(QPalette::Highlight), 2)
                              : QPen(shades::chipEdge(palette(), m_colour), 1));
    painter.setBrush(shades::chip(palette(), m_colour));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 4, 4);
    const QRect box = rect().adjusted(8, 0, -8, 0);
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::Text));
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, text());
    painter.setPen(underMouse() ? palette().color(QPalette::Text) : shades::muted(palette()));
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, u"×"_s);
}

} // namespace kaba
