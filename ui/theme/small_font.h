// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace kaba {

/// The letters of what is secondary: headings of lists, sources, conventions.
inline QFont smallFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

} // namespace kaba
