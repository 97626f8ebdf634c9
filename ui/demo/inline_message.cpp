// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/inline_message.h"

#include "ui/theme/theme.h"

#include <QEvent>

namespace kaba {

InlineMessage::InlineMessage(QWidget* parent)
    : QLabel(parent)
{
    setObjectName(QStringLiteral("message"));
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    takeInk();
    hide();
}

void InlineMessage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        takeInk();
    QLabel::changeEvent(event);
}

void InlineMessage::takeInk()
{
    QPalette own = palette();
    const QColor ink = colours(desktopTheme(own)).negativeInk;
    if (own.color(QPalette::WindowText) == ink)
        return;
    own.setColor(QPalette::WindowText, ink);
    setPalette(own);
}

} // namespace kaba
