// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

class Catalogue;
class Database;

/// A demo as the reader prepared it.
struct Scene {
    std::int64_t id = 0;
    std::string recipe; ///< kaba.recipe/1 on one line, with name, sentence and zoom
    bool operator==(const Scene&) const = default;
};

struct Lesson {
    std::int64_t id = 0;
    std::string name;
    std::vector<Scene> scenes = {}; ///< in the order in which they are shown
    bool operator==(const Lesson&) const = default;
};

/// The reader's lessons in the library. Places count from 0; a place beyond the last one means the end. What another window
/// removed meanwhile is a Usage error. Each write is one transaction and has reached the disk when it returns.
class Lessons {
public:
    /// The catalogue outlives this object.
    explicit Lessons(Catalogue& catalogue);

    Result<std::vector<Lesson>> all() const;

    /// Adds the lesson with its scenes; an id of 0 is given a new one. Usage where the name is blank. The ids stand in
    /// the answer.
    Result<Lesson> insert(const Lesson& lesson, int place);
    Status rename(std::int64_t lesson, std::string_view name);
    Status move(std::int64_t lesson, int place);
    /// The lesson as it was, with its scenes: insert() brings it back.
    Result<Lesson> remove(std::int64_t lesson);

    /// Likewise of one scene; insertScene() answers with its id.
    Result<std::int64_t> insertScene(std::int64_t lesson, const Scene& scene, int place);
    Status changeScene(const Scene& scene);
    Status moveScene(std::int64_t scene, int place); ///< within its lesson
    Status removeScene(std::int64_t scene);

private:
    Database& m_database;
};

} // namespace kaba
