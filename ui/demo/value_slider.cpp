// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/value_slider.h"

#include "ui/widgets/scaled_style.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QSignalBlocker>
#include <QStyle>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace kaba {
namespace {

constexpr int kTicks = 10000;         ///< resolution of the drawing and of the accessible value
constexpr double kSmallStep = 0.01;   ///< of the scale: arrow keys, one notch of the wheel
constexpr double kLargeStep = 0.1;    ///< with Shift
constexpr qint64 kWheelPauseMs = 600; ///< notches closer than this are one movement

} // namespace

ValueSlider::ValueSlider(QWidget* parent)
    : QSlider(Qt::Horizontal, parent)
{
    scaleWithFont(*this);
    setRange(0, kTicks);
    setFocusPolicy(Qt::StrongFocus);
    // Assistive programs set the value of the slider itself.
    connect(this, &QSlider::valueChanged, this,
            [this](int tick) { Q_EMIT dragged(static_cast<double>(tick) / kTicks, false); });
}

void ValueSlider::showFraction(double fraction)
{
    m_fraction = std::clamp(fraction, 0.0, 1.0);
    const QSignalBlocker silent(this);
    setValue(static_cast<int>(std::lround(m_fraction * kTicks)));
}

double ValueSlider::handleLength() const
{
    return style()->pixelMetric(QStyle::PM_SliderLength, nullptr, this);
}

QPointF ValueSlider::positionOf(double fraction) const
{
    const double handle = handleLength();
    const double along = handle / 2 + fraction * (width() - handle);
    return {layoutDirection() == Qt::RightToLeft ? width() - along : along, height() / 2.0};
}

double ValueSlider::fractionAt(double x) const
{
    const double handle = handleLength();
    const double along = (layoutDirection() == Qt::RightToLeft ? width() - x : x) - handle / 2;
    return std::clamp(along / std::max(1.0, width() - handle), 0.0, 1.0);
}

/// A hand that does not move changes nothing, not even by rounding.
void ValueSlider::dragTo(double x)
{
    if (std::exchange(m_lastX, x) != x)
        Q_EMIT dragged(fractionAt(x - m_grabOffset), std::exchange(m_moved, true));
}

void ValueSlider::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    Q_EMIT touched();
    m_dragging = true;
    m_moved = false;
    setSliderDown(true);
    const double handle = positionOf(m_fraction).x();
    const double x = event->position().x();
    const bool grabbed = std::abs(x - handle) <= handleLength() / 2;
    m_grabOffset = grabbed ? x - handle : 0;
    m_lastX = grabbed ? x : handle;
    dragTo(x);
    event->accept();
}

void ValueSlider::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragging)
        dragTo(event->position().x());
}

void ValueSlider::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !m_dragging)
        return;
    dragTo(event->position().x());
    m_dragging = false;
    setSliderDown(false);
}

void ValueSlider::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        Q_EMIT resetRequested(m_moved);
    event->accept();
}

void ValueSlider::wheelEvent(QWheelEvent* event)
{
    if (!hasFocus())
        return event->ignore();
    Q_EMIT touched();
    const bool continues = m_sinceWheel.isValid() && m_sinceWheel.elapsed() < kWheelPauseMs;
    m_sinceWheel.start();
    const QPoint turned = event->angleDelta();
    const double notches = (turned.y() != 0 ? turned.y() : -turned.x()) / 120.0;
    if (notches != 0)
        Q_EMIT stepped(notches * kSmallStep, continues);
    event->accept();
}

void ValueSlider::keyPressEvent(QKeyEvent* event)
{
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? kLargeStep : kSmallStep;
    const auto act = [&](auto&& action) {
        Q_EMIT touched();
        action();
    };
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Down:
        return act([&] { Q_EMIT stepped(-step, event->isAutoRepeat()); });
    case Qt::Key_Right:
    case Qt::Key_Up:
        return act([&] { Q_EMIT stepped(step, event->isAutoRepeat()); });
    case Qt::Key_Home:
        return act([&] { Q_EMIT dragged(0, false); });
    case Qt::Key_End:
        return act([&] { Q_EMIT dragged(1, false); });
    case Qt::Key_Space:
        Q_EMIT playToggled();
        return;
    default:
        event->ignore();
    }
}

} // namespace kaba
