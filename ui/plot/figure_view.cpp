// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/figure_view.h"

#include "ui/plot/figure_canvas.h"

#include <QKeyEvent>
#include <QLabel>
#include <QStackedLayout>
#include <QVBoxLayout>

namespace kaba {

namespace {

constexpr int kMessageMargin = 32;

Interval intervalOf(const QCPRange& range) { return {range.lower, range.upper}; }

} // namespace

FigureView::FigureView(QWidget* parent)
    : QWidget(parent)
    , m_canvas(new FigureCanvas(screenStyle(), this))
    , m_stack(new QStackedLayout(this))
    , m_messagePage(new QWidget(this))
    , m_sentence(new QLabel(m_messagePage))
    , m_wayOut(new QLabel(m_messagePage))
{
    auto* column = new QVBoxLayout(m_messagePage);
    column->setContentsMargins(kMessageMargin, kMessageMargin, kMessageMargin, kMessageMargin);
    column->addStretch(2);
    for (QLabel* label : {m_sentence, m_wayOut}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(label);
    }
    column->addStretch(3);
    QFont strong = m_sentence->font();
    strong.setWeight(QFont::DemiBold);
    m_sentence->setFont(strong);
    m_wayOut->setForegroundRole(QPalette::PlaceholderText);
    m_sentence->setObjectName(QStringLiteral("figureMessage"));
    m_wayOut->setObjectName(QStringLiteral("figureWayOut"));
    m_canvas->setObjectName(QStringLiteral("figureCanvas"));

    m_stack->addWidget(m_canvas);
    m_stack->addWidget(m_messagePage);
    m_stack->setCurrentWidget(m_messagePage);
    setFocusPolicy(Qt::StrongFocus);
    m_canvas->setFocusProxy(this);
    connect(m_canvas, &FigureCanvas::readOut, this, &FigureView::readOut);
    connect(m_canvas, &FigureCanvas::panelMenuRequested, this, &FigureView::panelMenuRequested);
    connect(m_canvas, &FigureCanvas::painted, this, &FigureView::painted);
}

FigureView::~FigureView() = default;

void FigureView::showFigure(std::shared_ptr<const Figure> figure)
{
    m_canvas->setFigure(std::move(figure));
    m_stack->setCurrentWidget(m_canvas);
    announce();
}

std::shared_ptr<const Figure> FigureView::figure() const { return m_canvas->figure(); }

void FigureView::showMessage(const QString& sentence, const QString& wayOut)
{
    m_sentence->setText(sentence);
    m_wayOut->setText(wayOut);
    m_wayOut->setVisible(!wayOut.isEmpty());
    m_stack->setCurrentWidget(m_messagePage);
    setAccessibleDescription(wayOut.isEmpty() ? sentence : sentence + u' ' + wayOut);
}

void FigureView::setVisiblePanels(const std::vector<std::string>& ids)
{
    m_canvas->setWanted(ids);
    announce();
}

std::vector<std::string> FigureView::visiblePanels() const { return m_canvas->shown(); }

void FigureView::setLanguage(Language language)
{
    PlotStyle style = m_canvas->style();
    style.language = language;
    m_canvas->setStyle(style);
    announce();
}

void FigureView::setTheme(Theme theme)
{
    PlotStyle style = m_canvas->style();
    style.theme = theme;
    m_canvas->setStyle(style);
}

HandleTool& FigureView::handles() { return m_canvas->handles(); }

/// Tab goes through the points once one is chosen, and on after the last.
bool FigureView::focusNextPrevChild(bool next)
{
    return m_canvas->handles().stepOn(next) || QWidget::focusNextPrevChild(next);
}

void FigureView::resetView() { m_canvas->resetRanges(); }

Interval FigureView::xRange(const std::string& panel) const
{
    return intervalOf(m_canvas->panel(panel)->xAxis()->range());
}

Interval FigureView::yRange(const std::string& panel) const
{
    return intervalOf(m_canvas->panel(panel)->yAxis()->range());
}

QRectF FigureView::plotArea(const std::string& panel) const
{
    return QRectF(m_canvas->panel(panel)->rect()).translated(m_canvas->pos());
}

void FigureView::keyPressEvent(QKeyEvent* event)
{
    constexpr double kPan = 0.1, kNearer = 0.8;
    if (m_canvas->handles().key(*event))
        return;
    switch (event->key()) {
    case Qt::Key_Left:
        m_canvas->step(-kPan, 0, 1);
        break;
    case Qt::Key_Right:
        m_canvas->step(kPan, 0, 1);
        break;
    case Qt::Key_Up:
        m_canvas->step(0, kPan, 1);
        break;
    case Qt::Key_Down:
        m_canvas->step(0, -kPan, 1);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_canvas->step(0, 0, kNearer);
        break;
    case Qt::Key_Minus:
        m_canvas->step(0, 0, 1 / kNearer);
        break;
    case Qt::Key_0:
        resetView();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

/// Tells a screen reader which panels stand here.
void FigureView::announce()
{
    QStringList titles;
    for (const std::string& id : visiblePanels())
        titles << m_canvas->style().words(m_canvas->panel(id)->panel().title);
    setAccessibleDescription(titles.join(QStringLiteral(". ")));
    m_canvas->setAccessibleName(accessibleDescription());
}

} // namespace kaba
