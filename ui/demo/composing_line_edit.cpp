// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/composing_line_edit.h"

#include <QInputMethodEvent>
#include <QKeyEvent>

namespace kaba {

bool ComposingLineEdit::event(QEvent* event)
{
    if (m_composing && event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void ComposingLineEdit::keyPressEvent(QKeyEvent* event)
{
    if (m_composing)
        return event->accept();
    const int step = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
    switch (event->key()) {
    case Qt::Key_Escape:
        Q_EMIT escaped();
        return event->accept();
    case Qt::Key_Up:
        Q_EMIT stepped(step);
        return event->accept();
    case Qt::Key_Down:
        Q_EMIT stepped(-step);
        return event->accept();
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void ComposingLineEdit::inputMethodEvent(QInputMethodEvent* event)
{
    QLineEdit::inputMethodEvent(event);
    m_composing = !event->preeditString().isEmpty();
}

} // namespace kaba
