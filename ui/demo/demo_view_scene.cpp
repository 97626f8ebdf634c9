// SPDX-License-Identifier: GPL-3.0-or-later
// A demo as a scene: kept, shown, and led back to.
#include "ui/demo/demo_input.h"
#include "ui/demo/demo_view.h"
#include "ui/demo/parameter_panel.h"
#include "ui/plot/figure_view.h"

#include <map>
#include <utility>

namespace kaba {

/// One step of the history: panels and pins before and after a scene, together with the values that follow it.
class DemoView::SceneStep : public QUndoCommand {
public:
    SceneStep(DemoView& view, Request after)
        : m_view(view)
        , m_before{.values = view.values(), .seed = view.seed(), .panels = view.m_panels, .pins = view.m_pins}
        , m_after(std::move(after))
    {}
    void undo() override { m_view.showAll(m_before); }
    void redo() override { m_view.showAll(m_after); }

private:
    DemoView& m_view;
    Request m_before, m_after;
};

Recipe DemoView::sceneRecipe() const
{
    Recipe recipe =
        recipeOf(m_demo, {.values = values(), .seed = seed(), .panels = m_panels, .pins = m_pins});
    recipe.input = m_input->reference();
    const std::map<std::string, Interval> ranges = m_figure->chosenRanges();
    recipe.zoom.assign(ranges.begin(), ranges.end());
    return recipe;
}

Status DemoView::showScene(const Recipe& scene)
{
    const Result<Request> request = requestOf(scene, scene.name);
    if (!request)
        return request.error();
    m_scene = scene;
    if (scene.input && scene.input != m_input->reference())
        m_input->restore(*scene.input);
    goToScene();
    retranslate();
    return Done{};
}

void DemoView::leaveScene()
{
    m_scene.reset();
    m_zoomFor.reset();
    retranslate();
}

void DemoView::goToScene()
{
    Result<Request> request = requestOf(*m_scene, m_scene->name);
    Q_ASSERT(request);
    m_parameters->stopPlaying();
    const Request now{.values = values(), .seed = seed(), .panels = m_panels, .pins = m_pins};
    m_zoomFor = *request;
    const auto same = [&](const Request& other) {
        return other.values == request->values && other.seed == request->seed &&
               other.pins == request->pins && other.panels == request->panels;
    };
    if (!same(now))
        m_parameters->history().push(new SceneStep(*this, *std::move(request)));
    else if (m_current && !m_queue.isBusy())
        zoomAsAsked();
}

void DemoView::showAll(const Request& request)
{
    m_panels = request.panels;
    m_pins = request.pins;
    m_figure->setVisiblePanels(shownPanels());
    showTrainingBar();
    m_parameters->showValues(request.values, request.seed);
    compute();
    showWaysOut();
    Q_EMIT settingsChanged();
}

/// Once the figure on show is that of the scene.
void DemoView::zoomAsAsked()
{
    if (!m_zoomFor || !m_scene || m_current->request.values != m_zoomFor->values ||
        m_current->request.seed != m_zoomFor->seed)
        return;
    m_zoomFor.reset();
    m_figure->chooseRanges({m_scene->zoom.begin(), m_scene->zoom.end()});
}

} // namespace kaba
