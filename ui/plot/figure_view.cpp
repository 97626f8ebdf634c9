// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/figure_view.h"

#include "ui/plot/figure_canvas.h"

#include <QKeyEvent>
#include <QLabel>
#include <QStackedLayout>
#include <QVBoxLayout>

#include <algorithm>

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
    connect(m_canvas, &FigureCanvas::profileChanged, this, &FigureView::announce);
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

void FigureView::setMagnitudes(Magnitudes magnitudes)
{
    PlotStyle style = m_canvas->style();
    style.magnitudes = magnitudes;
    m_canvas->setStyle(style);
}

void FigureView::setScale(double scale)
{
    m_scale = scale;
    const PlotStyle now = m_canvas->style();
    PlotStyle style = screenStyle(scale);
    style.theme = now.theme;
    style.language = now.language;
    style.magnitudes = now.magnitudes;
    m_canvas->setStyle(style);
}

void FigureView::showProfileAt(const QPoint& globalPosition, Profile::Along along)
{
    if (const auto profile = m_canvas->profileAt(m_canvas->mapFromGlobal(globalPosition), along))
        m_canvas->showProfile(profile);
}

void FigureView::hideProfile() { m_canvas->showProfile(std::nullopt); }

const std::optional<Profile>& FigureView::profile() const { return m_canvas->profile(); }

/// In the middle of the first heat map.
void FigureView::openProfile(Profile::Along along)
{
    for (const std::string& id : visiblePanels())
        if (const auto profile = m_canvas->profileAt(m_canvas->panel(id)->rect().center(), along))
            return m_canvas->showProfile(profile);
}

void FigureView::moveProfile(int by)
{
    Profile next = *m_canvas->profile();
    const Heatmap& map = *heatmapOf(m_canvas->panel(next.panel)->panel());
    const auto count = static_cast<int>(next.along == Profile::Along::Row ? map.rows : map.cols);
    next.index = static_cast<std::size_t>(std::clamp(static_cast<int>(next.index) + by, 0, count - 1));
    m_canvas->showProfile(next);
}

/// Whether the key was about a row or column as a curve.
bool FigureView::profileKey(const QKeyEvent& event)
{
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    const auto& profile = m_canvas->profile();
    const bool row = profile && profile->along == Profile::Along::Row;
    if (event.key() == Qt::Key_R && !control)
        openProfile(Profile::Along::Row);
    else if (event.key() == Qt::Key_C && !control)
        openProfile(Profile::Along::Column);
    else if (profile && event.key() == Qt::Key_Escape)
        hideProfile();
    else if (profile && control && event.key() == (row ? Qt::Key_Up : Qt::Key_Left))
        moveProfile(-1);
    else if (profile && control && event.key() == (row ? Qt::Key_Down : Qt::Key_Right))
        moveProfile(+1);
    else
        return false;
    return true;
}

HandleTool& FigureView::handles() { return m_canvas->handles(); }

/// Tab goes through the points once one is chosen, and on after the last.
bool FigureView::focusNextPrevChild(bool next)
{
    return m_canvas->handles().stepOn(next) || QWidget::focusNextPrevChild(next);
}

std::map<std::string, Interval> FigureView::chosenRanges() const { return m_canvas->chosenRanges(); }

void FigureView::chooseRanges(const std::map<std::string, Interval>& ranges)
{
    m_canvas->chooseRanges(ranges);
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
    if (profileKey(*event))
        return;
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
    if (const Panel* curve = m_canvas->shownProfile())
        titles << m_canvas->style().words(curve->title);
    setAccessibleDescription(titles.join(QStringLiteral(". ")));
    m_canvas->setAccessibleName(accessibleDescription());
}

} // namespace kaba
