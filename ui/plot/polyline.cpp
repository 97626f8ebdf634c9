// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/polyline.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace kaba {

namespace {

/// Gathers points into pieces and clips every segment to an area (Liang and Barsky 1984).
class Pieces {
public:
    explicit Pieces(const QRectF& area)
        : m_area(area)
    {}

    void add(const QPointF& point)
    {
        if (m_hasLast)
            segment(m_last, point);
        else if (m_area.contains(point))
            m_open << point;
        m_last = point;
        m_hasLast = true;
    }
    void gap()
    {
        close();
        m_hasLast = false;
    }
    QList<QPolygonF> take()
    {
        close();
        return std::move(m_done);
    }

private:
    void segment(const QPointF& from, const QPointF& to)
    {
        double enter = 0, leave = 1;
        const QPointF d = to - from;
        const bool seen = edge(-d.x(), from.x() - m_area.left(), enter, leave) &&
                          edge(d.x(), m_area.right() - from.x(), enter, leave) &&
                          edge(-d.y(), from.y() - m_area.top(), enter, leave) &&
                          edge(d.y(), m_area.bottom() - from.y(), enter, leave);
        if (!seen) {
            close();
            return;
        }
        if (m_open.isEmpty() || enter > 0) {
            close();
            m_open << from + enter * d;
        }
        m_open << (leave < 1 ? from + leave * d : to);
        if (leave < 1)
            close();
    }

    static bool edge(double speed, double room, double& enter, double& leave)
    {
        if (speed == 0)
            return room >= 0;
        const double cross = room / speed;
        if (speed < 0)
            enter = std::max(enter, cross);
        else
            leave = std::min(leave, cross);
        return enter <= leave;
    }

    void close()
    {
        if (!m_open.isEmpty())
            m_done << std::exchange(m_open, {});
    }

    QRectF m_area;
    QPolygonF m_open;
    QList<QPolygonF> m_done;
    QPointF m_last;
    bool m_hasLast = false;
};

/// The samples that fall on one device unit of x.
struct Column {
    QPointF first, lowest, highest, last;
    std::size_t lowestAt = 0, highestAt = 0;
    bool empty = true;

    void add(const QPointF& point, std::size_t index)
    {
        if (std::exchange(empty, false))
            first = lowest = highest = point;
        if (point.y() < lowest.y())
            std::tie(lowest, lowestAt) = std::pair(point, index);
        if (point.y() > highest.y())
            std::tie(highest, highestAt) = std::pair(point, index);
        last = point;
    }
    void flush(Pieces& pieces)
    {
        if (std::exchange(empty, true))
            return;
        const bool lowFirst = lowestAt < highestAt;
        pieces.add(first);
        QPointF previous = first;
        for (const QPointF& point : {lowFirst ? lowest : highest, lowFirst ? highest : lowest, last}) {
            if (point != previous)
                pieces.add(point);
            previous = point;
        }
        lowestAt = highestAt = 0;
    }
};

bool drawable(const QPointF& point) { return std::isfinite(point.x()) && std::isfinite(point.y()); }

struct Mapped {
    Mapped(const Positions& positions, std::span<const double> values, const AxisMap& across,
           const AxisMap& along)
        : grid(std::get_if<RegularGrid>(&positions))
        , places(grid != nullptr ? std::span<const double>() : std::get<Samples>(positions))
        , y(values)
        , xMap(across)
        , yMap(along)
    {}

    QPointF operator()(std::size_t i) const
    {
        const double x = grid != nullptr ? grid->start + grid->step * static_cast<double>(i) : places[i];
        return {xMap.toDevice(x), yMap.toDevice(y[i])};
    }

    const RegularGrid* grid; ///< or else
    std::span<const double> places;
    std::span<const double> y;
    const AxisMap& xMap;
    const AxisMap& yMap;
};

void addThinned(const Mapped& mapped, std::size_t first, std::size_t last, Pieces& pieces)
{
    Column column;
    double unit = 0;
    for (std::size_t i = first; i < last; ++i) {
        const QPointF point = mapped(i);
        if (!drawable(point)) {
            column.flush(pieces);
            pieces.gap();
            continue;
        }
        if (std::floor(point.x()) != unit)
            column.flush(pieces);
        unit = std::floor(point.x());
        column.add(point, i);
    }
    column.flush(pieces);
}

void addAll(const Mapped& mapped, std::size_t first, std::size_t last, double leastStep, Pieces& pieces)
{
    QPointF kept;
    bool hasKept = false;
    for (std::size_t i = first; i < last; ++i) {
        const QPointF point = mapped(i);
        if (!drawable(point)) {
            pieces.gap();
            hasKept = false;
            continue;
        }
        if (hasKept && i + 1 < last && (point - kept).manhattanLength() < leastStep)
            continue;
        pieces.add(point);
        kept = point;
        hasKept = true;
    }
}

} // namespace

bool isSorted(const Positions& x)
{
    if (const auto* grid = std::get_if<RegularGrid>(&x))
        return grid->step > 0;
    return std::ranges::is_sorted(std::get<Samples>(x));
}

std::pair<std::size_t, std::size_t> visibleSamples(const Positions& x, const Interval& range)
{
    const std::size_t count = countOf(x);
    const auto firstNotBelow = [&](double value) {
        std::size_t low = 0, high = count;
        while (low < high) {
            const std::size_t middle = (low + high) / 2;
            if (at(x, middle) < value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    };
    const std::size_t first = firstNotBelow(range.low);
    const std::size_t last = firstNotBelow(range.high);
    return {first > 0 ? first - 1 : 0, std::min(last + 2, count)};
}

QList<QPolygonF> linePieces(const Positions& x, std::span<const double> y, const AxisMap& xMap,
                            const AxisMap& yMap, const QRectF& area)
{
    constexpr double kSamplesPerUnit = 4, kLeastStep = 1.0 / 3;
    Pieces pieces(area);
    const Mapped mapped(x, y, xMap, yMap);
    if (!isSorted(x)) {
        addAll(mapped, 0, y.size(), kLeastStep, pieces);
        return pieces.take();
    }
    const auto [first, last] = visibleSamples(x, xMap.range);
    if (static_cast<double>(last - first) > kSamplesPerUnit * xMap.extent())
        addThinned(mapped, first, last, pieces);
    else
        addAll(mapped, first, last, 0, pieces);
    return pieces.take();
}

QList<QLineF> dashes(const QPolygonF& line, const QList<qreal>& pattern)
{
    QList<QLineF> parts;
    qsizetype phase = 0;
    double left = pattern.value(0, 1);
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QLineF whole(line[i - 1], line[i]);
        const double length = whole.length();
        double done = 0;
        while (done < length) {
            const double step = std::min(left, length - done);
            if (phase % 2 == 0)
                parts << QLineF(whole.pointAt(done / length), whole.pointAt((done + step) / length));
            done += step;
            left -= step;
            if (left > 0)
                continue;
            phase = (phase + 1) % pattern.size();
            left = pattern[phase];
        }
    }
    return parts;
}

} // namespace kaba
