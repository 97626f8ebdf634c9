// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/layer_painter.h"

#include "ui/plot/grid_painter.h"
#include "ui/plot/pixel_fills.h"
#include "ui/plot/polyline.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace kaba {

namespace {

constexpr double kMarkerPt = 4.2, kSmallMarkerPt = 2.6;
constexpr double kHandlePt = 5.6; ///< of points that the hand can take

/// A layer that the legend leaves out is a guide for the eye: thin.
SeriesLook lookOf(const PlotStyle& style, const Layer& layer)
{
    constexpr double kGuide = 0.6;
    SeriesLook look = seriesLook(style.theme, layer.role, layer.shade);
    if (layer.label.empty())
        look.width = kGuide;
    return look;
}

QList<QLineF> segmentsOf(const QPolygonF& piece)
{
    QList<QLineF> lines;
    lines.reserve(piece.size());
    for (qsizetype i = 1; i < piece.size(); ++i)
        lines.emplace_back(piece[i - 1], piece[i]);
    return lines;
}

/// Pieces as separate strokes: QPainter joins wide antialiased polylines in quadratic time.
void strokePixels(QPainter& painter, const QList<QPolygonF>& pieces, QPen pen)
{
    QList<qreal> pattern = pen.dashPattern();
    const bool dashed = pen.style() == Qt::CustomDashLine;
    for (qreal& length : pattern)
        length *= pen.widthF();
    pen.setStyle(Qt::SolidLine);
    painter.setPen(pen);
    for (const QPolygonF& piece : pieces) {
        const QList<QLineF> lines = dashed ? dashes(piece, pattern) : segmentsOf(piece);
        if (pen.widthF() > 1)
            fillLines(painter, lines, pen.widthF(), pen.color());
        else
            painter.drawLines(lines);
    }
}

double lengthOf(const QList<QPolygonF>& pieces)
{
    double length = 0;
    for (const QPolygonF& piece : pieces)
        for (qsizetype i = 1; i < piece.size(); ++i)
            length += (piece[i] - piece[i - 1]).manhattanLength();
    return length;
}

void strokePieces(const LayerContext& c, const QList<QPolygonF>& pieces, QPen pen)
{
    // Where strokes fill the panel, dashes, smooth edges and wide pens cost much and show nothing.
    constexpr double kDense = 12;
    const bool dense = lengthOf(pieces) > kDense * (c.area.width() + c.area.height());
    c.painter.setRenderHint(QPainter::Antialiasing, !(dense && c.style.screen));
    if (dense)
        pen = QPen(pen.color(), c.style.screen ? 1 : c.style.units(0.4));
    c.painter.setBrush(Qt::NoBrush);
    if (!c.vector) {
        strokePixels(c.painter, pieces, pen);
    } else {
        c.painter.setPen(pen);
        for (const QPolygonF& piece : pieces)
            c.painter.drawPolyline(piece);
    }
    c.painter.setPen(QPen(pen.color(), pen.widthF() * 2, Qt::SolidLine, Qt::RoundCap));
    for (const QPolygonF& piece : pieces)
        if (piece.size() == 1)
            c.painter.drawPoint(piece.front());
}

/// Runs of samples whose both values can be drawn.
template <class Use>
void forFiniteRuns(const LayerContext& c, const Band& band, Use use)
{
    QPolygonF upper, lower;
    const auto [first, last] = isSorted(band.x) ? visibleSamples(band.x, c.x.range)
                                                : std::pair<std::size_t, std::size_t>(0, countOf(band.x));
    const auto finish = [&] {
        std::ranges::reverse(lower);
        if (upper.size() > 1)
            use(upper + lower);
        upper.clear();
        lower.clear();
    };
    const auto within = [&](double y) {
        return std::clamp(y, c.area.top() - c.area.height(), c.area.bottom() + c.area.height());
    };
    for (std::size_t i = first; i < last; ++i) {
        const double x = c.x.toDevice(at(band.x, i));
        const double low = c.y.toDevice(band.low[i]), high = c.y.toDevice(band.high[i]);
        if (!std::isfinite(x + low + high)) {
            finish();
            continue;
        }
        upper << QPointF(x, within(high));
        lower << QPointF(x, within(low));
    }
    finish();
}

struct Draw {
    const LayerContext& c;
    const Layer& layer;
    SeriesLook look;

