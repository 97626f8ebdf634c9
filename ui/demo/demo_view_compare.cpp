// SPDX-License-Identifier: GPL-3.0-or-later
// Two states of a demo, one after the other: A and B, their difference, the way from one to the other, and all that was.
#include "core/base/figure_difference.h"
#include "core/base/pinned_curves.h"
#include "ui/base/words.h"
#include "ui/demo/background.h"
#include "ui/demo/demo_view.h"
#include "ui/demo/history_dialog.h"
#include "ui/demo/parameter_panel.h"
#include "ui/demo/trail.h"
#include "ui/plot/figure_view.h"

#include <QAction>

#include <utility>

namespace kaba {
namespace {

constexpr int kGlideMs = 2500;

} // namespace

void DemoView::setTrail(std::vector<Moment> past, std::shared_ptr<TrailWriter> writer)
{
    m_trail = new Trail(std::string(m_demo.id), std::move(past), std::move(writer), this);
    connect(this, &DemoView::settingsChanged, m_trail, [this] { m_trail->note(values(), seed()); });
    m_trail->note(values(), seed());
}

Pin DemoView::here() const { return {values(), seed()}; }

void DemoView::markA()
{
    m_parameters->stopPlaying();
    m_a = here();
    m_thenFigure.reset();
    if (m_current)
        present(m_current);
    Q_EMIT statusText(
        tr("This is A. Move a parameter, then press A to go to and fro, G to glide, D for the difference."));
}

/// The other one of the two; where the reader stands becomes B when it is not A.
std::optional<Pin> DemoView::otherState()
{
    const Pin now = here();
    if (!m_a) {
        markA();
        return std::nullopt;
    }
    if (!(now == *m_a))
        m_b = now;
    else if (!m_b)
        Q_EMIT statusText(tr("You are at A: move a parameter to have another state to compare with."));
    return now == *m_a ? m_b : m_a;
}

void DemoView::toggleAB()
{
    m_parameters->stopPlaying();
    const std::optional<Pin> other = otherState();
    if (!other)
        return;
    m_parameters->changeValues(other->values, other->seed);
    Q_EMIT statusText(*other == *m_a ? tr("You see A.") : tr("You see B."));
}

void DemoView::glide()
{
    if (m_parameters->isPlaying())
        return m_parameters->stopPlaying();
    if (const std::optional<Pin> other = otherState())
        m_parameters->glideTo(other->values, other->seed, kGlideMs);
}

void DemoView::toggleDifference()
{
    if (!m_a)
        return markA();
    m_subtracts = !m_subtracts;
    if (m_current)
        present(m_current);
    Q_EMIT statusText(m_subtracts ? tr("The difference to A. D shows the figure again.") : QString());
}

/// A's figure with the panels and the input of the request, off the GUI thread; then the difference is shown.
void DemoView::fetchA(const Request& request)
{
    inBackground(
        m_pool, this,
        [&demo = m_demo, request, a = *m_a] { return pinnedFigure(demo, request, a, RunContext()); },
        [this, panels = request.panels, a = *m_a](const Result<std::shared_ptr<const Figure>>& figure) {
            if (!m_a || !(*m_a == a) || !m_subtracts || !m_current)
                return;
            if (figure) {
                m_thenFigure = *figure;
                m_thenPanels = panels;
            } else {
                m_subtracts = false;
                Q_EMIT statusText(inLanguage(figure.error().message, m_language));
            }
            present(m_current);
        });
}

/// What is drawn: the figure, or its difference to A's.
std::shared_ptr<const Figure> DemoView::shownFigure(const ComputedPtr& computed)
{
    std::shared_ptr<const Figure> plain(computed, &computed->figure);
    if (!m_subtracts || !m_a)
        return plain;
    if (!m_thenFigure || m_thenPanels != computed->request.panels) {
        fetchA(computed->request);
        return plain;
    }
    return std::make_shared<const Figure>(
        figureDifference(computed->figure, *m_thenFigure, {"Difference to A", "A との差"}));
}

void DemoView::openHistory()
{
    if (!m_trail)
        return;
    if (!m_history) {
        m_history = new HistoryDialog(*m_trail, m_demo, this);
        for (const Command command : {Command::MarkA, Command::ToggleAB, Command::Glide, Command::Difference})
            m_history->addButton(m_actions[command]);
        connect(m_history, &HistoryDialog::chosen, this, [this](const ParameterSet& values, int seed) {
            m_parameters->stopPlaying();
            m_parameters->changeValues(values, seed);
        });
    }
    m_trail->flush();
    m_history->setLanguage(m_language);
    m_history->show();
    m_history->raise();
    m_history->activateWindow();
}

} // namespace kaba
