// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/layer_plot.h"

#include "ui/plot/label_painter.h"
#include "ui/plot/layer_painter.h"

#include <algorithm>

namespace kaba {

LayerPlot::LayerPlot(PanelRect* rect, const PlotStyle& style, std::size_t index)
    : QCPAbstractPlottable(rect->xAxis(), rect->yAxis())
    , m_rect(rect)
    , m_style(style)
    , m_index(index)
{
    setSelectable(QCP::stNone);
}

QCPRange LayerPlot::getKeyRange(bool& found, QCP::SignDomain) const
{
    found = true;
    return m_rect->xAxis()->range();
}

QCPRange LayerPlot::getValueRange(bool& found, QCP::SignDomain, const QCPRange&) const
{
    found = true;
    return m_rect->yAxis()->range();
}

void LayerPlot::draw(QCPPainter* painter)
{
    const bool vector = painter->modes().testFlag(QCPPainter::pmVectorized);
    painter->save();
    drawLayer({*painter, m_style, m_rect->xMap(), m_rect->yMap(), QRectF(m_rect->rect()), vector,
               m_rect->colours()},
              m_rect->panel().layers[m_index]);
    painter->restore();
}

HoverMark::HoverMark(PanelRect* rect, const PlotStyle& style)
    : QCPLayerable(rect->parentPlot(), QStringLiteral("overlay"), rect)
    , m_rect(rect)
    , m_style(style)
{
    setParent(rect); // a layerable is the plot's by default and would outlive its panel
}

void HoverMark::draw(QCPPainter* painter)
{
    const QRectF area = m_rect->rect();
    drawRings(*painter, area);
    if (m_rect->frame())
        drawFrame(*painter, *m_rect->frame(), area);
    const auto& reading = m_rect->reading();
    if (!reading)
        return;
    painter->setPen(QPen(m_style.ink().mutedInk, 1, Qt::DotLine));
    painter->setAntialiasing(false);
    painter->drawLine(QLineF(reading->x, area.top(), reading->x, area.bottom()));
    if (reading->y)
        painter->drawLine(QLineF(area.left(), *reading->y, area.right(), *reading->y));
    painter->setAntialiasing(true);
    for (const HoverReading::Value& value : reading->values)
        if (value.dot && area.contains(*value.dot)) {
            painter->setPen(QPen(m_style.paper(), m_style.units(1)));
            painter->setBrush(value.colour);
            painter->drawEllipse(*value.dot, m_style.units(2.6), m_style.units(2.6));
        }
    drawTag(*painter, *reading, area);
}

/// Just outside of the cells, light on dark and dark on light colours alike.
void HoverMark::drawFrame(QPainter& painter, const PanelRange& frame, const QRectF& area) const
{
    const AxisMap x = m_rect->xMap(), y = m_rect->yMap();
    const QRectF box = QRectF(QPointF(x.toDevice(frame.x.low), y.toDevice(frame.y.low)),
                              QPointF(x.toDevice(frame.x.high), y.toDevice(frame.y.high)))
                           .normalized()
                           .adjusted(-1, -1, 0, 0);
    painter.save();
    painter.setClipRect(area.adjusted(-1, -1, 1, 1));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_style.paper(), 3));
    painter.drawRect(box);
    painter.setPen(QPen(m_style.ink().ink, 1));
    painter.drawRect(box);
    painter.restore();
}

void HoverMark::drawRings(QPainter& painter, const QRectF& area) const
{
    constexpr double kRingPt = 5;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_style.ink().accent, m_style.units(1.4)));
    painter.setBrush(Qt::NoBrush);
    for (const std::complex<double>& mark : m_rect->marks())
        if (const QPointF at(m_rect->xMap().toDevice(mark.real()), m_rect->yMap().toDevice(mark.imag()));
            area.contains(at))
            painter.drawEllipse(at, m_style.units(kRingPt), m_style.units(kRingPt));
}

void HoverMark::drawTag(QPainter& painter, const HoverReading& reading, const QRectF& area) const
{
    const QFont font = m_style.font();
    const QFontMetricsF metrics(font);
    double width = labelWidth(reading.place, font);
    for (const HoverReading::Value& value : reading.values)
        width = std::max(width, labelWidth(value.text, font));
    const double pad = m_style.units(4);
    QRectF box(0, area.top() + pad / 2, width + 2 * pad,
               metrics.height() * static_cast<double>(1 + reading.values.size()) + pad);
    const bool roomOnRight = reading.x + pad + box.width() <= area.right();
    box.moveLeft(std::max(area.left(), roomOnRight ? reading.x + pad : reading.x - pad - box.width()));
    QColor ground = m_style.ink().raised;
    ground.setAlphaF(0.9F);
    painter.setPen(QPen(m_style.ink().hairline, 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(box, pad / 2, pad / 2);
    QPointF base(box.left() + pad, box.top() + pad / 2 + metrics.ascent());
    drawLabel(painter, base, reading.place, font, m_style.ink().mutedInk);
    for (const HoverReading::Value& value : reading.values) {
        base.ry() += metrics.height();
        drawLabel(painter, base, value.text, font, m_style.ink().ink);
    }
}

} // namespace kaba
