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
    bool screen = false;      ///< thin pens that draw fast; off: pens for print
    std::optional<QString> title = {}; ///< nothing: each panel's own; empty: none; else these words

    double units(double points) const { return points * unitsPerPoint; }
    int wholeUnits(double points) const;
    QFont font() const;      ///< of labels
    QFont titleFont() const; ///< of panel titles and the heading
    QString words(const Text& text) const { return inLanguage(text, language); }
    const Colours& ink() const { return colours(theme); }
    QColor paper() const; ///< white in print, so that a figure melts into its page
};

/// The style of the window: the text size of the application, at 96 units an inch.
PlotStyle screenStyle();

} // namespace kaba
