// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/demo_view.h"

#include "core/signals/signal.h"
#include "ui/base/words.h"
#include "ui/demo/claims_bar.h"
#include "ui/demo/demo_input.h"
#include "ui/demo/demo_state.h"
#include "ui/demo/panel_chooser.h"
#include "ui/demo/parameter_panel.h"
#include "ui/demo/point_hands.h"
#include "ui/demo/reading_dialog.h"
#include "ui/demo/training_bar.h"
#include "ui/demo/waiting_bar.h"
#include "ui/plot/figure_view.h"
#include "ui/theme/small_font.h"
#include "ui/widgets/marked_label.h"
#include "ui/widgets/notice_bar.h"

#include <QAction>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace kaba {
namespace {

constexpr int kParameterCharacters = 40; ///< the width of the column, of average letters
constexpr int kLeastClaims = 72;         ///< height of the claims where there are some
constexpr int kRoomy = 560; ///< from this height on the claims take up to a quarter of it, below a sixth
constexpr std::string_view kStepId = "step";

QScrollArea* scrolling(QWidget* contents, QWidget* parent)
{
    auto* area = new QScrollArea(parent);
    area->setWidget(contents);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

QString sentences(const std::vector<Text>& texts, Language language)
{
    QStringList lines;
    for (const Text& text : texts)
        lines << inLanguage(text, language);
    return lines.join(QLatin1Char('\n'));
}

bool isInitial(const ParameterSet& values, std::string_view id)
{
    return values.value(id) == initialValue(*values.find(id));
}

} // namespace

DemoView::DemoView(const Demo& demo, QThreadPool& pool, QWidget* parent)
    : QWidget(parent)
    , m_demo(demo)
    , m_pool(pool)
    , m_queue(demo, pool)
    , m_input(new DemoInput(pool, this))
{
    setAcceptDrops(takesFiles());
    if (!demo.views.empty())
        m_featured.assign(demo.views.front().panels.begin(), demo.views.front().panels.end());
    m_parameters = new ParameterPanel(demo.id, demo.parameters);
    buildActions();
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildBar(), 0, 0);
    layout->addWidget(buildFigureColumn(), 1, 0);
    layout->addWidget(buildParameterColumn(), 0, 1, 2, 1);
    m_claims = new ClaimsBar;
    m_claimsArea = scrolling(m_claims, this);
    layout->addWidget(m_claimsArea, 2, 0, 1, 2);
    m_presentedRow = new QWidget(this);
    (new QVBoxLayout(m_presentedRow))->setContentsMargins(0, 0, 0, 0);
    m_presentedRow->hide();
    layout->addWidget(m_presentedRow, 3, 0, 1, 2);
    layout->setRowStretch(1, 1);
    layout->setColumnStretch(0, 1);
    connectParts();
    connectInput();
    connectTraining();
    auto* hands = new PointHands(*m_figure, *m_parameters, this); // the view owns it
    connect(this, &DemoView::figureShown, hands, &PointHands::follow);
    drawIcons();
    retranslate();
}

/// The parts outlive this by a moment and must not speak to it any more.
DemoView::~DemoView()
{
    m_parameters->disconnect(this);
    m_parameters->history().disconnect(this);
}

QWidget* DemoView::buildBar()
{
    auto* bar = new QWidget(this);
    auto* line = new QHBoxLayout(bar);
    line->setContentsMargins(8, 4, 8, 4);
    line->setSpacing(4);
    m_chooser = new PanelChooser(m_demo, bar);
    m_readOut = new QLabel(bar);
    m_readOut->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_readOut->setTextFormat(Qt::PlainText);
    m_readOut->setMinimumWidth(0);
    m_readOut->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    line->addWidget(m_chooser);
    line->addWidget(m_readOut, 1);
    m_buttons = new QWidget(bar);
    line->addWidget(m_buttons);
    line = new QHBoxLayout(m_buttons);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    line->addWidget(buildPinButton());
    for (const Command command :
         {Command::ResetParameters, Command::Export, Command::CopyFigure, Command::Explain}) {
        auto* button = new QToolButton(bar);
        button->setAutoRaise(true);
        button->setDefaultAction(m_actions[command]);
        button->setFocusPolicy(Qt::StrongFocus);
        line->addWidget(button);
    }
    return bar;
}

