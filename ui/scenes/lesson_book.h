// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure_io/recipe.h"
#include "papers_db/lessons.h"

#include <QObject>
#include <QString>

#include <optional>

namespace kaba {

class Library;

/// The reader's lessons as the window holds them. Every edit is written at once and is a step of the library's undo;
/// what another window wrote comes in by itself.
class LessonBook : public QObject {
    Q_OBJECT
public:
    explicit LessonBook(Library& library, QObject* parent = nullptr);

    const std::vector<Lesson>& lessons() const { return m_lessons; }
    const Lesson* lesson(std::int64_t id) const; ///< null where there is none
    bool writable() const;

    // The id of what was made; nothing, and the failure is announced, where it could not be written.
    std::optional<std::int64_t> addLesson(const QString& name, const std::vector<Recipe>& scenes = {});
    std::optional<std::int64_t> addScene(std::int64_t lesson, const Recipe& scene, int place);

    void renameLesson(std::int64_t lesson, const QString& name);
    void moveLesson(std::int64_t lesson, int place);
    void removeLesson(std::int64_t lesson);
    /// `what` says in the undo what was changed.
    void changeScene(std::int64_t scene, const Recipe& recipe, const QString& what);
    /// The same without a step of undo: while the reader types.
    void keepTyped(std::int64_t scene, const Recipe& recipe);
    void moveScene(std::int64_t scene, int place);
    void removeScene(std::int64_t scene);

    /// Where a scene stands: its lesson and its place there; null and -1 where it is gone.
    std::pair<const Lesson*, int> placeOf(std::int64_t scene) const;

Q_SIGNALS:
    void changed();

private:
    void reload();

    Library& m_library;
    Lessons m_table;
    std::vector<Lesson> m_lessons;
};

/// What the scene holds; it was written by this program, so a failure is a broken library.
Result<Recipe> recipeOf(const Scene& scene);

} // namespace kaba
