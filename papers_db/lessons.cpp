// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/lessons.h"

#include "core/base/number_text.h"
#include "papers_db/catalogue.h"
#include "papers_db/failure.h"
#include "papers_db/write.h"

#include <algorithm>
#include <optional>

namespace kaba {
namespace {

Error gone()
{
    return {Error::Kind::Usage,
            {"It is gone: another window removed it.", "別のウィンドウで削除されています。"}};
}

/// An edit of one row that must be there.
template <class... Arguments>
Status edit(Database& database, std::string_view sql, const Arguments&... arguments)
{
    return write(database, [&]() -> Status {
        run(database, sql, arguments...);
        return integerOf(database, "SELECT changes()") > 0 ? Status(Done{}) : Status(gone());
    });
}

template <class... Arguments>
std::vector<std::int64_t> idsOf(const Database& database, std::string_view sql, const Arguments&... arguments)
{
    std::vector<std::int64_t> ids;
    for (Statement rows(database, sql, arguments...); rows.step();)
        ids.push_back(rows.integer(0));
    return ids;
}

/// Gives the rows the places 0, 1, 2, … with `id` at `place`.
void putAt(const Database& database, std::vector<std::int64_t> ids, std::int64_t id, int place,
           std::string_view update)
{
    std::erase(ids, id);
    const auto at = std::clamp<std::ptrdiff_t>(place, 0, std::ssize(ids));
    ids.insert(ids.begin() + at, id);
    Statement renumber(database, update, 0, std::int64_t(0));
    for (std::size_t i = 0; i < ids.size(); ++i)
        renumber.bind(static_cast<std::int64_t>(i), ids[i]).run();
}

void placeLesson(const Database& database, std::int64_t lesson, int place)
{
    putAt(database, idsOf(database, "SELECT id FROM lesson ORDER BY place, id"), lesson, place,
          "UPDATE lesson SET place = ? WHERE id = ?");
}

void placeScene(const Database& database, std::int64_t lesson, std::int64_t scene, int place)
{
    putAt(database, idsOf(database, "SELECT id FROM scene WHERE lesson = ? ORDER BY place, id", lesson),
          scene, place, "UPDATE scene SET place = ? WHERE id = ?");
}

std::optional<std::int64_t> idOrNew(std::int64_t id) { return id == 0 ? std::nullopt : std::optional(id); }

std::int64_t addScene(const Database& database, std::int64_t lesson, const Scene& scene, int place)
{
    run(database, "INSERT INTO scene (id, lesson, place, recipe) VALUES (?, ?, 0, ?)", idOrNew(scene.id),
        lesson, scene.recipe);
    const std::int64_t id = integerOf(database, "SELECT last_insert_rowid()");
    placeScene(database, lesson, id, place);
    return id;
}

std::vector<Scene> scenesOf(const Database& database, std::int64_t lesson)
{
    std::vector<Scene> scenes;
    for (Statement rows(database, "SELECT id, recipe FROM scene WHERE lesson = ? ORDER BY place, id", lesson);
         rows.step();)
        scenes.push_back({rows.integer(0), rows.text(1)});
    return scenes;
}

bool hasLesson(const Database& database, std::int64_t lesson)
{
    return integerOf(database, "SELECT count(*) FROM lesson WHERE id = ?", lesson) > 0;
}

Status checkName(std::string_view name)
{
    if (!trimmed(name).empty())
        return Done{};
    return Error{Error::Kind::Usage, {"A lesson needs a name.", "授業には名前が必要です。"}};
}

} // namespace

Lessons::Lessons(Catalogue& catalogue)
    : m_database(*catalogue.m_database)
{}

Result<std::vector<Lesson>> Lessons::all() const
{
    return attempt([&] {
        std::vector<Lesson> lessons;
        for (Statement rows(m_database, "SELECT id, name FROM lesson ORDER BY place, id"); rows.step();)
            lessons.push_back({rows.integer(0), rows.text(1), scenesOf(m_database, rows.integer(0))});
        return lessons;
    });
}

Result<Lesson> Lessons::insert(const Lesson& lesson, int place)
{
    return write(m_database, [&]() -> Result<Lesson> {
        if (Status named = checkName(lesson.name); !named)
            return named.error();
        run(m_database, "INSERT INTO lesson (id, place, name) VALUES (?, 0, ?)", idOrNew(lesson.id),
            trimmed(lesson.name));
        Lesson made{integerOf(m_database, "SELECT last_insert_rowid()"), std::string(trimmed(lesson.name))};
        placeLesson(m_database, made.id, place);
        for (const Scene& scene : lesson.scenes) {
            const int end = static_cast<int>(made.scenes.size());
            made.scenes.push_back({addScene(m_database, made.id, scene, end), scene.recipe});
        }
        return made;
    });
}

Status Lessons::rename(std::int64_t lesson, std::string_view name)
{
    if (Status named = checkName(name); !named)
        return named;
    return edit(m_database, "UPDATE lesson SET name = ? WHERE id = ?", trimmed(name), lesson);
}

Status Lessons::move(std::int64_t lesson, int place)
{
    return write(m_database, [&]() -> Status {
        if (!hasLesson(m_database, lesson))
            return gone();
        placeLesson(m_database, lesson, place);
        return Done{};
    });
}

Result<Lesson> Lessons::remove(std::int64_t lesson)
{
    return write(m_database, [&]() -> Result<Lesson> {
        Statement row(m_database, "SELECT name FROM lesson WHERE id = ?", lesson);
        if (!row.step())
            return gone();
        Lesson removed{lesson, row.text(0), scenesOf(m_database, lesson)};
        run(m_database, "DELETE FROM lesson WHERE id = ?", lesson);
        return removed;
    });
}

Result<std::int64_t> Lessons::insertScene(std::int64_t lesson, const Scene& scene, int place)
{
    return write(m_database, [&]() -> Result<std::int64_t> {
        if (!hasLesson(m_database, lesson))
            return gone();
        return addScene(m_database, lesson, scene, place);
    });
}

Status Lessons::changeScene(const Scene& scene)
{
    return edit(m_database, "UPDATE scene SET recipe = ? WHERE id = ?", scene.recipe, scene.id);
}

Status Lessons::moveScene(std::int64_t scene, int place)
{
    return write(m_database, [&]() -> Status {
        const std::int64_t lesson = integerOf(m_database, "SELECT lesson FROM scene WHERE id = ?", scene);
        if (lesson == 0)
            return gone();
        placeScene(m_database, lesson, scene, place);
        return Done{};
    });
}

Status Lessons::removeScene(std::int64_t scene)
{
    return edit(m_database, "DELETE FROM scene WHERE id = ?", scene);
}

} // namespace kaba
