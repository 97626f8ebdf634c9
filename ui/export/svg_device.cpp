// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/svg_device.h"

#include "ui/export/picture.h"
#include "ui/export/svg_engine.h"

#include <cmath>

namespace kaba {

SvgDevice::SvgDevice(const QSize& units, const QSizeF& sizeMm, double unitsPerPoint)
    : m_units(units)
    , m_sizeMm(sizeMm)
    , m_unitsPerPoint(unitsPerPoint)
    , m_engine(std::make_unique<SvgEngine>(1 / unitsPerPoint))
{}

SvgDevice::~SvgDevice() = default;

QPaintEngine* SvgDevice::paintEngine() const { return m_engine.get(); }

int SvgDevice::metric(PaintDeviceMetric metric) const
{
    switch (metric) {
    case PdmWidth:
        return m_units.width();
    case PdmHeight:
        return m_units.height();
    case PdmWidthMM:
        return static_cast<int>(std::lround(m_sizeMm.width()));
    case PdmHeightMM:
        return static_cast<int>(std::lround(m_sizeMm.height()));
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
        return static_cast<int>(std::lround(m_unitsPerPoint * kPointsPerInch));
    case PdmDepth:
        return 32;
    case PdmDevicePixelRatioScaled:
        return static_cast<int>(devicePixelRatioFScale());
    case PdmNumColors:
    case PdmDevicePixelRatio:
        return 1;
    }
    return 1;
}

QByteArray SvgDevice::document(const QByteArray& metadata) const
{
    const auto text = [](double value) { return QByteArray::number(value, 'g', 7); };
    const QByteArray viewBox =
        "0 0 " + text(m_units.width() / m_unitsPerPoint) + ' ' + text(m_units.height() / m_unitsPerPoint);
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
           "version=\"1.1\" width=\"" +
           text(m_sizeMm.width()) + "mm\" height=\"" + text(m_sizeMm.height()) + "mm\" viewBox=\"" + viewBox +
           "\">\n<metadata>" + metadata + "</metadata>\n<defs>\n" + m_engine->definitions() + "</defs>\n" +
           m_engine->body() + "</svg>\n";
}

QByteArray svgOf(const Figure& figure, const QByteArray& recipe, const FigureStyle& style)
{
    SvgDevice device(deviceSize(style, kVectorUnits * kPointsPerInch), style.sizeMm, kVectorUnits);
    paintFigure(device, figure, style, kVectorUnits, Medium::Vector);
    return device.document(recipeElement(recipe));
}

} // namespace kaba
