// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/curve_control.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr int kMostPoints = 128; ///< more than a hand can mean on this paper
constexpr double kMargin = 4;
constexpr double kSmallStep = 0.01;
constexpr double kLargeStep = 0.1;

} // namespace

CurveCanvas::CurveCanvas(double min, double max, int maxPoints, QWidget* parent)
    : QWidget(parent)
    , m_min(min)
    , m_max(max)
    , m_count(static_cast<std::size_t>(std::clamp(maxPoints, 2, kMostPoints)))
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::CrossCursor);
}

void CurveCanvas::showPoints(const std::vector<double>& points)
{
    m_points = points;
    m_chosen = std::min(m_chosen, paper().size() - 1);
    update();
}

std::vector<double> CurveCanvas::paper() const
{
    if (m_points.size() > 1)
        return m_points;
    return std::vector<double>(m_count, std::clamp(0.0, m_min, m_max));
}

QPointF CurveCanvas::positionOf(std::size_t index, double value) const
{
    const double last = static_cast<double>(paper().size() - 1);
    return {kMargin + static_cast<double>(index) / last * (width() - 2 * kMargin),
            kMargin + (m_max - value) / (m_max - m_min) * (height() - 2 * kMargin)};
}

CurveCanvas::Place CurveCanvas::placeAt(const QPointF& position) const
{
    const double last = static_cast<double>(paper().size() - 1);
    const double along = std::clamp((position.x() - kMargin) / (width() - 2 * kMargin), 0.0, 1.0);
    const double down = std::clamp((position.y() - kMargin) / (height() - 2 * kMargin), 0.0, 1.0);
    // Four digits: the text form of the curve stays short.
    const double value = std::round((m_max - down * (m_max - m_min)) * 1e4) / 1e4;
    return {static_cast<std::size_t>(std::lround(along * last)), std::clamp(value, m_min, m_max)};
}

/// Fills all points between the last place and this one, so that a fast hand leaves no gap.
void CurveCanvas::drawTo(const QPointF& position, bool continues)
{
    const Place to = placeAt(position);
    const Place from = continues ? m_last : to;
    m_last = to;
    m_chosen = to.index;
    std::vector<double> points = paper();
    const auto [first, last] = std::minmax(from.index, to.index);
    for (std::size_t i = first; i <= last; ++i) {
        const double part = first == last
                                ? 1.0
                                : (static_cast<double>(i) - static_cast<double>(from.index)) /
                                      (static_cast<double>(to.index) - static_cast<double>(from.index));
        points[i] = std::round((from.value + part * (to.value - from.value)) * 1e4) / 1e4;
    }
    Q_EMIT drawn(points, continues);
}

void CurveCanvas::nudge(double part, bool continues)
{
    std::vector<double> points = paper();
    points[m_chosen] = std::clamp(points[m_chosen] + part * (m_max - m_min), m_min, m_max);
    Q_EMIT drawn(points, continues);
}

void CurveCanvas::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return event->ignore();
    m_drawing = true;
    drawTo(event->position(), false);
}

void CurveCanvas::mouseMoveEvent(QMouseEvent* event)
{
    if (m_drawing)
        drawTo(event->position(), true);
}

void CurveCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        m_drawing = false;
}

void CurveCanvas::keyPressEvent(QKeyEvent* event)
{
    const bool far = event->modifiers().testFlag(Qt::ShiftModifier);
    const double step = far ? kLargeStep : kSmallStep;
    const std::size_t stride = far ? 10 : 1;
    const std::size_t last = paper().size() - 1;
    switch (event->key()) {
    case Qt::Key_Left:
        m_chosen -= std::min(m_chosen, stride);
        break;
    case Qt::Key_Right:
        m_chosen = std::min(m_chosen + stride, last);
        break;
    case Qt::Key_Home:
        m_chosen = 0;
        break;
    case Qt::Key_End:
        m_chosen = last;
        break;
    case Qt::Key_Up:
        nudge(step, event->isAutoRepeat());
        break;
    case Qt::Key_Down:
        nudge(-step, event->isAutoRepeat());
        break;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        Q_EMIT drawn({}, false);
        break;
    default:
        return event->ignore();
    }
    update();
}

void CurveCanvas::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), palette().base());
    painter.setPen(hasFocus() ? palette().color(QPalette::Highlight) : palette().color(QPalette::Mid));
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    const std::vector<double> points = paper();
    QPainterPath path(positionOf(0, points.front()));
    for (std::size_t i = 1; i < points.size(); ++i)
        path.lineTo(positionOf(i, points[i]));
    painter.setPen(QPen(palette().color(m_points.empty() ? QPalette::Mid : QPalette::Highlight), 1.5));
    painter.drawPath(path);
    if (hasFocus())
        painter.drawEllipse(positionOf(m_chosen, points[m_chosen]), 3, 3);
}

CurveControl::CurveControl(const Parameter& parameter, const CurveParam& curve)
    : ParameterControl(parameter)
    , m_label(new QLabel(this))
    , m_clear(new QToolButton(this))
    , m_canvas(new CurveCanvas(curve.min, curve.max, curve.maxPoints, this))
    , m_hint(new QLabel(this))
{
    auto* line = new QHBoxLayout;
    line->addWidget(m_label, 1);
    line->addWidget(m_clear);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(line);
    layout->addWidget(m_canvas);
    layout->addWidget(m_hint);
    m_label->setBuddy(m_canvas);
    m_hint->setWordWrap(true);
    m_clear->setAutoRaise(true);
    connect(m_canvas, &CurveCanvas::drawn, this, [this](const std::vector<double>& points, bool continues) {
        Q_EMIT touched();
        Q_EMIT edited(points, continues);
    });
    connect(m_clear, &QToolButton::clicked, this, [this] { Q_EMIT resetRequested(false); });
}

void CurveControl::showValue(const ParameterValue& value)
{
    const auto& points = std::get<std::vector<double>>(value);
    m_canvas->showPoints(points);
    m_clear->setEnabled(!points.empty());
    m_hint->setVisible(points.empty());
}

void CurveControl::retranslate()
{
    m_label->setText(name());
    m_clear->setText(tr("Clear"));
    m_clear->setAccessibleName(tr("Clear the drawn curve"));
    m_hint->setText(tr("Draw here with the mouse, or choose a point with ← → and move it with ↑ ↓."));
    describe(*m_canvas, help().isEmpty() ? m_hint->text() : help() + QLatin1Char('\n') + m_hint->text());
}

} // namespace kaba
