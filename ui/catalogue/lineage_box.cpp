// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/lineage_box.h"

#include "ui/theme/mixed.h"
#include "ui/theme/shades.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kaba {

LineageBox::LineageBox(const LineageNode& node, bool mainLine, QWidget* parent)
    : QAbstractButton(parent)
    , m_id(node.id)
    , m_mainLine(mainLine)
    , m_model(node.model)
{
    setObjectName(u"lineage-"_s + node.id);
    setText(node.name);
    setToolTip(node.description);
    setAccessibleName(node.name);
    setAccessibleDescription(node.description);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

QFont LineageBox::nameFont() const
{
    QFont used = font();
    used.setBold(m_mainLine);
    return used;
}

QSize LineageBox::sizeHint() const
{
    const QFontMetrics metrics(nameFont());
    const int widest = metrics.averageCharWidth() * 16; // a paper without a short name has its title
    return {std::min(metrics.horizontalAdvance(text()), widest) + 14, metrics.height() + 8};
}

void LineageBox::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor base = palette().color(QPalette::Base);
    const QColor accent = palette().color(QPalette::Highlight);
    const QColor fill = isChecked() ? accent
                                    : mixed(base, accent,
                                            m_mainLine     ? 0.16
                                            : underMouse() ? 0.10
                                                           : 0);
    QPen outline(m_mainLine || hasFocus() || underMouse() ? accent
                                                          : mixed(base, shades::muted(palette()), 0.7));
    outline.setWidthF(hasFocus() ? 2 : 1);
    if (!m_model)
        outline.setStyle(Qt::DashLine);
    painter.setPen(outline);
    painter.setBrush(fill);
    const double radius = m_model ? height() / 2.0 - 1 : 3;
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius, radius);
    painter.setPen(palette().color(isChecked() ? QPalette::HighlightedText : QPalette::Text));
    painter.setFont(nameFont());
    painter.drawText(rect(), Qt::AlignCenter,
                     painter.fontMetrics().elidedText(text(), Qt::ElideRight, width() - 8));
}

void LineageBox::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else if (event->key() >= Qt::Key_Left && event->key() <= Qt::Key_Down)
        event->ignore(); // the picture moves the focus by what it sees, not by the order of making
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace kaba
