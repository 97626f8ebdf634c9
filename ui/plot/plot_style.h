// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "ui/base/words.h"
#include "ui/theme/colour_map.h"
#include "ui/theme/theme.h"

#include <QFont>
#include <QString>

#include <optional>

namespace kaba {

/// How a figure is drawn on one device: everything is measured in points and turned into device units here.
struct PlotStyle {
    Theme theme = Theme::Light;
    Language language = Language::English;
    Magnitudes magnitudes = Magnitudes::Viridis;
    QString family = {};
    double fontSizePt = 8;
    double unitsPerPoint = 1; ///< device units: pixels of a screen or PNG, quarter points of PDF and SVG
    double penScale = 1;      ///< of pens on a screen, which are whole pixels else
    bool screen = false;      ///< thin pens that draw fast; off: pens for print
    std::optional<QString> title = {}; ///< nothing: each panel's own; empty: none; else these words

    double units(double points) const { return points * unitsPerPoint; }
    int wholeUnits(double points) const;
    /// The width of a pen that is `pixels` wide on a screen and `points` in print.
    double pen(double pixels, double points) const { return screen ? pixels * penScale : units(points); }
    QFont font() const;      ///< of labels
    QFont titleFont() const; ///< of panel titles and the heading
    QString words(const Text& text) const { return inLanguage(text, language); }
    const Colours& ink() const { return colours(theme); }
    QColor paper() const; ///< white in print, so that a figure melts into its page
};

/// The style of the window: the text size of the application, at 96 units an inch, and all of it times `scale`.
PlotStyle screenStyle(double scale = 1);

} // namespace kaba
