// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/handle_tool.h"

#include "ui/plot/panel_rect.h"

#include <QKeyEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace kaba {
namespace {

constexpr double kReach = 10; ///< a finger's breadth round a point, in device units
constexpr double kFarPush = 10;

double unitsPerPixel(const AxisMap& map) { return (map.range.high - map.range.low) / map.extent(); }

/// With as many decimals as a pixel tells apart, so that settings stay short.
double roundedToPixel(double value, const AxisMap& map)
{
    const int decimals = std::clamp(static_cast<int>(-std::floor(std::log10(unitsPerPixel(map)))), 0, 17);
    return QString::number(value, 'f', decimals).toDouble();
}

std::complex<double> placeAt(const PanelRect& rect, const QPointF& position)
{
    const AxisMap x = rect.xMap(), y = rect.yMap();
    return {roundedToPixel(x.toData(position.x()), x), roundedToPixel(y.toData(position.y()), y)};
}

QPointF positionOf(const PanelRect& rect, std::complex<double> place)
{
    return {rect.xMap().toDevice(place.real()), rect.yMap().toDevice(place.imag())};
}

} // namespace

HandleTool::HandleTool(Panels panels, QObject* parent)
    : QObject(parent)
    , m_panels(std::move(panels))
{}

/// Calls use(rect, layer) for every layer of points with handles, the upper ones last.
template <class Use>
void HandleTool::forEachLayer(Use use) const
{
    for (PanelRect* rect : m_panels())
        for (const Layer& layer : rect->panel().layers)
            if (layer.handles && std::holds_alternative<Scatter>(layer.data))
                use(rect, layer);
}

std::optional<HandleTool::Grip> HandleTool::gripAt(const QPointF& position) const
{
    std::optional<Grip> found;
    double best = kReach;
    forEachLayer([&](PanelRect* rect, const Layer& layer) {
        if (!QRectF(rect->rect()).contains(position))
            return;
        Grip grip{rect, &layer, 0};
        for (; grip.point < grip.points().x.size(); ++grip.point) {
            const QPointF away = positionOf(*rect, grip.place()) - position;
            if (const double distance = std::hypot(away.x(), away.y()); distance <= best) {
                best = distance;
                found = grip;
            }
        }
    });
    return found;
}

std::optional<HandleTool::Grip> HandleTool::chosen() const
{
    std::optional<Grip> found;
    if (!m_choice)
        return found;
    forEachLayer([&](PanelRect* rect, const Layer& layer) {
        const Grip grip{rect, &layer, m_choice->point};
        const bool exact = rect->panel().id == m_choice->panel && layer.id == m_choice->layer;
        const bool exists =
            layer.handles->parameter == m_choice->parameter && m_choice->point < grip.points().x.size();
        if (exists && (exact || !found))
            found = grip;
    });
    return found;
}

/// Of the first plane the parameter's own layer, which comes last.
std::optional<HandleTool::Grip> HandleTool::firstGrip() const
{
    std::optional<Grip> found;
    forEachLayer([&](PanelRect* rect, const Layer& layer) {
        if (!found || rect == found->rect)
            found = Grip{rect, &layer, 0};
    });
    return found;
}

bool HandleTool::press(const QPointF& position)
{
    const auto grip = gripAt(position);
    if (!grip)
        return false;
    choose(*grip, grip->point);
    m_offset = positionOf(*grip->rect, grip->place()) - position;
    m_dragging = true;
    m_moved = false;
    return true;
}

bool HandleTool::drag(const QPointF& position)
{
    if (!m_dragging)
        return false;
    if (const auto grip = chosen())
        ask(*grip, placeAt(*grip->rect, position + m_offset), std::exchange(m_moved, true));
    return true;
}

bool HandleTool::release() { return std::exchange(m_dragging, false); }

bool HandleTool::add(const QPointF& position)
{
    if (gripAt(position))
        return true;
    std::optional<Grip> plane;
    forEachLayer([&](PanelRect* rect, const Layer& layer) {
        if (QRectF(rect->rect()).contains(position))
            plane = Grip{rect, &layer, 0};
    });
    if (plane)
        Q_EMIT added(*plane->layer->handles, placeAt(*plane->rect, position));
    return plane.has_value();
}

/// A new point beside those in the middle of the plane: on top of one it could not be told apart.
bool HandleTool::addInTheMiddle()
{
    const auto first = firstGrip();
    if (!first)
        return false;
    const QRectF plane(first->rect->rect());
    QPointF free = plane.center();
    while (gripAt(free) && plane.contains(free))
        free.rx() += kReach;
    return add(plane.contains(free) ? free : plane.center());
}

