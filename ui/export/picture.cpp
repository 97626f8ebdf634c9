// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/picture.h"

#include "core/figure_io/embedded_recipe.h"
#include "ui/plot/figure_canvas.h"

#include <algorithm>
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

constexpr double kLeastPlotPt = 52; ///< of a plotting area: three labels one above the other

/// The height at which the flattest plotting area has room. A few rounds: an area that is squashed to its minimum
/// does not tell all that it misses, and rows change with the height.
double roomyHeightMm(FigureCanvas& canvas, FigureStyle style)
{
    constexpr int kRounds = 6;
    for (int round = 0; round < kRounds; ++round) {
        canvas.layOut(deviceSize(style, kVectorUnits * kPointsPerInch));
        const double missing = std::max(0.0, kLeastPlotPt - canvas.leastPlotHeight()) * canvas.rows();
        style.sizeMm.rheight() += missing / kPointsPerInch * kMmPerInch;
    }
    return std::ceil(style.sizeMm.height());
}

} // namespace

std::optional<Text> crampedNotice(const Figure& figure, const FigureStyle& style)
{
    FigureCanvas canvas(plotStyleOf(style, kVectorUnits));
    canvas.setWanted(style.panels);
    canvas.setFigure(std::shared_ptr<const Figure>(&figure, [](const Figure*) {}));
    FigureStyle roomy = style;
    roomy.sizeMm.setHeight(roomyHeightMm(canvas, style));
    if (roomy.sizeMm.height() - style.sizeMm.height() < 1)
        return std::nullopt;
    return text(
        "At {0}×{1} mm the panels are too flat to read well: {0}×{2} mm would do, or fewer panels.",
        "{0}×{1} mm ではパネルが低すぎて読みにくくなります。{0}×{2} mm にするか、パネルを減らしてください。",
        style.sizeMm.width(), style.sizeMm.height(), roomy.sizeMm.height());
}

QSize deviceSize(const FigureStyle& style, double unitsPerInch)
{
    const QSizeF size = style.sizeMm / kMmPerInch * unitsPerInch;
    return {static_cast<int>(std::lround(size.width())), static_cast<int>(std::lround(size.height()))};
}

void paintFigure(QPaintDevice& device, const Figure& figure, const FigureStyle& style, double unitsPerPoint,
                 Medium medium)
{
    QCPPainter painter(&device);
    paintFigure(painter, figure, style, unitsPerPoint, medium);
}

void paintFigure(QCPPainter& painter, const Figure& figure, const FigureStyle& style, double unitsPerPoint,
                 Medium medium)
{
    const QSize size = deviceSize(style, unitsPerPoint * kPointsPerInch);
    FigureCanvas canvas(plotStyleOf(style, unitsPerPoint));
    canvas.setViewport(QRect(QPoint(0, 0), size));
    canvas.setWanted(style.panels);
    canvas.setFigure(std::shared_ptr<const Figure>(&figure, [](const Figure*) {}));
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
