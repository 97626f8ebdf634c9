// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plot/plot_style.h"

#include <qcustomplot.h>

namespace kaba {

class FigureCanvas;

/// The reader's own words over a figure of several panels.
class Heading : public QCPLayerable {
    Q_OBJECT

public:
    Heading(FigureCanvas* canvas, const PlotStyle& style);

protected:
    void applyDefaultAntialiasingHint(QCPPainter*) const override {}
    void draw(QCPPainter* painter) override;

private:
    const FigureCanvas* m_canvas;
    const PlotStyle& m_style;
};

} // namespace kaba
