// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/shades.h"

#include "ui/theme/mixed.h"
#include "ui/theme/theme.h"

namespace kaba::shades {
namespace {

bool isDark(const QPalette& palette) { return desktopTheme(palette) == Theme::Dark; }

const Colours& coloursOf(const QPalette& palette) { return colours(desktopTheme(palette)); }

} // namespace

QColor muted(const QPalette& palette) { return coloursOf(palette).mutedInk; }

QColor hairline(const QPalette& palette) { return coloursOf(palette).hairline; }

QColor mark(const QPalette& palette)
{
    const QColor amber(0xE6, 0x9F, 0x00);
    return mixed(palette.color(QPalette::Base), amber, isDark(palette) ? 0.38 : 0.36);
}

void paleSelection(QPalette& palette)
{
    const QColor base = palette.color(QPalette::Active, QPalette::Base);
    const QColor accent = palette.color(QPalette::Active, QPalette::Highlight);
    palette.setColor(QPalette::Active, QPalette::Highlight, mixed(base, accent, 0.22));
    palette.setColor(QPalette::Inactive, QPalette::Highlight, mixed(base, accent, 0.12));
    palette.setColor(QPalette::HighlightedText, palette.color(QPalette::Active, QPalette::Text));
}

QColor hover(const QPalette& palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.05);
}

QColor chip(const QPalette& palette, const QColor& tag)
{
    return mixed(palette.color(QPalette::Base), tag, isDark(palette) ? 0.34 : 0.24);
}

QColor chipEdge(const QPalette& palette, const QColor& tag)
{
    return mixed(palette.color(QPalette::Base), tag, 0.6);
}

QColor warning(const QPalette& palette) { return coloursOf(palette).negativeInk; }

} // namespace kaba::shades
