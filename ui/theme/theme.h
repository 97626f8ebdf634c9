// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <QColor>
#include <QList>
#include <QPalette>

#include <optional>

class QApplication;
class QFont;

namespace kaba {

enum class Theme { Light, Dark };

/// The colours of one theme. Inks reach 4.5:1 against paper, so text may use them; hairline is for separators only.
struct Colours {
    QColor paper, raised, ink, mutedInk, hairline, grid, accent;
    QColor positiveInk; ///< "holds ✓"
    QColor negativeInk; ///< "does not hold here", errors
};
const Colours& colours(Theme theme);

enum class Marker { Circle, Square, Diamond, Triangle, Cross, Plus };

/// How a series looks, besides its pen width. Dash and marker tell roles apart without colour.
struct SeriesLook {
    QColor colour;
    QList<qreal> dash = {}; ///< in pen widths; empty: solid
    Marker marker = Marker::Circle;
    bool filled = true; ///< the marker
    double width = 1;   ///< of lines, times the common one
};
/// Okabe–Ito colours by meaning, darkened where a light paper asks for it (≥ 3:1); shade tells layers of one
/// role apart by lightness, dash and marker. From kPinShade on it is a pinned curve, with an ink of its own.
SeriesLook seriesLook(Theme theme, Role role, int shade = 0);

/// The palette that Fusion draws our widgets with.
QPalette paletteOf(Theme theme);

/// Fusion, our palette, tool tips: the same look on every desktop, and again at run time when the theme changes.
void applyTheme(QApplication& application, Theme theme);

/// The theme of the desktop, told by the lightness of its window colour. Ask before applyTheme().
Theme desktopTheme(const QPalette& desktop);

/// WCAG 2 contrast ratio of two opaque colours, 1…21.
double contrast(const QColor& one, const QColor& other);

/// A sentence that names the package to install when no font with Japanese letters is there.
std::optional<Text> missingCjkFontHint();

/// `family` first, then fonts that have Greek, mathematical signs and Japanese in Japanese forms.
/// An empty family means DejaVu Sans.
QFont figureFont(const QString& family);

} // namespace kaba