    QRectF reach() const
    {
        const double air = c.style.units(4);
        return c.area.adjusted(-air, -air, air, air);
    }
    QPointF place(double x, double y) const { return {c.x.toDevice(x), c.y.toDevice(y)}; }
    double zero() const { return c.y.log ? c.y.device.low : c.y.toDevice(0); }

    void operator()(const Line& line) const
    {
        strokePieces(c, linePieces(line.x, line.y, c.x, c.y, reach()), linePen(c.style, look, line.y.size()));
    }
    void operator()(const Scatter& scatter) const
    {
        c.painter.setRenderHint(QPainter::Antialiasing);
        const double plain = scatter.x.size() > 400 ? kSmallMarkerPt : kMarkerPt;
        const double size = layer.handles ? kHandlePt : plain;
        const QRectF reachable = reach();
        QList<QPointF> places;
        for (std::size_t i = 0; i < scatter.x.size(); ++i)
            if (const QPointF at = place(scatter.x[i], scatter.y[i]); reachable.contains(at))
                places << at;
        markers(places, size);
    }
    void markers(const QList<QPointF>& places, double sizePt) const
    {
        if (!c.vector && look.filled && look.marker == Marker::Circle)
            return fillDiscs(c.painter, places, c.style.units(sizePt) / 2, look.colour);
        for (const QPointF& at : places)
            drawMarker(c.painter, c.style, look, at, sizePt);
    }
    void operator()(const Stems& stems) const
    {
        const auto [first, last] = visibleSamples(stems.x, c.x.range);
        const bool dotted = static_cast<double>(last - first) < c.area.width() / c.style.units(kMarkerPt + 1);
        c.painter.setRenderHint(QPainter::Antialiasing, dotted);
        c.painter.setPen(QPen(look.colour, c.style.pen(1, 0.6)));
        QList<QPointF> tops;
        for (std::size_t i = first; i < last; ++i) {
            const QPointF top = place(at(stems.x, i), stems.y[i]);
            if (!std::isfinite(top.x() + top.y()))
                continue;
            c.painter.drawLine(QPointF(top.x(), zero()), top);
            tops << top;
        }
        if (dotted)
            markers(tops, kMarkerPt);
    }
    void operator()(const Bars& bars) const
    {
        const double step = countOf(bars.x) > 1 ? at(bars.x, 1) - at(bars.x, 0) : 1;
        c.painter.setRenderHint(QPainter::Antialiasing, c.vector);
        for (std::size_t i = 0; i < bars.y.size(); ++i) {
            const QPointF left = place(at(bars.x, i) - 0.4 * step, bars.y[i]);
            const QPointF right(c.x.toDevice(at(bars.x, i) + 0.4 * step), zero());
            if (std::isfinite(left.x() + left.y()))
                c.painter.fillRect(QRectF(left, right).normalized(), look.colour);
        }
    }
    void operator()(const Band& band) const
    {
        QColor fill = look.colour;
        fill.setAlphaF(0.22F);
        c.painter.setRenderHint(QPainter::Antialiasing);
        c.painter.setPen(Qt::NoPen);
        c.painter.setBrush(fill);
        forFiniteRuns(c, band, [this](const QPolygonF& outline) { c.painter.drawPolygon(outline); });
    }
    void operator()(const Rule& rule) const
    {
        const bool vertical = rule.axis == Rule::Axis::X;
        const double at = vertical ? c.x.toDevice(rule.at) : c.y.toDevice(rule.at);
        if (!std::isfinite(at) || (vertical ? at < c.area.left() || at > c.area.right()
                                            : at < c.area.top() || at > c.area.bottom()))
            return;
        c.painter.setRenderHint(QPainter::Antialiasing, c.vector);
        c.painter.setPen(linePen(c.style, look, 1000));
        if (vertical)
            c.painter.drawLine(QPointF(at, c.area.top()), QPointF(at, c.area.bottom()));
        else
            c.painter.drawLine(QPointF(c.area.left(), at), QPointF(c.area.right(), at));
    }
    void operator()(const Heatmap& map) const { drawHeatmap(c, map); }
    void operator()(const Image& image) const { drawImage(c, image); }
    void operator()(const Tokens& tokens) const { drawTokens(c, tokens, look.colour); }
    void operator()(const Table& table) const { drawTable(c, table); }
};

} // namespace

