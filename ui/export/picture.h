// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export.h"

#include <QByteArray>
#include <QPointF>
#include <QSize>

#include <functional>

class QCPPainter;
class QPaintDevice;
class QPainter;

namespace kaba {

inline constexpr double kMmPerInch = 25.4, kPointsPerInch = 72;
/// Device units per point in PDF and SVG: layout happens in whole units, finer than a printer shows.
inline constexpr int kVectorUnits = 4;

/// The whole files.
QByteArray pdfOf(const Figure& figure, const QByteArray& recipe, const FigureStyle& style);
/// A page with the figure at some place and whatever `rest` draws besides, a PDF like that of a figure alone. The units of
/// `rest` are 1/kVectorUnits of a point, from the page's corner.
struct PdfPage {
    QSizeF sizeMm;
    QPointF figureAtMm = {};
    std::function<void(QPainter&)> rest = {};
};
QByteArray pdfOf(const Figure& figure, const QByteArray& recipe, const FigureStyle& style,
                 const PdfPage& page);
QByteArray svgOf(const Figure& figure, const QByteArray& recipe, const FigureStyle& style);
QByteArray pngOf(const Figure& figure, const QByteArray& recipe, const FigureStyle& style);

/// The figure's size in device units, of which `unitsPerInch` make an inch.
QSize deviceSize(const FigureStyle& style, double unitsPerInch);

enum class Medium { Vector, Pixels };
/// Draws the figure over the whole of a device with that many units per point.
void paintFigure(QPaintDevice& device, const Figure& figure, const FigureStyle& style, double unitsPerPoint,
                 Medium medium);

/// The same where the painter stands; the device's other parts stay.
void paintFigure(QCPPainter& painter, const Figure& figure, const FigureStyle& style, double unitsPerPoint,
                 Medium medium);

/// `<kaba:recipe xmlns:kaba="urn:kaba:recipe">…</kaba:recipe>` with the recipe escaped for XML.
QByteArray recipeElement(const QByteArray& recipe);

} // namespace kaba
