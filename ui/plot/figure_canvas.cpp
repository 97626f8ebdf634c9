// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/figure_canvas.h"

#include "ui/plot/figure_shape.h"
#include "ui/plot/heading.h"
#include "ui/plot/layer_plot.h"

#include <algorithm>
#include <cmath>

namespace kaba {

namespace {

constexpr double kEdgePt = 5, kBetweenPt = 9;

} // namespace

FigureCanvas::FigureCanvas(const PlotStyle& style, QWidget* parent)
    : QCustomPlot(parent)
    , m_style(style)
{
    plotLayout()->clear();
    m_handles = new HandleTool([this] { return shownRects(); }, this);
    connect(m_handles, &HandleTool::marksChanged, this,
            [this] { layer(QStringLiteral("overlay"))->replot(); });
    m_grid = new QCPLayoutGrid;
    plotLayout()->addElement(0, 0, m_grid);
    new Heading(this, m_style);
    setInteractions(QCP::iRangeDrag | QCP::iRangeZoom);
    setMouseTracking(true);
    setAutoAddPlottableToLegend(false);
    setNoAntialiasingOnDrag(true);
    setStyle(style);
}

void FigureCanvas::setFigure(std::shared_ptr<const Figure> figure)
{
    const bool same = m_figure && figure && sameShape(*m_figure, *figure);
    const std::shared_ptr<const Figure> keepAlive = std::exchange(m_figure, std::move(figure));
    if (same) {
        refill();
    } else {
        m_axes.clear();
        rebuild();
    }
}

void FigureCanvas::setWanted(const std::vector<std::string>& ids)
{
    if (ids == m_wanted)
        return;
    m_wanted = ids;
    rebuild();
}

std::vector<const Panel*> FigureCanvas::wantedPanels()
{
    std::vector<const Panel*> panels;
    if (!m_figure)
        return panels;
    panels.reserve(m_figure->panels.size());
    const auto take = [&](auto wanted) {
        for (const Panel& panel : m_figure->panels)
            if (wanted(panel))
                panels.push_back(&panel);
    };
    if (!m_wanted.empty())
        take([this](const Panel& panel) { return std::ranges::find(m_wanted, panel.id) != m_wanted.end(); });
    if (panels.empty())
        take([](const Panel& panel) { return panel.featured; });
    if (panels.empty())
        take([](const Panel&) { return true; });
    addProfileTo(panels);
    return panels;
}

std::vector<std::string> FigureCanvas::shown() const
{
    std::vector<std::string> ids;
    ids.reserve(m_shown.size());
    for (const Shown& each : m_shown)
        if (each.panel != shownProfile())
            ids.push_back(each.panel->id);
    return ids;
}

std::vector<PanelRect*> FigureCanvas::shownRects() const
{
    std::vector<PanelRect*> rects;
    std::ranges::transform(m_shown, std::back_inserter(rects), &Shown::rect);
    return rects;
}

const PanelRect* FigureCanvas::panel(std::string_view id) const
{
    const auto found = std::ranges::find_if(m_shown, [&](const Shown& each) { return each.panel->id == id; });
    return found == m_shown.end() ? nullptr : found->rect;
}

void FigureCanvas::setStyle(const PlotStyle& style)
{
    m_style = style;
    setBackground(QBrush(m_style.paper()));
    for (const Shown& each : m_shown) {
        each.rect->applyStyle();
        each.rect->setPanel(each.panel, titleOf(*each.panel));
    }
    selectionRect()->setPen(QPen(m_style.ink().accent, 1));
    QColor fill = m_style.ink().accent;
    fill.setAlphaF(0.12F);
    selectionRect()->setBrush(fill);
    arrange();
}

QString FigureCanvas::titleOf(const Panel& panel) const
{
    if (!m_style.title || (hasHeading() && !m_style.title->isEmpty()))
        return m_style.words(panel.title);
    return *m_style.title;
}

bool FigureCanvas::hasHeading() const
{
    return m_style.title && !m_style.title->isEmpty() && m_shown.size() > 1;
}

void FigureCanvas::rebuild()
{
    clearHover();
    m_shown.clear();
    clearPlottables();
    m_grid->clear();
    qDeleteAll(std::exchange(m_groups, {}));
    m_columns = 0;
    for (const Panel* panel : wantedPanels())
        addPanel(*panel);
    for (const Shown& each : m_shown)
        each.rect->setPanel(each.panel, titleOf(*each.panel));
    measureHomes(false);
    applyHomes();
    m_handles->follow();
    frameProfile();
    arrange();
}

void FigureCanvas::addPanel(const Panel& panel)
{
    auto* rect = new PanelRect(this, m_style); // the grid owns it
    m_grid->addElement(static_cast<int>(m_shown.size()), 0, rect);
    rect->setPanel(&panel, {});
    rect->applyStyle();
    for (std::size_t i = 0; i < panel.layers.size(); ++i)
        new LayerPlot(rect, m_style, i); // the plot owns it
    new HoverMark(rect, m_style);        // the panel owns it
    const auto watch = [this](QCPAxis* axis, const std::string& key) {
        connect(axis, qOverload<const QCPRange&>(&QCPAxis::rangeChanged), this,
                [this, axis, key] { follow(axis, key); });
    };
    watch(rect->xAxis(), axisKey(panel, panel.x, 'x'));
    watch(rect->yAxis(), axisKey(panel, panel.y, 'y'));
    m_shown.push_back({&panel, rect});
}

void FigureCanvas::refill()
{
    const std::vector<const Panel*> panels = wantedPanels();
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        m_shown[i].panel = panels[i];
        m_shown[i].rect->setPanel(panels[i], titleOf(*panels[i]));
        m_shown[i].rect->setReading({});
    }
    if (!m_handles->isDragging())
        refit();
    m_handles->follow();
    replot(rpQueuedReplot);
}

