// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure_io/json_writer.h"
#include "core/figure_io/recipe.h"

namespace kaba {

inline Error inputError(Text message) { return {Error::Kind::Input, std::move(message)}; }

/// The members that a recipe and an exported figure have in common: program, demo, settings, seed, input,
/// only_panels, pins, style, and of a scene its name, sentence and zoom. Requires an open object.
void writeRecipeMembers(JsonWriter& json, const Recipe& recipe);

/// A whole object: the recipe with its schema, or the settings alone.
void writeRecipe(JsonWriter& json, const Recipe& recipe);
void writeSettings(JsonWriter& json, const SettingList& settings);

} // namespace kaba
