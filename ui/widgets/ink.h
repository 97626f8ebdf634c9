// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace kaba {

/// Colours the words of a widget. A palette is set only where it differs: setting one paints and tells it anew.
inline void takeInk(QWidget& words, const QColor& ink)
{
    QPalette own = words.palette();
    if (own.color(QPalette::WindowText) == ink)
        return;
    own.setColor(QPalette::WindowText, ink);
    words.setPalette(own);
}

} // namespace kaba