/// New ranges where the present ones no longer fit. Not under a hand that holds a point: it would slip away.
void FigureCanvas::refit()
{
    measureHomes(true);
    applyHomes();
    frameProfile();
}

void FigureCanvas::measureHomes(bool steady)
{
    std::map<std::string, Interval> wanted;
    const auto widen = [&](const std::string& key, const Interval& range) {
        const auto [place, isNew] = wanted.try_emplace(key, range);
        if (!isNew)
            place->second = {std::min(place->second.low, range.low),
                             std::max(place->second.high, range.high)};
    };
    for (const Shown& each : m_shown) {
        const PanelRange range = panelRange(*each.panel);
        widen(axisKey(*each.panel, each.panel->x, 'x'), range.x);
        const std::string yKey = axisKey(*each.panel, each.panel->y, 'y');
        const auto known = m_axes.find(yKey);
        const bool mayStay =
            steady && known != m_axes.end() && !each.panel->y.range && !heatmapOf(*each.panel);
        widen(yKey, mayStay ? steadied(known->second.home, range.y) : range.y);
    }
    for (const auto& [key, range] : wanted)
        m_axes[key].home = range;
}

void FigureCanvas::applyHomes()
{
    for (const Shown& each : m_shown) {
        const AxisState& x = m_axes.at(axisKey(*each.panel, each.panel->x, 'x'));
        const AxisState& y = m_axes.at(axisKey(*each.panel, each.panel->y, 'y'));
        if (!x.touched)
            each.rect->xAxis()->setRange(x.home.low, x.home.high);
        if (!y.touched)
            each.rect->yAxis()->setRange(y.home.low, y.home.high);
        each.rect->setHome(x.touched || y.touched ? std::nullopt : std::optional(PanelRange{x.home, y.home}));
    }
}

/// Linked axes move together; a move of the reader's makes the range theirs.
void FigureCanvas::follow(QCPAxis* moved, const std::string& key)
{
    if (!m_readerActs)
        return;
    m_axes[key].touched = true;
    for (const Shown& each : m_shown) {
        const bool xLinked = axisKey(*each.panel, each.panel->x, 'x') == key;
        const bool yLinked = axisKey(*each.panel, each.panel->y, 'y') == key;
        if (xLinked || yLinked)
            each.rect->setHome({});
        if (xLinked && each.rect->xAxis() != moved)
            each.rect->xAxis()->setRange(moved->range());
        if (yLinked && each.rect->yAxis() != moved)
            each.rect->yAxis()->setRange(moved->range());
    }
}

void FigureCanvas::resetRanges()
{
    for (auto& [key, state] : m_axes)
        state.touched = false;
    measureHomes(false);
    applyHomes();
    replot(rpQueuedReplot);
}

