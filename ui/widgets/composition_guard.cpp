// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/composition_guard.h"

#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QWidget>

namespace kaba {

CompositionGuard::CompositionGuard(QWidget* widget)
    : QObject(widget)
{
    widget->installEventFilter(this);
}

bool CompositionGuard::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::InputMethod: {
        const bool wasComposing = m_composing;
        m_composing = !static_cast<QInputMethodEvent*>(event)->preeditString().isEmpty();
        // The widget has to take the text in before anyone hears of it.
        if (wasComposing && !m_composing)
            QMetaObject::invokeMethod(this, &CompositionGuard::committed, Qt::QueuedConnection);
        return false;
    }
    case QEvent::ShortcutOverride:
        if (m_composing)
            event->accept();
        return m_composing;
    case QEvent::KeyPress:
    case QEvent::KeyRelease:
        return m_composing;
    default:
        return QObject::eventFilter(watched, event);
    }
}

} // namespace kaba
