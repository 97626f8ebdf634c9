// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/picture.h"

#include "core/figure_io/embedded_recipe.h"
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
    // A page is up to half a unit larger than whole units.
    painter.fillRect(QRect(QPoint(0, 0), size).adjusted(-2, -2, 2, 2), canvas.style().paper());
    canvas.paintTo(painter, size.width(), size.height());
}

QByteArray recipeElement(const QByteArray& recipe)
{
    std::string element(kRecipeTagOpen);
    element += xmlEscaped(recipe.toStdString());
    element += kRecipeTagClose;
    return QByteArray::fromStdString(element);
}

} // namespace kaba
