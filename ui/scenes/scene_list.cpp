// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/scene_list.h"

#include "ui/theme/shades.h"

#include <QApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

namespace kaba {

SceneList::SceneList(QWidget* parent)
    : QListWidget(parent)
{
    setObjectName(QStringLiteral("scenes"));
    setFrameShape(NoFrame);
    setEditTriggers(EditKeyPressed | DoubleClicked);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QListWidget::itemChanged, this, [this](QListWidgetItem* item) {
        if (!m_filling)
            Q_EMIT renamed(row(item), item->text());
    });
}

void SceneList::show(const QStringList& names, int shown)
{
    const QScopedValueRollback filling(m_filling, true);
    constexpr int kAir = 8;
    const int current = currentRow();
    clear();
    for (int place = 0; place < names.size(); ++place) {
        auto* item = new QListWidgetItem(names[place], this); // the list owns it
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsEditable);
        QFont font = item->font();
        font.setBold(place == shown);
        item->setFont(font);
        item->setSizeHint({0, fontMetrics().height() + kAir});
    }
    setCurrentRow(shown >= 0 ? shown : std::min(current, count() - 1));
}

void SceneList::keyPressEvent(QKeyEvent* event)
{
    const int place = currentRow();
    const bool moves = event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
    if (place < 0 || isRenaming())
        return QListWidget::keyPressEvent(event);
    if (moves && event->key() == Qt::Key_Up)
        move(place, place - 1);
    else if (moves && event->key() == Qt::Key_Down)
        move(place, place + 1);
    else if (event->key() == Qt::Key_Delete)
        Q_EMIT removalWanted(place);
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT chosen(place);
    else
        QListWidget::keyPressEvent(event);
}

void SceneList::move(int from, int to)
{
    if (to >= 0 && to < count() && from != to)
        Q_EMIT moved(from, to);
}

void SceneList::mousePressEvent(QMouseEvent* event)
{
    QListWidget::mousePressEvent(event);
    if (event->button() == Qt::LeftButton && itemAt(event->position().toPoint()))
        m_pressed = event->position().toPoint();
}

/// Before which item something that is let go here would fall.
int SceneList::gapAt(const QPoint& position) const
{
    for (int place = 0; place < count(); ++place)
        if (position.y() < visualItemRect(item(place)).center().y())
            return place;
    return count();
}

void SceneList::mouseMoveEvent(QMouseEvent* event)
{
    const QPoint position = event->position().toPoint();
    if (!m_pressed)
        return QListWidget::mouseMoveEvent(event);
    if (m_dragged < 0 && (position - *m_pressed).manhattanLength() >= QApplication::startDragDistance())
        m_dragged = row(itemAt(*m_pressed));
    if (m_dragged < 0)
        return;
    m_gap = gapAt(position);
    viewport()->update();
}

void SceneList::mouseReleaseEvent(QMouseEvent* event)
{
    QListWidget::mouseReleaseEvent(event);
    const int dragged = std::exchange(m_dragged, -1), gap = std::exchange(m_gap, -1);
    const bool pressed = std::exchange(m_pressed, std::nullopt).has_value();
    viewport()->update();
    if (dragged >= 0)
        move(dragged, gap > dragged ? gap - 1 : gap);
    else if (pressed && itemAt(event->position().toPoint()))
        Q_EMIT chosen(currentRow());
}

void SceneList::paintEvent(QPaintEvent* event)
{
    QListWidget::paintEvent(event);
    if (m_gap < 0 || count() == 0)
        return;
    const int y =
        m_gap < count() ? visualItemRect(item(m_gap)).top() : visualItemRect(item(count() - 1)).bottom();
    QPainter painter(viewport());
    painter.fillRect(QRect(0, std::max(0, y - 1), viewport()->width(), 2),
                     QApplication::palette().color(QPalette::Link));
}

void SceneList::initViewItemOption(QStyleOptionViewItem* option) const
{
    QListWidget::initViewItemOption(option);
    shades::paleSelection(option->palette);
}

} // namespace kaba