std::map<std::string, Interval> FigureCanvas::chosenRanges() const
{
    std::map<std::string, Interval> chosen;
    const auto note = [&](const std::string& key, const QCPAxis& axis) {
        if (m_axes.at(key).touched)
            chosen[key] = {axis.range().lower, axis.range().upper};
    };
    for (const Shown& each : m_shown) {
        note(axisKey(*each.panel, each.panel->x, 'x'), *each.rect->xAxis());
        note(axisKey(*each.panel, each.panel->y, 'y'), *each.rect->yAxis());
    }
    return chosen;
}

void FigureCanvas::chooseRanges(const std::map<std::string, Interval>& ranges)
{
    const auto choose = [&](const std::string& key, QCPAxis& axis) {
        const auto wanted = ranges.find(key);
        m_axes[key].touched = wanted != ranges.end();
        if (wanted != ranges.end())
            axis.setRange(wanted->second.low, wanted->second.high);
    };
    for (const Shown& each : m_shown) {
        choose(axisKey(*each.panel, each.panel->x, 'x'), *each.rect->xAxis());
        choose(axisKey(*each.panel, each.panel->y, 'y'), *each.rect->yAxis());
    }
    measureHomes(false);
    applyHomes();
    replot(rpQueuedReplot);
}

int FigureCanvas::columnsFor(std::size_t count) const
{
    constexpr double kLeastWidthPt = 140, kLeastHeightPt = 90;
    const double width = viewport().width() / m_style.unitsPerPoint,
                 height = viewport().height() / m_style.unitsPerPoint;
    const int panels = std::max(1, static_cast<int>(count));
    int columns = std::clamp(m_figure ? m_figure->columns : 1, 1, panels);
    while (columns > 1 && width / columns < kLeastWidthPt)
        --columns;
    const auto rows = [&] { return std::ceil(static_cast<double>(panels) / columns); };
    while (columns < panels && height / rows() < kLeastHeightPt && width / (columns + 1) >= kLeastWidthPt)
        ++columns;
    return columns;
}

void FigureCanvas::arrange()
{
    const int edge = m_style.wholeUnits(kEdgePt), between = m_style.wholeUnits(kBetweenPt);
    const int heading = hasHeading() ? m_style.wholeUnits(m_style.fontSizePt * 2) : 0;
    plotLayout()->setMargins(QMargins(edge, edge + heading, edge, edge));
    m_grid->setRowSpacing(between);
    m_grid->setColumnSpacing(between);
    if (const int columns = columnsFor(m_shown.size()); columns != m_columns)
        placeInGrid(columns);
    settle(viewport());
    replot(rpQueuedReplot);
}

/// Panels of a column align left and right, panels of a row align at the top and bottom.
void FigureCanvas::placeInGrid(int columns)
{
    m_columns = columns;
    for (const Shown& each : m_shown) {
        each.rect->setMarginGroup(QCP::msAll, nullptr);
        m_grid->take(each.rect);
    }
    m_grid->simplify();
    qDeleteAll(std::exchange(m_groups, {}));
    const auto group = [this] { return m_groups.emplace_back(new QCPMarginGroup(this)); };
    QList<QCPMarginGroup*> sides(columns, nullptr);
    std::ranges::generate(sides, group);
    QCPMarginGroup* across = nullptr;
    int index = 0;
    for (PanelRect* rect : placingOrder(columns)) {
        if (index % columns == 0)
            across = group();
        m_grid->addElement(index / columns, index % columns, rect);
        rect->setMarginGroup(QCP::msLeft | QCP::msRight, sides[index % columns]);
        rect->setMarginGroup(QCP::msTop | QCP::msBottom, across);
        ++index;
    }
}

/// Two rounds: how many lines a title needs depends on the width that the first round finds.
void FigureCanvas::settle(const QRect& viewport)
{
    setViewport(viewport);
    for (int round = 0; round < 2; ++round)
        for (const auto phase :
             {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout})
            plotLayout()->update(phase);
}

void FigureCanvas::layOut(const QSize& size)
{
    setViewport(QRect(QPoint(0, 0), size));
    arrange();
}

double FigureCanvas::leastPlotHeight() const
{
    const auto flattest =
        std::ranges::min_element(m_shown, {}, [](const Shown& each) { return each.rect->height(); });
    return flattest == m_shown.end() ? 0 : flattest->rect->height() / m_style.unitsPerPoint;
}

void FigureCanvas::paintTo(QCPPainter& painter, int width, int height)
{
    layOut({width, height});
    toPainter(&painter, width, height);
}

} // namespace kaba
