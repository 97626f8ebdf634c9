// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

/// Shades for our own widgets, mixed from the palette, so that the light and the dark theme need no tables for them.
namespace kaba::shades {

QColor muted(const QPalette& palette);    ///< secondary text, at least 4.5:1 on the base
QColor hairline(const QPalette& palette); ///< lines that separate
QColor mark(const QPalette& palette);     ///< behind the words that a search has found
/// Makes the highlight of a view's palette the pale shade behind a selected row, on which text keeps its colour.
void paleSelection(QPalette& palette);
QColor hover(const QPalette& palette);
/// A reader's colour as a chip: pale enough for the palette's text to stay readable on it.
QColor chip(const QPalette& palette, const QColor& tag);
QColor chipEdge(const QPalette& palette, const QColor& tag); ///< keeps a chip apart from a selected row
QColor warning(const QPalette& palette);                     ///< ink of "not verified"; always beside words

} // namespace kaba::shades
