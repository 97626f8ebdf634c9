// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/svg_engine.h"

#include <QBuffer>
#include <QFontInfo>
#include <QImage>
#include <QPainterPath>
#include <QPixmap>

#include <algorithm>
#include <cmath>

namespace kaba {

namespace {

QByteArray attribute(const char* name, const QByteArray& value)
{
    return ' ' + QByteArray(name) + "=\"" + value + '"';
}

QByteArray colourName(const QColor& colour) { return colour.name(QColor::HexRgb).toLatin1(); }

/// Larger, each pixel a block: a viewer that smooths in spite of image-rendering then shows sharp cells too.
QImage withSquarePixels(const QImage& image)
{
    constexpr int kWantedSide = 1024, kMostTimes = 8;
    const int side = std::max({image.width(), image.height(), 1});
    const int times = std::clamp(kWantedSide / side, 1, kMostTimes);
    return image.scaled(image.size() * times, Qt::IgnoreAspectRatio, Qt::FastTransformation);
}

} // namespace

SvgEngine::SvgEngine(double scale)
    : QPaintEngine(PaintEngineFeatures(QPaintEngine::PrimitiveTransform) | QPaintEngine::PixmapTransform |
                   QPaintEngine::AlphaBlend | QPaintEngine::Antialiasing | QPaintEngine::PainterPaths |
                   QPaintEngine::ConstantOpacity)
    , m_scale(scale)
{}

bool SvgEngine::begin(QPaintDevice*)
{
    setActive(true);
    return true;
}

bool SvgEngine::end()
{
    closeText();
    closeClip();
    setActive(false);
    return true;
}

QByteArray SvgEngine::number(double value) const
{
    QByteArray text = QByteArray::number(std::abs(value) < 0.005 ? 0.0 : value, 'f', 2);
    while (text.endsWith('0'))
        text.chop(1);
    if (text.endsWith('.'))
        text.chop(1);
    return text.isEmpty() ? QByteArray("0") : text;
}

void SvgEngine::updateState(const QPaintEngineState& change)
{
    const DirtyFlags dirty = change.state();
    if (dirty & DirtyTransform)
        m_transform = change.transform();
    if (dirty & DirtyPen)
        m_pen = change.pen();
    if (dirty & DirtyBrush)
        m_brush = change.brush();
    if (dirty & DirtyOpacity)
        m_opacity = change.opacity();
    if (dirty & (DirtyClipEnabled | DirtyClipPath | DirtyClipRegion)) {
        const bool clipped = painter()->hasClipping();
        m_wantedClip = clipped ? clipId(painter()->transform().map(painter()->clipPath())) : QByteArray();
    }
}

QByteArray SvgEngine::clipId(const QPainterPath& clip)
{
    const QByteArray data = pathData(clip);
    const auto [place, isNew] = m_clips.try_emplace(data, "clip" + QByteArray::number(m_clips.size() + 1));
    if (isNew)
        m_definitions +=
            "<clipPath id=\"" + place->second + "\"><path" + attribute("d", data) + "/></clipPath>\n";
    return place->second;
}

void SvgEngine::openClip()
{
    closeText();
    if (m_openClip == m_wantedClip)
        return;
    closeClip();
    if (!m_wantedClip.isEmpty())
        m_body += "<g clip-path=\"url(#" + m_wantedClip + ")\">\n";
    m_openClip = m_wantedClip;
}

void SvgEngine::closeClip()
{
    if (!m_openClip.isEmpty())
        m_body += "</g>\n";
    m_openClip.clear();
}

void SvgEngine::element(const QByteArray& xml)
{
    openClip();
    m_body += xml + '\n';
}

QByteArray SvgEngine::pathData(const QPainterPath& path) const
{
    QByteArray data;
    const auto pair = [this](const QPainterPath::Element& e) { return length(e.x) + ' ' + length(e.y); };
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element e = path.elementAt(i);
        if (e.type == QPainterPath::MoveToElement)
            data += 'M' + pair(e);
        else if (e.type == QPainterPath::LineToElement)
            data += 'L' + pair(e);
        else
            data += (e.type == QPainterPath::CurveToElement ? QByteArray("C") : QByteArray(" ")) + pair(e);
    }
    return data;
}

QByteArray SvgEngine::strokeOf(const QPen& pen) const
{
    if (pen.style() == Qt::NoPen)
        return {};
    QByteArray text = attribute("stroke", colourName(pen.color()));
    text += attribute("stroke-width", length(pen.widthF() > 0 ? pen.widthF() : 1));
    if (const double alpha = pen.color().alphaF() * m_opacity; alpha < 1)
        text += attribute("stroke-opacity", number(alpha));
    if (pen.capStyle() == Qt::RoundCap)
        text += attribute("stroke-linecap", "round");
    else if (pen.capStyle() == Qt::SquareCap)
        text += attribute("stroke-linecap", "square");
    if (pen.joinStyle() != Qt::MiterJoin && pen.joinStyle() != Qt::SvgMiterJoin)
        text += attribute("stroke-linejoin", pen.joinStyle() == Qt::RoundJoin ? "round" : "bevel");
    if (pen.style() == Qt::SolidLine)
        return text;
    QByteArray dash;
    for (const qreal part : pen.dashPattern())
        dash += (dash.isEmpty() ? "" : " ") + length(part * pen.widthF());
    return text + attribute("stroke-dasharray", dash);
}