QWidget* DemoView::buildFigureColumn()
{
    auto* column = new QWidget(this);
    auto* layout = new QGridLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_notices = new NoticeBar(column);
    m_stepWayOut = m_notices->addWayOut(QStringLiteral("resetStep"));
    m_undoWayOut = m_notices->addWayOut(QStringLiteral("undo"));
    m_resetWayOut = m_notices->addWayOut(QStringLiteral("reset"));
    m_figure = new FigureView(column);
    m_figure->setMinimumSize(240, 180);
    m_figure->setVisiblePanels(shownPanels());
    m_figure->installEventFilter(this);
    m_waiting = new WaitingBar(column);
    m_convention = new MarkedLabel(column);
    m_convention->setObjectName(QStringLiteral("convention"));
    m_convention->setWordWrap(true);
    m_convention->setTextFormat(Qt::PlainText);
    m_convention->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_convention->setContentsMargins(8, 0, 8, 4);
    m_convention->setFont(smallFont(m_convention->font()));
    layout->addWidget(m_notices, 0, 0);
    layout->addWidget(m_figure, 1, 0);
    layout->addWidget(m_waiting, 1, 0, Qt::AlignHCenter | Qt::AlignBottom);
    layout->addWidget(m_convention, 2, 0);
    layout->setRowStretch(1, 1);
    if (trainerOf(m_demo)) {
        m_training = new TrainingBar(column);
        layout->addWidget(m_training, 3, 0);
    }
    return column;
}

QWidget* DemoView::buildParameterColumn()
{
    m_parameterArea = scrolling(m_parameters, this);
    fitParameters();
    return m_parameterArea;
}

void DemoView::fitParameters()
{
    m_parameterArea->setFixedWidth(fontMetrics().averageCharWidth() * kParameterCharacters);
}

void DemoView::connectParts()
{
    connect(m_parameters, &ParameterPanel::changed, this, [this] {
        compute();
        Q_EMIT settingsChanged();
    });
    connect(m_parameters, &ParameterPanel::starsChanged, this, &DemoView::settingsChanged);
    connect(&m_parameters->history(), &QUndoStack::indexChanged, this, &DemoView::showWaysOut);
    connect(&m_queue, &ComputeQueue::started, this, &DemoView::awaitAnswer);
    connect(&m_queue, &ComputeQueue::progressed, m_waiting, &WaitingBar::showProgress);
    connect(&m_queue, &ComputeQueue::partlyComputed, this, &DemoView::present);
    connect(&m_queue, &ComputeQueue::computed, this, &DemoView::answer);
    connect(&m_queue, &ComputeQueue::failed, this, &DemoView::showFailure);
    connect(&m_queue, &ComputeQueue::cancelled, this, &DemoView::showStopped);
    connect(m_waiting, &WaitingBar::cancelled, &m_queue, &ComputeQueue::cancel);
    connect(m_chooser, &PanelChooser::chosen, this, &DemoView::setPanels);
    connect(m_chooser, &PanelChooser::defaultsWanted, this, [this] { setPanels({}); });
    connect(m_figure, &FigureView::readOut, this, [this](const QString& text) {
        m_readOut->setText(m_readOut->fontMetrics().elidedText(text, Qt::ElideRight, m_readOut->width()));
    });
    connect(m_figure, &FigureView::panelMenuRequested, this, &DemoView::openPanelMenu);
    connect(m_undoWayOut, &QPushButton::clicked, this, &DemoView::undo);
    connect(m_resetWayOut, &QPushButton::clicked, this, &DemoView::resetParameters);
    connect(m_stepWayOut, &QPushButton::clicked, this, [this] { m_parameters->reset(kStepId); });
}

const std::vector<std::string>& DemoView::shownPanels() const
{
    return m_panels.empty() ? m_featured : m_panels;
}

ParameterSet DemoView::values() const { return m_parameters->values(); }

int DemoView::seed() const { return m_parameters->seed(); }

void DemoView::setValues(const ParameterSet& values)
{
    setRequest({.values = values, .seed = seed(), .panels = m_panels, .pins = m_pins});
}

void DemoView::setSeed(int seed)
{
    setRequest({.values = values(), .seed = seed, .panels = m_panels, .pins = m_pins});
}

void DemoView::setRequest(const Request& request)
{
    m_panels = request.panels;
    m_pins = request.pins;
    m_figure->setVisiblePanels(shownPanels());
    showTrainingBar();
    m_parameters->setValues(request.values, request.seed);
    compute();
    Q_EMIT settingsChanged();
}

void DemoView::setPanels(std::vector<std::string> panels)
{
    m_panels = std::move(panels);
    m_figure->setVisiblePanels(shownPanels());
    showTrainingBar();
    computeOn();
    Q_EMIT settingsChanged();
}

QString DemoView::saveState() const
{
    return stateText(m_demo, {{.values = values(), .seed = seed(), .panels = m_panels, .pins = m_pins},
                              m_input->reference(),
                              m_parameters->starred()});
}

bool DemoView::restoreState(const QString& state)
{
    const auto saved = stateFromText(m_demo, state);
    if (!saved)
        return false;
    if (saved->input)
        m_input->restore(*saved->input);
    m_parameters->setStarred(saved->starred);
    setRequest(saved->request);
    return true;
}

