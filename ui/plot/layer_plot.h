// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plot/panel_rect.h"

namespace kaba {

/// Draws one layer of a panel straight from the figure: nothing is copied, so a new figure costs only its drawing.
class LayerPlot : public QCPAbstractPlottable {
    Q_OBJECT

public:
    LayerPlot(PanelRect* rect, const PlotStyle& style, std::size_t index);

    double selectTest(const QPointF&, bool, QVariant*) const override { return -1; }
    QCPRange getKeyRange(bool& found, QCP::SignDomain) const override;
    QCPRange getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const override;

protected:
    void draw(QCPPainter* painter) override;
    void drawLegendIcon(QCPPainter*, const QRectF&) const override {}

private:
    PanelRect* m_rect;
    const PlotStyle& m_style;
    std::size_t m_index; ///< of the layer in its panel
};

/// The cross-hair of a panel, with dots on the samples and a tag of their values, its frame, and the rings round chosen
/// points. Lives on its own paint buffer.
class HoverMark : public QCPLayerable {
    Q_OBJECT

public:
    HoverMark(PanelRect* rect, const PlotStyle& style);

protected:
    void applyDefaultAntialiasingHint(QCPPainter* painter) const override { painter->setAntialiasing(true); }
    void draw(QCPPainter* painter) override;

private:
    void drawRings(QPainter& painter, const QRectF& area) const;
    void drawFrame(QPainter& painter, const PanelRange& frame, const QRectF& area) const;
    void drawTag(QPainter& painter, const HoverReading& reading, const QRectF& area) const;

    PanelRect* m_rect;
    const PlotStyle& m_style;
};

} // namespace kaba
