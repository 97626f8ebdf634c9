// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader's hands do on a FigureCanvas: zoom, pan, box, reset, hover, menu; points go to the HandleTool.
#include "ui/base/words.h"
#include "ui/plot/figure_canvas.h"
#include "ui/plot/figure_shape.h"

#include <cmath>

namespace kaba {

class FigureCanvas::ReaderActs {
public:
    explicit ReaderActs(FigureCanvas& canvas)
        : m_canvas(canvas)
    {
        m_canvas.m_readerActs = true;
    }
    ~ReaderActs() { m_canvas.m_readerActs = false; }
    Q_DISABLE_COPY_MOVE(ReaderActs)

private:
    FigureCanvas& m_canvas;
};

void FigureCanvas::step(double shiftX, double shiftY, double factor)
{
    const ReaderActs acts(*this);
    const auto moved = [factor](QCPAxis* axis, double shift) {
        const bool log = axis->scaleType() == QCPAxis::stLogarithmic;
        const QCPRange range = axis->range();
        if (log && shift != 0) {
            const double by = std::pow(range.upper / range.lower, shift);
            axis->setRange(range.lower * by, range.upper * by);
        } else if (shift != 0) {
            axis->moveRange(shift * range.size());
        }
        if (factor != 1)
            axis->scaleRange(
                factor,
                axis->pixelToCoord((axis->coordToPixel(range.lower) + axis->coordToPixel(range.upper)) / 2));
    };
    std::map<std::string, bool> done;
    for (const Shown& each : m_shown) {
        if (!std::exchange(done[axisKey(*each.panel, each.panel->x, 'x')], true))
            moved(each.rect->xAxis(), shiftX);
        if (!std::exchange(done[axisKey(*each.panel, each.panel->y, 'y')], true))
            moved(each.rect->yAxis(), each.rect->yAxis()->rangeReversed() ? -shiftY : shiftY);
    }
    replot(rpQueuedReplot);
}

PanelRect* FigureCanvas::rectAt(const QPointF& position) const
{
    for (const Shown& each : m_shown)
        if (QRectF(each.rect->rect()).contains(position))
            return each.rect;
    return nullptr;
}

void FigureCanvas::mousePressEvent(QMouseEvent* event)
{
    clearHover();
    m_pressed.reset();
    const bool plain = event->button() == Qt::LeftButton && event->modifiers() == Qt::NoModifier;
    if (plain && m_handles->press(event->position()))
        return showCursor(event->position());
    setSelectionRectMode(event->modifiers().testFlag(Qt::ShiftModifier) ? QCP::srmZoom : QCP::srmNone);
    if (event->button() == Qt::LeftButton && !event->modifiers().testFlag(Qt::ShiftModifier))
        m_pressed = event->position();
    const ReaderActs acts(*this);
    QCustomPlot::mousePressEvent(event);
}

void FigureCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (m_handles->drag(event->position()))
        return;
    {
        const ReaderActs acts(*this);
        QCustomPlot::mouseMoveEvent(event);
    }
    if (event->buttons() == Qt::NoButton) {
        showCursor(event->position());
        hover(event->position());
    }
}

void FigureCanvas::showCursor(const QPointF& position)
{
    const bool over = m_handles->isOver(position);
    setCursor(m_handles->isDragging() ? Qt::ClosedHandCursor : over ? Qt::OpenHandCursor : Qt::ArrowCursor);
}

void FigureCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (m_handles->release()) {
        refit();
        replot(rpQueuedReplot);
        return showCursor(event->position());
    }
    {
        const ReaderActs acts(*this);
        QCustomPlot::mouseReleaseEvent(event);
    }
    constexpr double kStill = 3; ///< further than this the hand was dragging
    const auto pressed = std::exchange(m_pressed, std::nullopt);
    if (pressed && QLineF(*pressed, event->position()).length() <= kStill)
        click(event->position(), event->modifiers());
}

/// A row of a heat map, with Ctrl a column; the one that is shown already goes away.
void FigureCanvas::click(const QPointF& position, Qt::KeyboardModifiers modifiers)
{
    m_beforeClick = m_profile;
    const auto along = modifiers.testFlag(Qt::ControlModifier) ? Profile::Along::Column : Profile::Along::Row;
    if (const auto clicked = profileAt(position, along))
        showProfile(clicked == m_profile ? std::nullopt : clicked);
}

void FigureCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    event->accept();
    m_pressed.reset();
    if (m_handles->add(event->position()))
        return;
    showProfile(m_beforeClick);
    resetRanges();
}

void FigureCanvas::wheelEvent(QWheelEvent* event)
{
    clearHover();
    const ReaderActs acts(*this);
    QCustomPlot::wheelEvent(event);
}

void FigureCanvas::leaveEvent(QEvent* event)
{
    QCustomPlot::leaveEvent(event);
    clearHover();
}

void FigureCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    for (const Shown& each : m_shown)
        if (each.rect->outerRect().contains(event->pos())) {
            const std::string& id = each.panel == shownProfile() ? m_profile->panel : each.panel->id;
            Q_EMIT panelMenuRequested(qstring(id), event->globalPos());
            return;
        }
}

void FigureCanvas::hover(const QPointF& position)
{
    const PanelRect* under = rectAt(position);
    if (under == nullptr) {
        clearHover();
        return;
    }
    const double x = under->xMap().toData(position.x());
    const std::string shared = axisKey(under->panel(), under->panel().x, 'x');
    QString words;
    for (const Shown& each : m_shown) {
        const bool here = each.rect == under;
        if (!here && axisKey(*each.panel, each.panel->x, 'x') != shared) {
            each.rect->setReading({});
            continue;
        }
        const AxisMap xMap = each.rect->xMap();
        auto reading = readingAt(*each.panel, m_style, xMap, each.rect->yMap(), xMap.toDevice(x),
                                 here ? std::optional(position.y()) : std::nullopt);
        if (here && reading)
            words = reading->text();
        each.rect->setReading(std::move(reading));
    }
    m_hovering = true;
    layer(QStringLiteral("overlay"))->replot();
    Q_EMIT readOut(words);
}

void FigureCanvas::clearHover()
{
    if (!std::exchange(m_hovering, false))
        return;
    for (const Shown& each : m_shown)
        each.rect->setReading({});
    layer(QStringLiteral("overlay"))->replot();
    Q_EMIT readOut({});
}

void FigureCanvas::paintEvent(QPaintEvent* event)
{
    QCustomPlot::paintEvent(event);
    Q_EMIT painted();
}

void FigureCanvas::resizeEvent(QResizeEvent* event)
{
    setViewport(rect());
    arrange();
    QCustomPlot::resizeEvent(event);
}

} // namespace kaba
