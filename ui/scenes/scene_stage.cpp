// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/scene_stage.h"

#include "core/base/file.h"
#include "core/base/pinned_curves.h"
#include "core/figure_io/lesson_file.h"
#include "ui/base/words.h"
#include "ui/demo/demo_view.h"
#include "ui/plot/figure_view.h"
#include "ui/scenes/scene_bar.h"
#include "ui/scenes/scene_pane.h"

#include <QAction>
#include <QApplication>

#include <algorithm>

namespace kaba {

SceneStage::SceneStage(Library& library, const Actions& actions, QObject* parent)
    : QObject(parent)
    , m_book(library)
    , m_actions(actions)
    , m_pane(new ScenePane(m_book))
    , m_bar(new SceneBar(actions.previous, actions.next))
{
    m_bar->hide();
    m_pane->hide();
    listenIn(*m_pane);
    listenIn(*m_bar);
    connect(actions.next, &QAction::triggered, this, [this] { step(+1); });
    connect(actions.previous, &QAction::triggered, this, [this] { step(-1); });
    connect(actions.keep, &QAction::triggered, this, &SceneStage::keep);
    connect(m_pane, &ScenePane::keepWanted, this, &SceneStage::keep);
    connect(m_pane, &ScenePane::sceneChosen, this, &SceneStage::show);
    connect(m_pane, &ScenePane::updateWanted, this, &SceneStage::replace);
    connect(m_pane, &ScenePane::fileWanted, this, &SceneStage::fileWanted);
    connect(m_pane, &ScenePane::lessonChanged, this, &SceneStage::followBook);
    connect(m_bar, &SceneBar::left, this, &SceneStage::leave);
    followBook();
}

void SceneStage::listenIn(QWidget& place)
{
    for (QAction* action : {m_actions.next, m_actions.previous})
        place.addAction(action);
}

void SceneStage::setDemo(DemoView* demo)
{
    if (m_demo && m_demo != demo && m_recipe) {
        m_demo->leaveScene();
        m_shown = 0;
        m_recipe.reset();
        showInBar();
    }
    m_demo = demo;
    m_actions.keep->setEnabled(demo && m_book.writable());
}

bool SceneStage::isOnShow() const { return m_recipe.has_value(); }

void SceneStage::leave()
{
    if (m_demo)
        m_demo->leaveScene();
    m_shown = 0;
    m_recipe.reset();
    showInBar();
}

void SceneStage::show(std::int64_t scene)
{
    const auto [lesson, place] = m_book.placeOf(scene);
    if (!lesson)
        return;
    const Result<Recipe> recipe = recipeOf(lesson->scenes[static_cast<std::size_t>(place)]);
    if (!recipe) {
        Q_EMIT failed(recipe.error().message);
        return;
    }
    showAlone(*recipe);
    if (m_recipe) {
        m_shown = scene;
        showInBar();
    }
}

void SceneStage::showAlone(const Recipe& scene)
{
    if (const Result<Request> request = requestOf(scene, scene.name); !request) {
        Q_EMIT failed(request.error().message);
        return;
    }
    Q_EMIT demoWanted(qstring(scene.demo));
    m_shown = 0;
    m_recipe.reset();
    if (const Status shown = m_demo->showScene(scene); !shown)
        Q_EMIT failed(shown.error().message);
    else
        m_recipe = scene;
    if (!m_pane->isAncestorOf(QApplication::focusWidget()))
        m_demo->figureView().setFocus();
    showInBar();
}

void SceneStage::step(int by)
{
    const Lesson* lesson = m_pane->lesson();
    if (!lesson || lesson->scenes.empty())
        return;
    const auto now = std::ranges::find(lesson->scenes, m_shown, &Scene::id);
    const auto count = static_cast<int>(lesson->scenes.size());
    const int place = now == lesson->scenes.end() ? (by > 0 ? 0 : count - 1)
                                                  : static_cast<int>(now - lesson->scenes.begin()) + by;
    if (place < 0)
        Q_EMIT told(tr("This is the first scene."));
    else if (place >= count)
        Q_EMIT told(tr("This is the last scene."));
    else
        show(lesson->scenes[static_cast<std::size_t>(place)].id);
}

/// What sets the demo apart from its defaults, or else the demo.
QString SceneStage::freshName() const
{
    const Request request{.values = m_demo->values(),
                          .seed = m_demo->seed(),
                          .pins = {{ParameterSet(m_demo->demo().parameters), 1}}};
    const Text name = nameBesidePins(request);
    return name.empty() ? inLanguage(m_demo->demo().title, m_language) : inLanguage(name, m_language);
}

/// Behind the scene on show, else at the end.
void SceneStage::keep()
{
    if (!m_demo || !m_book.writable())
        return;
    if (!m_pane->lesson()) {
        const auto made = m_book.addLesson(tr("Lesson %1").arg(1));
        if (!made)
            return;
        m_pane->setLesson(*made);
    }
    const Lesson& lesson = *m_pane->lesson();
    Recipe recipe = m_demo->sceneRecipe();
    recipe.name = freshName().toStdString();
    const auto now = std::ranges::find(lesson.scenes, m_shown, &Scene::id);
    const auto place =
        now == lesson.scenes.end() ? std::ssize(lesson.scenes) : now - lesson.scenes.begin() + 1;
    if (const auto id = m_book.addScene(lesson.id, recipe, static_cast<int>(place))) {
        show(*id);
        Q_EMIT told(tr("Kept as a scene: Page Down and Page Up step through the lesson (F8 shows it)."));
    }
}

void SceneStage::replace(std::int64_t scene)
{
    const auto [lesson, place] = m_book.placeOf(scene);
    if (!m_demo || !lesson)
        return;
    const Result<Recipe> before = recipeOf(lesson->scenes[static_cast<std::size_t>(place)]);
    Recipe recipe = m_demo->sceneRecipe();
    recipe.name = before ? before->name : freshName().toStdString();
    recipe.sentence = before ? before->sentence : std::string();
    m_book.changeScene(scene, recipe, tr("Replaced the scene “%1”").arg(qstring(recipe.name)));
    show(scene);
}

void SceneStage::followBook()
{
    const Lesson* lesson = m_pane->lesson();
    const bool any = lesson && !lesson->scenes.empty();
    m_actions.next->setEnabled(any);
    m_actions.previous->setEnabled(any);
    if (m_shown == 0)
        return;
    const auto [owner, place] = m_book.placeOf(m_shown);
    if (!owner)
        return leave();
    if (const Result<Recipe> recipe = recipeOf(owner->scenes[static_cast<std::size_t>(place)]))
        m_recipe = *recipe;
    showInBar();
}

void SceneStage::showInBar()
{
    m_bar->setVisible(m_recipe.has_value());
    m_pane->setShown(m_shown);
    if (!m_recipe)
        return;
    const auto [lesson, place] = m_book.placeOf(m_shown);
    m_bar->showScene(place + 1, lesson ? static_cast<int>(lesson->scenes.size()) : 0, qstring(m_recipe->name),
                     qstring(m_recipe->sentence));
}

void SceneStage::openLesson(const LessonFile& file)
{
    const QString name =
        file.name.empty() ? tr("Lesson %1").arg(m_book.lessons().size() + 1) : qstring(file.name);
    const auto made = m_book.addLesson(name, file.scenes);
    if (!made)
        return;
    m_pane->setLesson(*made);
    if (const Lesson* lesson = m_pane->lesson(); lesson && !lesson->scenes.empty())
        show(lesson->scenes.front().id);
}

Status SceneStage::save(std::int64_t scene, const std::filesystem::path& file) const
{
    const Lesson* lesson = m_pane->lesson();
    if (!lesson)
        return Done{};
    LessonFile all{.name = lesson->name};
    for (const Scene& each : lesson->scenes) {
        Result<Recipe> recipe = recipeOf(each);
        if (!recipe)
            return recipe.error();
        if (each.id == scene)
            return writeFile(file, recipeText(*recipe));
        all.scenes.push_back(*std::move(recipe));
    }
    return writeFile(file, lessonText(all));
}

} // namespace kaba
