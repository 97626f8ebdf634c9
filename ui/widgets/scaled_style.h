// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace kaba {

/// Fusion whose handles and check boxes grow with the font of their widget: it measures them in pixels otherwise.
class ScaledStyle : public QProxyStyle {
    Q_OBJECT
public:
    ScaledStyle();
    int pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const override;
};

/// Gives the widget such a style of its own.
void scaleWithFont(QWidget& widget);

} // namespace kaba
