// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/lesson_book.h"

#include "ui/base/words.h"
#include "ui/catalogue/library.h"

#include <algorithm>
#include <memory>

namespace kaba {
namespace {

/// The id, or the error as a Status.
template <class Made>
Status keepId(const Result<Made>& made, std::int64_t& into)
{
    if (!made)
        return made.error();
    if constexpr (std::is_same_v<Made, Lesson>)
        into = made->id;
    else
        into = *made;
    return Done{};
}

} // namespace

Result<Recipe> recipeOf(const Scene& scene) { return parseRecipe(scene.recipe, "library.sqlite"); }

LessonBook::LessonBook(Library& library, QObject* parent)
    : QObject(parent)
    , m_library(library)
    , m_table(library.catalogue())
{
    connect(&library, &Library::readerDataChanged, this, &LessonBook::reload);
    reload();
}

void LessonBook::reload()
{
    Result<std::vector<Lesson>> lessons = m_table.all();
    if (!lessons)
        return m_library.complain(lessons.error());
    if (*lessons == m_lessons)
        return;
    m_lessons = *std::move(lessons);
    Q_EMIT changed();
}

bool LessonBook::writable() const { return m_library.writable(); }

const Lesson* LessonBook::lesson(std::int64_t id) const
{
    const auto found = std::ranges::find(m_lessons, id, &Lesson::id);
    return found == m_lessons.end() ? nullptr : &*found;
}

std::pair<const Lesson*, int> LessonBook::placeOf(std::int64_t scene) const
{
    for (const Lesson& lesson : m_lessons)
        if (const auto found = std::ranges::find(lesson.scenes, scene, &Scene::id);
            found != lesson.scenes.end())
            return {&lesson, static_cast<int>(found - lesson.scenes.begin())};
    return {nullptr, -1};
}

std::optional<std::int64_t> LessonBook::addLesson(const QString& name, const std::vector<Recipe>& scenes)
{
    auto made = std::make_shared<Lesson>(Lesson{0, name.toStdString()});
    for (const Recipe& scene : scenes)
        made->scenes.push_back({0, recipeLine(scene)});
    const int place = static_cast<int>(m_lessons.size());
    const bool done = m_library.perform(
        tr("Began the lesson “%1”").arg(name),
        [this, made, place]() -> Status {
            Result<Lesson> inserted = m_table.insert(*made, place);
            if (!inserted)
                return inserted.error();
            *made = *std::move(inserted);
            return Done{};
        },
        [this, made]() -> Status {
            const Result<Lesson> removed = m_table.remove(made->id);
            return removed ? Status(Done{}) : Status(removed.error());
        });
    return done ? std::optional(made->id) : std::nullopt;
}

std::optional<std::int64_t> LessonBook::addScene(std::int64_t lesson, const Recipe& recipe, int place)
{
    auto scene = std::make_shared<Scene>(Scene{0, recipeLine(recipe)});
    const bool done = m_library.perform(
        tr("Kept the scene “%1”").arg(qstring(recipe.name)),
        [this, scene, lesson, place] {
            return keepId(m_table.insertScene(lesson, *scene, place), scene->id);
        },
        [this, scene] { return m_table.removeScene(scene->id); });
    return done ? std::optional(scene->id) : std::nullopt;
}

void LessonBook::renameLesson(std::int64_t id, const QString& name)
{
    const Lesson* known = lesson(id);
    if (!known || known->name == name.toStdString())
        return;
    m_library.perform(
        tr("Renamed the lesson “%1” to “%2”").arg(qstring(known->name), name),
        [this, id, name] { return m_table.rename(id, name.toStdString()); },
        [this, id, before = known->name] { return m_table.rename(id, before); });
}

void LessonBook::moveLesson(std::int64_t id, int place)
{
    const auto found = std::ranges::find(m_lessons, id, &Lesson::id);
    const auto before = static_cast<int>(found - m_lessons.begin());
    if (found == m_lessons.end() || before == place)
        return;
    m_library.perform(
        tr("Moved the lesson “%1”").arg(qstring(found->name)),
        [this, id, place] { return m_table.move(id, place); },
        [this, id, before] { return m_table.move(id, before); });
}

void LessonBook::removeLesson(std::int64_t id)
{
    const auto found = std::ranges::find(m_lessons, id, &Lesson::id);
    if (found == m_lessons.end())
        return;
    auto removed = std::make_shared<Lesson>(*found);
    const auto place = static_cast<int>(found - m_lessons.begin());
    m_library.perform(
        tr("Deleted the lesson “%1”").arg(qstring(found->name)),
        [this, id, removed]() -> Status {
            Result<Lesson> taken = m_table.remove(id);
            if (!taken)
                return taken.error();
            *removed = *std::move(taken);
            return Done{};
        },
        [this, removed, place]() -> Status {
            const Result<Lesson> back = m_table.insert(*removed, place);
            return back ? Status(Done{}) : Status(back.error());
        });
}

void LessonBook::changeScene(std::int64_t id, const Recipe& recipe, const QString& what)
{
    const auto [lesson, place] = placeOf(id);
    if (!lesson)
        return;
    const Scene before = lesson->scenes[static_cast<std::size_t>(place)];
    const Scene after{id, recipeLine(recipe)};
    if (before == after)
        return;
    m_library.perform(
        what, [this, after] { return m_table.changeScene(after); },
        [this, before] { return m_table.changeScene(before); });
}

void LessonBook::keepTyped(std::int64_t id, const Recipe& recipe)
{
    if (const Status kept = m_table.changeScene({id, recipeLine(recipe)}); !kept)
        m_library.complain(kept.error());
}

void LessonBook::moveScene(std::int64_t id, int place)
{
    const auto [lesson, before] = placeOf(id);
    if (!lesson || before == place)
        return;
    m_library.perform(
        tr("Moved a scene"), [this, id, place] { return m_table.moveScene(id, place); },
        [this, id, back = before] { return m_table.moveScene(id, back); });
}

void LessonBook::removeScene(std::int64_t id)
{
    const auto [lesson, place] = placeOf(id);
    if (!lesson)
        return;
    const Scene scene = lesson->scenes[static_cast<std::size_t>(place)];
    const Result<Recipe> recipe = recipeOf(scene);
    m_library.perform(
        tr("Deleted the scene “%1”").arg(recipe ? qstring(recipe->name) : QString()),
        [this, id] { return m_table.removeScene(id); },
        [this, scene, owner = lesson->id, at = place]() -> Status {
            const Result<std::int64_t> back = m_table.insertScene(owner, scene, at);
            return back ? Status(Done{}) : Status(back.error());
        });
}

} // namespace kaba
