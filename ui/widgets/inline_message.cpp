// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/inline_message.h"

#include "ui/theme/shades.h"
#include "ui/widgets/ink.h"

#include <QEvent>

namespace kaba {

InlineMessage::InlineMessage(QWidget* parent)
    : QLabel(parent)
{
    setObjectName(QStringLiteral("message"));
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    takeInk(*this, shades::warning(palette()));
    hide();
}

void InlineMessage::say(const QString& sentence)
{
    setText(sentence);
    setVisible(!sentence.isEmpty());
}

void InlineMessage::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        takeInk(*this, shades::warning(palette()));
    QLabel::changeEvent(event);
}

} // namespace kaba
