// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/plot_style.h"

#include <QGuiApplication>

#include <algorithm>
#include <cmath>

namespace kaba {

int PlotStyle::wholeUnits(double points) const { return static_cast<int>(std::lround(units(points))); }

QFont PlotStyle::font() const
{
    QFont font = figureFont(family);
    font.setPixelSize(std::max(1, wholeUnits(fontSizePt)));
    return font;
}

QFont PlotStyle::titleFont() const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    return bold;
}

QColor PlotStyle::paper() const { return screen || theme == Theme::Dark ? ink().paper : QColor(Qt::white); }

PlotStyle screenStyle(double scale)
{
    PlotStyle style{.unitsPerPoint = 96.0 / 72.0 * scale, .penScale = scale, .screen = true};
    style.family = QGuiApplication::font().family();
    style.fontSizePt = 9;
    return style;
}

} // namespace kaba
