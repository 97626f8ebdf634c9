// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/hover.h"

#include "ui/plot/cell_name.h"
#include "ui/plot/data_range.h"
#include "ui/plot/number_format.h"
#include "ui/plot/polyline.h"

#include <QStringList>

#include <algorithm>
#include <cmath>

namespace kaba {

namespace {

std::size_t nearest(const Positions& x, double value)
{
    const auto [first, last] = visibleSamples(x, {value, value});
    std::size_t best = first;
    for (std::size_t i = first; i < last; ++i)
        if (std::abs(at(x, i) - value) < std::abs(at(x, best) - value))
            best = i;
    return best;
}

/// Reads the layers of one panel.
class Reader {
public:
    Reader(const Panel& panel, const PlotStyle& style, const AxisMap& x, const AxisMap& y, double atX,
           std::optional<double> atY)
        : m_panel(panel)
        , m_style(style)
        , m_x(x)
        , m_y(y)
        , m_atX(atX)
        , m_atY(atY)
    {
        m_reading.x = atX;
    }

    std::optional<HoverReading> read()
    {
        for (const Layer& layer : m_panel.layers) {
            m_layer = &layer;
            std::visit(*this, layer.data);
        }
        return m_reading.place.isEmpty() ? std::nullopt : std::optional(m_reading);
    }

    void operator()(const Line& line) { isSorted(line.x) ? samples(line.x, line.y) : points(line.x, line.y); }
    void operator()(const Stems& stems) { samples(stems.x, stems.y); }
    void operator()(const Bars& bars) { samples(bars.x, bars.y); }
    void operator()(const Scatter& scatter) { points(scatter.x, scatter.y); }
    void operator()(const Band& band)
    {
        if (countOf(band.x) == 0)
            return;
        const std::size_t i = nearest(band.x, m_x.toData(m_atX));
        add(displayNumber(band.low[i], kReadingDigits) + QStringLiteral(" … ") +
                displayNumber(band.high[i], kReadingDigits),
            {});
    }
    void operator()(const Heatmap& map)
    {
        if (!m_atY || map.rows == 0 || map.cols == 0)
            return;
        const std::size_t row = cellAt(map.y, map.rows, m_y.toData(*m_atY));
        const std::size_t col = cellAt(map.x, map.cols, m_x.toData(m_atX));
        m_reading.place =
            cellName(m_panel.y, map.rowLabels, map.y, map.rows, row, 1, m_style.language) +
            QStringLiteral(", ") +
            cellName(m_panel.x, map.colLabels, map.x, map.cols, col, map.everySample, m_style.language);
        m_reading.y = m_atY;
        add(readingOf(map.z[row * map.cols + col], map.unit, m_style.language), {});
    }
    void operator()(const Rule&) const {}
    void operator()(const Tokens&) const {}
    void operator()(const Table&) const {}
    void operator()(const Image&) const {}

private:
    void add(const QString& value, std::optional<QPointF> dot)
    {
        const QString label = m_style.words(m_layer->label);
        m_reading.values.push_back({label.isEmpty() ? value : label + u' ' + value,
                                    seriesLook(m_style.theme, m_layer->role, m_layer->shade).colour, dot});
    }

    void samples(const Positions& x, const Samples& y)
    {
        if (y.empty())
            return;
        const std::size_t i = nearest(x, m_x.toData(m_atX));
        const QPointF dot(m_x.toDevice(at(x, i)), m_y.toDevice(y[i]));
        if (m_reading.place.isEmpty()) {
            m_reading.place = placeOn(m_panel.x, m_style.language, at(x, i));
            m_reading.x = dot.x();
        }
        add(displayNumber(y[i], kReadingDigits), std::isfinite(dot.y()) ? std::optional(dot) : std::nullopt);
    }

    /// The point under the cursor, within a finger's breadth.
    void points(const Positions& x, const Samples& y)
    {
        constexpr double kReachPt = 18;
        if (!m_atY)
            return;
        double best = m_style.units(kReachPt);
        std::optional<std::size_t> found;
        for (std::size_t i = 0; i < y.size(); ++i) {
            const double distance = std::hypot(m_x.toDevice(at(x, i)) - m_atX, m_y.toDevice(y[i]) - *m_atY);
            if (distance < best) {
                best = distance;
                found = i;
            }
        }
        if (!found)
            return;
        const double px = at(x, *found), py = y[*found];
        m_reading.place = placeOn(m_panel.x, m_style.language, px) + QStringLiteral(", ") +
                          placeOn(m_panel.y, m_style.language, py);
        m_reading.x = m_x.toDevice(px);
        m_reading.y = m_y.toDevice(py);
        add(QStringLiteral("#%1").arg(*found), QPointF(m_reading.x, *m_reading.y));
    }

    const Panel& m_panel;
    const PlotStyle& m_style;
    const AxisMap &m_x, &m_y;
    double m_atX;
    std::optional<double> m_atY;
    const Layer* m_layer = nullptr;
    HoverReading m_reading;
};

} // namespace

QString HoverReading::text() const
{
    QStringList parts{place};
    for (const Value& value : values)
        parts << value.text;
    return parts.join(QStringLiteral("   "));
}

std::optional<HoverReading> readingAt(const Panel& panel, const PlotStyle& style, const AxisMap& x,
                                      const AxisMap& y, double atX, std::optional<double> atY)
{
    return Reader(panel, style, x, y, atX, atY).read();
}

} // namespace kaba
