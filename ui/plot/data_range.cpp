// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/data_range.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace kaba {

namespace {

constexpr double kLargest = 1e200;

/// Grows round the finite values it is shown.
class Extent {
public:
    explicit Extent(bool log)
        : m_log(log)
    {}
    void add(double value)
    {
        if (!std::isfinite(value) || (m_log && value <= 0))
            return;
        m_low = std::min(m_low, std::clamp(value, -kLargest, kLargest));
        m_high = std::max(m_high, std::clamp(value, -kLargest, kLargest));
    }
    void add(const Samples& values)
    {
        for (const double value : values)
            add(value);
    }
    void add(const Interval& interval)
    {
        add(interval.low);
        add(interval.high);
    }
    void add(const Positions& positions)
    {
        if (const auto* samples = std::get_if<Samples>(&positions)) {
            add(*samples);
        } else if (const std::size_t count = countOf(positions); count > 0) {
            add(at(positions, m_log && at(positions, 0) <= 0 && count > 1 ? 1 : 0));
            add(at(positions, count - 1));
        }
    }
    /// A rule is shown where it does not squeeze the data.
    void addIfNear(double value)
    {
        const double span = m_high - m_low;
        if (empty() || m_log || (value > m_low - span && value < m_high + span))
            add(value);
    }
    bool empty() const { return m_low > m_high; }

    /// With `air` (a part of the span) on both sides.
    Interval padded(double air) const
    {
        if (empty())
            return m_log ? Interval{1, 10} : Interval{0, 1};
        if (m_log) {
            const double factor = m_high > m_low ? std::pow(m_high / m_low, air) : 2;
            return {m_low / factor, m_high * factor};
        }
        const double span = m_high - m_low;
        const double least = std::max(std::abs(m_low), std::abs(m_high)) * 1e-12;
        if (span <= least)
            return {m_low - (m_low == 0 ? 1 : std::abs(m_low) / 2),
                    m_high + (m_high == 0 ? 1 : std::abs(m_high) / 2)};
        return {m_low - air * span, m_high + air * span};
    }

private:
    bool m_log;
    double m_low = std::numeric_limits<double>::infinity();
    double m_high = -std::numeric_limits<double>::infinity();
};

double halfBarWidth(const Positions& x) { return countOf(x) > 1 ? std::abs(at(x, 1) - at(x, 0)) / 2 : 0.5; }

/// What one layer adds to the extents of both axes, and how much air it wants.
struct Gather {
    Extent &x, &y;
    double &xAir, &yAir;

    void wantAir(double horizontal, double vertical) const
    {
        xAir = std::max(xAir, horizontal);
        yAir = std::max(yAir, vertical);
    }
    void operator()(const Line& line) const
    {
        x.add(line.x);
        y.add(line.y);
        wantAir(0, 0.05);
    }
    void operator()(const Scatter& scatter) const
    {
        x.add(scatter.x);
        y.add(scatter.y);
        wantAir(0.06, 0.06);
    }
    void operator()(const Stems& stems) const
    {
        x.add(stems.x);
        y.add(stems.y);
        y.add(0.0);
        wantAir(0.03, 0.05);
    }
    void operator()(const Bars& bars) const
    {
        const double half = halfBarWidth(bars.x);
        for (std::size_t i = 0; i < countOf(bars.x); ++i)
            x.add(Interval{at(bars.x, i) - half, at(bars.x, i) + half});
        y.add(bars.y);
        y.add(0.0);
        wantAir(0, 0.05);
    }
    void operator()(const Band& band) const
    {
        x.add(band.x);
        y.add(band.low);
        y.add(band.high);
        wantAir(0, 0.05);
    }
    void operator()(const Heatmap& map) const
    {
        x.add(map.x);
        y.add(map.y);
    }
    void operator()(const Image& image) const
    {
        x.add(Interval{0, static_cast<double>(image.width)});
        y.add(Interval{0, static_cast<double>(image.height)});
    }
    void operator()(const Rule&) const {}
    void operator()(const Tokens&) const {}
    void operator()(const Table&) const {}
};

Interval usable(const std::optional<Interval>& fixed, const Extent& extent, double air, bool log)
{
    if (fixed && fixed->low < fixed->high && (!log || fixed->low > 0))
        return *fixed;
    return extent.padded(air);
}

/// The next of 1, 1.5, 2, 3, 5, 7 times a power of ten.
double roundUp(double value)
{
    if (value <= 0 || !std::isfinite(value))
        return 1;
    const double power = std::pow(10, std::floor(std::log10(value)));
    for (const double step : {1.0, 1.5, 2.0, 3.0, 5.0, 7.0})
        if (value <= step * power * (1 + 1e-12))
            return step * power;
    return 10 * power;
}

Interval dataColours(const Heatmap& map)
{
    if (map.map == ColourMap::Cyclic)
        return {-std::numbers::pi, std::numbers::pi};
    Extent extent(false);
    extent.add(map.z);
    if (extent.empty())
        return map.map == ColourMap::Diverging ? Interval{-1, 1} : Interval{0, 1};
    const Interval data = extent.padded(0);
    const double largest = roundUp(std::max(std::abs(data.low), std::abs(data.high)));
    if (map.map == ColourMap::Diverging)
        return {-largest, largest};
    if (data.low >= 0 && data.low < data.high / 2)
        return {0, largest};
    return data.low < 0 && data.high <= 0 && data.high > data.low / 2 ? Interval{-largest, 0} : data;
}

} // namespace

PanelRange panelRange(const Panel& panel)
{
    const bool logX = panel.x.kind == Axis::Kind::Log, logY = panel.y.kind == Axis::Kind::Log;
    Extent x(logX), y(logY);
    double xAir = 0, yAir = 0;
    for (const Layer& layer : panel.layers)
        std::visit(Gather{x, y, xAir, yAir}, layer.data);
    for (const Layer& layer : panel.layers)
        if (const auto* rule = std::get_if<Rule>(&layer.data))
            (rule->axis == Rule::Axis::X ? x : y).addIfNear(rule->at);
    if (panel.equalAspect && heatmapOf(panel) == nullptr)
        xAir = yAir = 0.06;
    return {usable(panel.x.range, x, xAir, logX), usable(panel.y.range, y, yAir, logY)};
}

Interval steadied(const Interval& previous, const Interval& wanted, double slack)
{
    const bool shown = previous.low <= wanted.low && previous.high >= wanted.high;
    const bool snug = previous.high - previous.low <= slack * (wanted.high - wanted.low);
    return shown && snug ? previous : wanted;
}

Interval colourRange(const Heatmap& map, const std::optional<Interval>& previous)
{
    if (map.range && map.range->low < map.range->high) {
        const double largest = std::max(std::abs(map.range->low), std::abs(map.range->high));
        return map.map == ColourMap::Diverging ? Interval{-largest, largest} : *map.range;
    }
    const Interval wanted = dataColours(map);
    return previous ? steadied(*previous, wanted, 2.1) : wanted;
}

const Heatmap* heatmapOf(const Panel& panel)
{
    for (const Layer& layer : panel.layers)
        if (const auto* map = std::get_if<Heatmap>(&layer.data))
            return map;
    return nullptr;
}

} // namespace kaba
