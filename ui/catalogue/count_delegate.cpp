// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/count_delegate.h"

#include "ui/theme/shades.h"
#include "ui/widgets/composition_guard.h"

#include <QEvent>
#include <QPainter>

namespace kaba {

CountDelegate::CountDelegate(int countRole, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_countRole(countRole)
{}

void CountDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const QPalette& palette = option.palette;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(option.rect, palette.color(QPalette::Highlight));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, shades::hover(palette));
    QRect box = option.rect.adjusted(4, 0, -8, 0);
    const QVariant colour = index.data(Qt::DecorationRole);
    if (colour.isValid()) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour.value<QColor>());
        painter->drawRoundedRect(QRectF(box.left() + 4, box.center().y() - 4, 10, 10), 2, 2);
        box.setLeft(box.left() + 22);
    }
    const QString count = option.locale.toString(index.data(m_countRole).toInt());
    painter->setFont(option.font);
    painter->setPen(shades::muted(palette));
    painter->drawText(box, Qt::AlignRight | Qt::AlignVCenter, count);
    box.setRight(box.right() - option.fontMetrics.horizontalAdvance(count) - 8);
    QFont font = option.font;
    font.setBold(selected);
    painter->setFont(font);
    painter->setPen(palette.color(QPalette::Text));
    const QString name = index.data(Qt::DisplayRole).toString();
    painter->drawText(box, Qt::AlignLeft | Qt::AlignVCenter,
                      QFontMetrics(font).elidedText(name, Qt::ElideRight, box.width()));
    painter->restore();
}

QSize CountDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {80, option.fontMetrics.height() + 8};
}

QWidget* CountDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                     const QModelIndex& index) const
{
    QWidget* editor = QStyledItemDelegate::createEditor(parent, option, index);
    new CompositionGuard(editor); // lives with the editor
    return editor;
}

bool CountDelegate::eventFilter(QObject* editor, QEvent* event)
{
    const auto* guard = editor->findChild<CompositionGuard*>();
    if (guard && guard->composing() && event->type() == QEvent::KeyPress)
        return true;
    return QStyledItemDelegate::eventFilter(editor, event);
}

} // namespace kaba
