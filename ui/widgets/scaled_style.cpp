// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/scaled_style.h"

#include <QApplication>
#include <QFontMetrics>
#include <QStyleOption>
#include <QWidget>

#include <cmath>

namespace kaba {
namespace {

bool growsWithFont(QStyle::PixelMetric metric)
{
    switch (metric) {
    case QStyle::PM_SliderLength:
    case QStyle::PM_SliderThickness:
    case QStyle::PM_SliderControlThickness:
    case QStyle::PM_IndicatorWidth:
    case QStyle::PM_IndicatorHeight:
    case QStyle::PM_CheckBoxLabelSpacing:
        return true;
    default:
        return false;
    }
}

} // namespace

ScaledStyle::ScaledStyle()
    : QProxyStyle(QStringLiteral("fusion"))
{}

int ScaledStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const
{
    const int plain = QProxyStyle::pixelMetric(metric, option, widget);
    if (!growsWithFont(metric) || (!widget && !option))
        return plain;
    const double height = widget ? widget->fontMetrics().height() : option->fontMetrics.height();
    const double scale = height / QFontMetrics(QApplication::font()).height();
    return static_cast<int>(std::lround(plain * scale));
}

void scaleWithFont(QWidget& widget)
{
    auto* style = new ScaledStyle;
    style->setParent(&widget);
    widget.setStyle(style);
}

} // namespace kaba
