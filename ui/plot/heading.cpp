// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/heading.h"

#include "ui/plot/figure_canvas.h"
#include "ui/plot/label_painter.h"

namespace kaba {

Heading::Heading(FigureCanvas* canvas, const PlotStyle& style)
    : QCPLayerable(canvas, QStringLiteral("background"))
    , m_canvas(canvas)
    , m_style(style)
{}

void Heading::draw(QCPPainter* painter)
{
    if (!m_canvas->hasHeading())
        return;
    QFont font = m_style.titleFont();
    font.setPixelSize(font.pixelSize() * 9 / 8);
    const QRect inside =
        m_canvas->plotLayout()->outerRect().marginsRemoved(m_canvas->plotLayout()->margins());
    const QString words = wrappedLabel(m_style.title.value_or(QString()), font, inside.width(), 1).value(0);
    drawLabel(*painter, {double(inside.left()), inside.top() - m_style.units(m_style.fontSizePt * 0.8)},
              words, font, m_style.ink().ink);
}

} // namespace kaba
