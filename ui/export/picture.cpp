// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/picture.h"

#include "ui/plot/figure_canvas.h"

#include <cmath>

namespace kaba {

namespace {

PlotStyle plotStyleOf(const FigureStyle& style, double unitsPerPoint)
{
    return {.theme = style.theme,
            .language = style.language,
            .magnitudes = style.magnitudes,
            .family = style.font,
            .fontSizePt = style.fontSizePt,
            .unitsPerPoint = unitsPerPoint,
            .screen = false,
            .title = style.title};
}

} // namespace

QSize deviceSize(const FigureStyle& style, double unitsPerInch)
{
    const QSizeF size = style.sizeMm / kMmPerInch * unitsPerInch;
    return {static_cast<int>(std::lround(size.width())), static_cast<int>(std::lround(size.height()))};
}

void paintFigure(QPaintDevice& device, const Figure& figure, const FigureStyle& style, double unitsPerPoint,
                 Medium medium)
{
    const QSize size = deviceSize(style, unitsPerPoint * kPointsPerInch);
    FigureCanvas canvas(plotStyleOf(style, unitsPerPoint));
    canvas.setViewport(QRect(QPoint(0, 0), size));
    canvas.setWanted(style.panels);
    canvas.setFigure(std::shared_ptr<const Figure>(&figure, [](const Figure*) {}));
    QCPPainter painter(&device);
    painter.setRenderHint(QPainter::LosslessImageRendering);
    painter.setMode(QCPPainter::pmVectorized, medium == Medium::Vector);
    canvas.paintTo(painter, size.width(), size.height());
}

QByteArray recipeElement(const QByteArray& recipe)
{
    const QByteArray escaped = QString::fromUtf8(recipe).toHtmlEscaped().toUtf8();
    return R"(<kaba:recipe xmlns:kaba="urn:kaba:recipe">)" + escaped + "</kaba:recipe>";
}

} // namespace kaba
