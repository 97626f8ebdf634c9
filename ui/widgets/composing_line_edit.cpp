// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/composing_line_edit.h"

#include "ui/widgets/composition_guard.h"

#include <QKeyEvent>

namespace kaba {

ComposingLineEdit::ComposingLineEdit(QWidget* parent)
    : QLineEdit(parent)
{
    new CompositionGuard(this); // lives with the line
}

void ComposingLineEdit::keyPressEvent(QKeyEvent* event)
{
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

} // namespace kaba