QByteArray SvgEngine::fillOf(const QBrush& brush) const
{
    if (brush.style() == Qt::NoBrush)
        return attribute("fill", "none");
    QByteArray text = attribute("fill", colourName(brush.color()));
    if (const double alpha = brush.color().alphaF() * m_opacity; alpha < 1)
        text += attribute("fill-opacity", number(alpha));
    return text;
}

void SvgEngine::drawPath(const QPainterPath& path)
{
    if (m_pen.style() == Qt::NoPen && m_brush.style() == Qt::NoBrush)
        return;
    QByteArray rule;
    if (path.fillRule() == Qt::OddEvenFill && m_brush.style() != Qt::NoBrush)
        rule = attribute("fill-rule", "evenodd");
    element("<path" + attribute("d", pathData(m_transform.map(path))) + fillOf(m_brush) + rule +
            strokeOf(m_pen) + "/>");
}

void SvgEngine::drawPolygon(const QPointF* points, int count, PolygonDrawMode mode)
{
    const bool open = mode == PolylineMode;
    QByteArray list;
    for (int i = 0; i < count; ++i) {
        const QPointF p = m_transform.map(points[i]);
        list += (i > 0 ? " " : "") + length(p.x()) + ',' + length(p.y());
    }
    const QByteArray fill = open ? attribute("fill", "none") : fillOf(m_brush);
    const QByteArray name = open ? "polyline" : "polygon";
    element('<' + name + attribute("points", list) + fill + strokeOf(m_pen) + "/>");
}

void SvgEngine::drawPoints(const QPointF* points, int count)
{
    for (int i = 0; i < count; ++i) {
        const QPointF p = m_transform.map(points[i]);
        element("<circle" + attribute("cx", length(p.x())) + attribute("cy", length(p.y())) +
                attribute("r", length(m_pen.widthF() / 2)) + fillOf(m_pen.color()) + "/>");
    }
}

/// Qt hands text over in pieces, one for each font and script; pieces that touch become one element again.
void SvgEngine::drawTextItem(const QPointF& position, const QTextItem& item)
{
    const QFont font = item.font();
    QByteArray families;
    for (const QString& family : font.families())
        families += '\'' + family.toUtf8() + "', ";
    const QPointF place = m_transform.map(position);
    const double angle = std::atan2(m_transform.m12(), m_transform.m11());
    QByteArray attributes = attribute("font-family", families + "sans-serif");
    attributes += attribute("font-size", length(QFontInfo(font).pixelSize()));
    if (font.weight() > QFont::Medium)
        attributes += attribute("font-weight", QByteArray::number(static_cast<int>(font.weight())));
    attributes += fillOf(m_pen.color()) + attribute("xml:space", "preserve");
    const bool goesOn = attributes == m_textAttributes && m_openClip == m_wantedClip;
    if (!goesOn || QLineF(place, m_textEnd).length() > 1) {
        openClip();
        m_body += "<text" + attribute("x", length(place.x())) + attribute("y", length(place.y()));
        if (std::abs(angle) > 1e-6)
            m_body += attribute("transform", "rotate(" + number(angle * 180 / M_PI) + ' ' +
                                                 length(place.x()) + ' ' + length(place.y()) + ')');
        m_body += attributes + '>';
        m_textAttributes = attributes;
    }
    m_body += item.text().toHtmlEscaped().toUtf8();
    m_textEnd = place + QPointF(std::cos(angle), std::sin(angle)) * item.width();
}

void SvgEngine::closeText()
{
    if (!m_textAttributes.isEmpty())
        m_body += "</text>\n";
    m_textAttributes.clear();
}

void SvgEngine::drawPixmap(const QRectF& place, const QPixmap& pixmap, const QRectF& source)
{
    drawImage(place, pixmap.toImage(), source, Qt::AutoColor);
}

void SvgEngine::drawImage(const QRectF& place, const QImage& image, const QRectF& source,
                          Qt::ImageConversionFlags)
{
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    withSquarePixels(image.copy(source.toAlignedRect())).save(&buffer, "PNG");
    const QRectF r = m_transform.mapRect(place);
    element("<image" + attribute("x", length(r.x())) + attribute("y", length(r.y())) +
            attribute("width", length(r.width())) + attribute("height", length(r.height())) +
            attribute("preserveAspectRatio", "none") + attribute("image-rendering", "pixelated") +
            attribute("xlink:href", "data:image/png;base64," + png.toBase64()) + "/>");
}

} // namespace kaba