bool HandleTool::key(const QKeyEvent& event)
{
    const double far = event.modifiers().testFlag(Qt::ShiftModifier) ? kFarPush : 1;
    const bool held = event.isAutoRepeat();
    switch (event.key()) {
    case Qt::Key_BracketLeft:
        return walk(-1);
    case Qt::Key_BracketRight:
        return walk(1);
    case Qt::Key_Left:
        return push(-far, 0, held);
    case Qt::Key_Right:
        return push(far, 0, held);
    case Qt::Key_Up:
        return push(0, far, held);
    case Qt::Key_Down:
        return push(0, -far, held);
    case Qt::Key_Escape:
        return letGo();
    case Qt::Key_Delete:
        if (const auto grip = chosen())
            Q_EMIT removed(*grip->layer->handles, grip->point);
        return m_choice.has_value();
    case Qt::Key_Insert:
        return addInTheMiddle();
    default:
        return false;
    }
}

bool HandleTool::stepOn(bool forward)
{
    const auto grip = chosen();
    if (!grip || grip->point + (forward ? 1 : 0) >= grip->points().x.size() || (!forward && grip->point == 0))
        return false;
    return walk(forward ? 1 : -1);
}

bool HandleTool::letGo()
{
    const bool held = m_choice.has_value();
    choose(std::nullopt);
    return held;
}

bool HandleTool::walk(int by)
{
    const auto from = chosen();
    const auto grip = from ? from : firstGrip();
    if (!grip || grip->points().x.empty())
        return false;
    const auto count = static_cast<std::ptrdiff_t>(grip->points().x.size());
    const std::ptrdiff_t next =
        from ? static_cast<std::ptrdiff_t>(grip->point) + by : (by > 0 ? 0 : count - 1);
    choose(*grip, static_cast<std::size_t>((next + count) % count));
    return true;
}

bool HandleTool::push(double right, double up, bool continues)
{
    const auto grip = chosen();
    if (!grip)
        return false;
    const AxisMap x = grip->rect->xMap(), y = grip->rect->yMap();
    const std::complex<double> from = m_asked.empty() ? grip->place() : m_asked.back();
    const std::complex<double> to{roundedToPixel(from.real() + right * unitsPerPixel(x), x),
                                  roundedToPixel(from.imag() + up * unitsPerPixel(y), y)};
    ask(*grip, {right == 0 ? from.real() : to.real(), up == 0 ? from.imag() : to.imag()}, continues);
    return true;
}

void HandleTool::ask(const Grip& grip, std::complex<double> place, bool continues)
{
    const Handles handles = *grip.layer->handles;
    m_asked.push_back(place);
    Q_EMIT moved(handles, grip.point, place, continues);
}

void HandleTool::choose(const Grip& grip, std::size_t point)
{
    choose(Choice{grip.layer->handles->parameter, grip.rect->panel().id, grip.layer->id, point});
    Q_EMIT selected(m_choice->parameter, point);
}

void HandleTool::choose(const std::optional<Choice>& choice)
{
    m_choice = choice;
    m_asked.clear();
    showMarks();
    Q_EMIT marksChanged();
}

void HandleTool::select(const std::string& parameter, std::size_t point)
{
    if (m_choice && m_choice->parameter == parameter && m_choice->point == point)
        return;
    const bool samePlane = m_choice && m_choice->parameter == parameter;
    choose(Choice{parameter, samePlane ? m_choice->panel : "", samePlane ? m_choice->layer : "", point});
}

/// A figure may be late: it then shows a place that was asked for before the last one.
void HandleTool::follow()
{
    showMarks();
    const auto grip = chosen();
    if (!grip || m_asked.empty())
        return;
    const auto isShown = [&](std::complex<double> asked) {
        const QPointF away = positionOf(*grip->rect, asked) - positionOf(*grip->rect, grip->place());
        return std::hypot(away.x(), away.y()) < 0.01;
    };
    const bool late = !isShown(m_asked.back()) && std::ranges::any_of(m_asked, isShown);
    if (!late)
        m_asked.clear();
}

void HandleTool::showMarks()
{
    for (PanelRect* rect : m_panels())
        rect->setMarks({});
    if (!m_choice)
        return;
    forEachLayer([&](PanelRect* rect, const Layer& layer) {
        const Grip grip{rect, &layer, m_choice->point};
        if (layer.handles->parameter != m_choice->parameter || m_choice->point >= grip.points().x.size())
            return;
        std::vector<std::complex<double>> marks = rect->marks();
        marks.push_back(grip.place());
        rect->setMarks(std::move(marks));
    });
}

} // namespace kaba