/// Without views the first request asks for every panel: only a figure knows which of them are featured.
Request DemoView::nextRequest() const
{
    Request request{.values = values(), .seed = seed(), .input = input(), .pins = m_pins};
    if (!m_featured.empty())
        request.panels = shownPanels();
    return request;
}

void DemoView::compute()
{
    const bool waitsForFile = m_input->isRestoring() && asksForFile(values());
    if (m_live && !waitsForFile)
        m_queue.request(nextRequest(), {.runs = m_runs});
}

void DemoView::answer(const ComputedPtr& computed)
{
    m_waiting->end();
    if (m_queue.isBusy())
        awaitAnswer();
    present(computed);
}

void DemoView::present(const ComputedPtr& computed)
{
    const Figure& figure = computed->figure;
    if (m_featured.empty())
        for (const Panel& panel : figure.panels)
            if (panel.featured)
                m_featured.push_back(panel.id);
    m_current = computed;
    m_failure = {};
    const std::shared_ptr<const Figure> shown = shownFigure(computed);
    m_figure->showFigure(shown);
    zoomAsAsked();
    m_chooser->follow(m_figure->visiblePanels());
    if (!m_claims->showFigure(figure))
        fitClaims();
    showNotices(shown->notices);
    m_convention->setText(inLanguage(figure.convention, m_language));
    showConvention();
    Q_EMIT figureShown();
}

void DemoView::showFailure(const Error& error)
{
    m_waiting->end();
    if (m_queue.isBusy())
        return awaitAnswer();
    m_current = nullptr;
    m_failure = error.message;
    m_claims->clear();
    m_convention->hide();
    m_figure->showMessage(inLanguage(error.message, m_language));
    m_notices->showSentences(tr("These settings give no figure."));
    showWaysOut();
}

void DemoView::showStopped()
{
    m_waiting->end();
    m_notices->showSentences(
        tr("Stopped. What you see belongs to earlier settings; change a parameter to go on."));
    showWaysOut();
}

void DemoView::showNotices(const std::vector<Text>& notices)
{
    m_notices->showSentences(sentences(notices, m_language));
    showWaysOut();
}

void DemoView::showWaysOut()
{
    const ParameterSet now = values();
    m_stepWayOut->setVisible(now.find(kStepId) && !isInitial(now, kStepId));
    m_undoWayOut->setVisible(m_parameters->history().canUndo());
    m_resetWayOut->setVisible(now != ParameterSet(m_demo.parameters) && m_stepWayOut->isHidden());
    m_actions[Command::Undo]->setEnabled(m_parameters->history().canUndo());
    m_actions[Command::Redo]->setEnabled(m_parameters->history().canRedo());
    m_actions[Command::RemovePins]->setEnabled(!m_pins.empty());
}

Recipe DemoView::currentRecipe() const
{
    Request shown = m_current->request;
    shown.panels = m_figure->visiblePanels();
    return recipeOf(m_demo, shown);
}

void DemoView::setLanguage(Language language)
{
    m_language = language;
    m_parameters->setLanguage(language);
    m_figure->setLanguage(language);
    m_chooser->setLanguage(language);
    m_claims->setLanguage(language);
    if (m_training)
        m_training->setLanguage(language);
    if (m_reading)
        m_reading->setLanguage(language);
    retranslate();
}

void DemoView::setTheme(Theme theme)
{
    m_theme = theme;
    m_figure->setTheme(theme);
    m_claims->setTheme(theme);
    drawIcons();
}

void DemoView::setMagnitudes(Magnitudes magnitudes)
{
    m_magnitudes = magnitudes;
    m_figure->setMagnitudes(magnitudes);
}

void DemoView::setReducedMotion(bool reduced) { m_parameters->setReducedMotion(reduced); }

void DemoView::sweepOnce(std::string_view parameter, int durationMs)
{
    m_parameters->sweepOnce(parameter, durationMs);
}

void DemoView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_live, true))
        return;
    m_figure->showMessage(tr("Computing…"));
    compute();
}

void DemoView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitClaims();
}

void DemoView::fitClaims()
{
    const int most = std::max(kLeastClaims, height() / (height() >= kRoomy ? 4 : 6));
    m_claimsArea->setFixedHeight(std::clamp(m_claims->heightForWidth(width()), 0, most));
}

void DemoView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    if (event->type() == QEvent::FontChange && m_parameterArea)
        fitParameters();
    QWidget::changeEvent(event);
}

bool DemoView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_figure && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) {
        if (m_training && m_training->isVisibleTo(this))
            m_training->toggle();
        else
            m_parameters->togglePlayLast();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace kaba
