// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure_io/recipe.h"

namespace kaba {

/// Scenes in the order in which they are shown, as a .kaba file of the schema "kaba.lesson/1" holds them: recipes, each with
/// name, sentence and zoom. One scene alone is a recipe file.
struct LessonFile {
    std::string name;
    std::vector<Recipe> scenes = {};
    bool operator==(const LessonFile&) const = default;
};

/// Whether the text is that of a lesson rather than of a recipe or figure.
bool isLesson(std::string_view json);

std::string lessonText(const LessonFile& lesson);

/// Error::Input names `source`, and what of it is missing or wrong.
Result<LessonFile> parseLesson(std::string_view json, std::string_view source);

} // namespace kaba
