// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/panel_rect.h"

#include "core/base/unicode.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr double kFirstEdge = -0.5; ///< of cells that are counted from 0: they stand around whole numbers
constexpr int kUprightNames = 16;   ///< three times as many fit side by side at most

std::size_t longestOf(const std::vector<std::string>& names)
{
    std::size_t longest = 0;
    for (const std::string& name : names)
        longest = std::max(longest, displayWidth(name));
    return longest;
}

} // namespace

PanelRect::PanelRect(QCustomPlot* plot, const PlotStyle& style)
    : QCPAxisRect(plot, false)
    , m_style(style)
{
    addAxes(QCPAxis::atBottom | QCPAxis::atLeft);
    xAxis()->grid()->setLayer(QStringLiteral("grid"));
    yAxis()->grid()->setLayer(QStringLiteral("grid"));
    setRangeDragAxes(xAxis(), yAxis());
    setRangeZoomAxes(xAxis(), yAxis());
}

AxisMap PanelRect::mapOf(const QCPAxis& axis)
{
    const QCPRange range = axis.range();
    return {{range.lower, range.upper},
            {axis.coordToPixel(range.lower), axis.coordToPixel(range.upper)},
            axis.scaleType() == QCPAxis::stLogarithmic};
}

void PanelRect::setPanel(const Panel* panel, const QString& title)
{
    m_panel = panel;
    m_title = title;
    const Heatmap* map = heatmapOf(*panel);
    if (map != nullptr) {
        m_colours = colourRange(*map, m_lastColours);
        m_lastColours = m_colours;
    }
    const bool picture = std::ranges::any_of(
        panel->layers, [](const Layer& layer) { return std::holds_alternative<Image>(layer.data); });
    const Bars* bars = nullptr;
    for (const Layer& layer : panel->layers)
        if (const auto* found = std::get_if<Bars>(&layer.data); found != nullptr && !found->labels.empty())
            bars = found;
    static const std::vector<std::string> kNone;
    const Interval places = bars != nullptr && countOf(bars->x) > 0
                                ? Interval{at(bars->x, 0) - 0.5, at(bars->x, countOf(bars->x) - 1) + 0.5}
                                : (map != nullptr ? map->x : Interval{});
    setUpAxis(xAxis(), panel->x, bars != nullptr ? bars->labels : (map != nullptr ? map->colLabels : kNone),
              places);
    setUpAxis(yAxis(), panel->y, map != nullptr ? map->rowLabels : kNone,
              map != nullptr ? map->y : Interval{});
    yAxis()->setRangeReversed(map != nullptr || picture);
    for (QCPAxis* each : axes())
        each->setVisible(hasAxes());
}

void PanelRect::setUpAxis(QCPAxis* axis, const Axis& described, const std::vector<std::string>& names,
                          const Interval& span)
{
    const bool log = described.kind == Axis::Kind::Log;
    axis->setScaleType(log ? QCPAxis::stLogarithmic : QCPAxis::stLinear);
    axis->setTickLabelRotation(0);
    if (!names.empty()) {
        const auto ticker = QSharedPointer<NameTicker>::create(names, span);
        // Words under the columns of a matrix stand upright: side by side they would run into each other.
        if (axis == xAxis() && heatmapOf(*m_panel) != nullptr && longestOf(names) > 3) {
            axis->setTickLabelRotation(90);
            ticker->setTickCount(kUprightNames);
        }
        axis->setTicker(ticker);
    } else if (log) {
        axis->setTicker(QSharedPointer<DecadeTicker>::create());
    } else {
        const auto ticker = QSharedPointer<NumberTicker>::create();
        ticker->setWhole(heatmapOf(*m_panel) != nullptr && span.low == kFirstEdge);
        axis->setTicker(ticker);
    }
}

void PanelRect::applyStyle()
{
    const Colours& ink = m_style.ink();
    const double hair = m_style.pen(1, 0.6);
    for (QCPAxis* axis : axes()) {
        axis->setBasePen(QPen(ink.mutedInk, hair, Qt::SolidLine, Qt::SquareCap));
        axis->setTickPen(QPen(ink.mutedInk, hair));
        axis->setTickLabelColor(ink.ink);
        axis->setTickLabelFont(m_style.font());
        axis->setTickLength(0, m_style.wholeUnits(2.5));
        axis->setTickLabelPadding(m_style.wholeUnits(axis->orientation() == Qt::Vertical ? 2.5 : 1.5));
        axis->setSubTicks(false);
        axis->grid()->setVisible(true);
        axis->setSelectableParts(QCPAxis::spNone);
        axis->grid()->setPen(QPen(ink.grid, m_style.pen(1, 0.5)));
        axis->grid()->setZeroLinePen(QPen(ink.hairline, m_style.pen(1, 0.6)));
    }
    setMinimumSize(m_style.wholeUnits(24), m_style.wholeUnits(18));
}

bool PanelRect::isEmpty() const { return m_panel->layers.empty(); }

bool PanelRect::hasAxes() const
{
    return !isEmpty() && std::ranges::none_of(m_panel->layers, [](const Layer& layer) {
        return std::holds_alternative<Tokens>(layer.data) || std::holds_alternative<Table>(layer.data);
    });
}

void PanelRect::update(UpdatePhase phase)
{
    if (phase == upPreparation)
        fitTickCounts();
    QCPAxisRect::update(phase);
    if (phase == upLayout && m_panel->equalAspect)
        keepAspect();
}

void PanelRect::fitTickCounts()
{
    constexpr double kMostTicks = 5;
    const double em = m_style.units(m_style.fontSizePt);
    xAxis()->ticker()->setTickCount(
        static_cast<int>(std::clamp(rect().width() / (4.5 * em), 3.0, kMostTicks)));
    yAxis()->ticker()->setTickCount(
        static_cast<int>(std::clamp(rect().height() / (2.2 * em), 3.0, kMostTicks)));
}

/// Widens one axis so that a unit is as long on both.
void PanelRect::keepAspect()
{
    if (rect().width() <= 0 || rect().height() <= 0)
        return;
    QCPRange x = xAxis()->range(), y = yAxis()->range();
    if (m_home) {
        x = QCPRange(m_home->x.low, m_home->x.high);
        y = QCPRange(m_home->y.low, m_home->y.high);
    }
    const double scale = std::max(x.size() / rect().width(), y.size() / rect().height());
    const auto widened = [scale](const QCPRange& range, int pixels) {
        const double half = scale * pixels / 2;
        return QCPRange(range.center() - half, range.center() + half);
    };
    xAxis()->setRange(widened(x, rect().width()));
    yAxis()->setRange(widened(y, rect().height()));
    QCPAxisRect::update(upPreparation);
}

QString PanelRect::exponentOf(const QCPAxis& axis) const
{
    const auto numbers = qSharedPointerDynamicCast<NumberTicker>(axis.ticker());
    return numbers && hasAxes() ? numbers->exponentText() : QString();
}

} // namespace kaba