void drawLayer(const LayerContext& context, const Layer& layer)
{
    std::visit(Draw{context, layer, lookOf(context.style, layer)}, layer.data);
}

QPen linePen(const PlotStyle& style, const SeriesLook& look, std::size_t samples)
{
    constexpr std::size_t kManySamples = 500;
    const double common = style.pen(samples > kManySamples ? 1.0 : 1.5, 0.9);
    const double width = common * look.width;
    QPen pen(look.colour, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (look.dash.isEmpty())
        pen.setCapStyle(width > 1 ? Qt::RoundCap : Qt::FlatCap);
    else
        pen.setDashPattern(look.dash);
    return pen;
}

void drawMarker(QPainter& painter, const PlotStyle& style, const SeriesLook& look, const QPointF& centre,
                double sizePt)
{
    const double r = style.units(sizePt) / 2;
    const bool open = !look.filled || look.marker == Marker::Cross || look.marker == Marker::Plus;
    painter.setPen(open ? QPen(look.colour, style.units(0.9)) : QPen(Qt::NoPen));
    painter.setBrush(open ? QBrush(Qt::NoBrush) : QBrush(look.colour));
    const auto corner = [&](double x, double y) { return centre + QPointF(x * r, y * r); };
    switch (look.marker) {
    case Marker::Circle:
        painter.drawEllipse(centre, r, r);
        break;
    case Marker::Square:
        painter.drawRect(QRectF(corner(-0.85, -0.85), corner(0.85, 0.85)));
        break;
    case Marker::Diamond:
        painter.drawPolygon(QPolygonF{corner(0, -1.15), corner(1.15, 0), corner(0, 1.15), corner(-1.15, 0)});
        break;
    case Marker::Triangle:
        painter.drawPolygon(QPolygonF{corner(0, -1.1), corner(1.05, 0.8), corner(-1.05, 0.8)});
        break;
    case Marker::Cross:
        painter.drawLine(corner(-0.85, -0.85), corner(0.85, 0.85));
        painter.drawLine(corner(-0.85, 0.85), corner(0.85, -0.85));
        break;
    case Marker::Plus:
        painter.drawLine(corner(-1.1, 0), corner(1.1, 0));
        painter.drawLine(corner(0, -1.1), corner(0, 1.1));
        break;
    }
}

bool hasLegendKey(const Layer& layer)
{
    return !std::holds_alternative<Heatmap>(layer.data) && !std::holds_alternative<Image>(layer.data) &&
           !std::holds_alternative<Table>(layer.data) && !std::holds_alternative<Tokens>(layer.data);
}

void drawLegendKey(QPainter& painter, const PlotStyle& style, const Layer& layer, const QRectF& box)
{
    const SeriesLook look = lookOf(style, layer);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (std::holds_alternative<Scatter>(layer.data) || std::holds_alternative<Stems>(layer.data)) {
        drawMarker(painter, style, look, box.center(), kMarkerPt);
    } else if (std::holds_alternative<Bars>(layer.data) || std::holds_alternative<Band>(layer.data)) {
        QColor fill = look.colour;
        fill.setAlphaF(std::holds_alternative<Band>(layer.data) ? 0.22F : 1.0F);
        painter.fillRect(box.adjusted(0, box.height() * 0.2, 0, -box.height() * 0.2), fill);
    } else {
        painter.setPen(linePen(style, look, 1));
        painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()));
    }
    painter.restore();
}

} // namespace kaba
