// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kaba {

/// The value of one parameter as JSON holds it: keywords, options and words are strings, a curve is a list.
using Setting = std::variant<double, bool, std::string, Samples>;

/// Which file a figure was made of: its name without folders, what it held, and how it was read.
struct InputReference {
    std::string name;
    std::string sha256;
    std::string reading = {}; ///< as core/signals/read_options.h spells it; empty: as the file itself shows
    bool operator==(const InputReference&) const = default;
};

using SettingList = std::vector<std::pair<std::string, Setting>>;

/// SettingList whose curves stay in the figure: a Pin as a file holds it.
struct PinnedSettings {
    SettingList settings;
    int seed = 1;
    bool operator==(const PinnedSettings&) const = default;
};

/// The range of an axis that the reader chose, by the name that links the axis, else "panel/x" or "panel/y".
using Zoom = std::vector<std::pair<std::string, Interval>>;

/// All that is needed to make a figure again. It travels inside every export (schema "kaba.recipe/1").
struct Recipe {
    std::string program; ///< version that wrote it
    std::string demo;
    SettingList settings = {}; ///< every parameter, in the demo's order
    int seed = 1;
    std::vector<std::string> panels = {}; ///< empty: all
    std::optional<InputReference> input = {};
    std::vector<PinnedSettings> pins = {}; ///< oldest first
    /// How a picture is drawn: the names and spellings of the command line ("size" = "89x60mm"). Empty: defaults.
    std::vector<std::pair<std::string, std::string>> style = {};
    Zoom zoom = {};            ///< of a scene; axes that are not named show all of their data
    std::string name = {};     ///< of a scene
    std::string sentence = {}; ///< what a scene is to show
    bool operator==(const Recipe&) const = default;
};

InputReference referenceTo(const Input& input);

/// The recipe of what `request` computes.
Recipe recipeOf(const Demo& demo, const Request& request);

/// The request that the recipe describes, its input still unread. Error::Input where the demo does not exist or
/// refuses a setting or a panel; `source` names the file in the message.
Result<Request> requestOf(const Recipe& recipe, std::string_view source);

/// One setting in the text form that ParameterSet::setText reads.
std::string textOf(const Setting& setting);

/// Readable JSON over several lines, or all on one.
std::string recipeText(const Recipe& recipe);
std::string recipeLine(const Recipe& recipe);
/// The settings alone, as one JSON object on one line.
std::string settingsLine(const Recipe& recipe);

/// Reads a recipe or an exported figure. Error::Input names `source`, line and column.
Result<Recipe> parseRecipe(std::string_view json, std::string_view source);

/// The recipe inside a .kaba, .json, .csv, .npz, .pdf, .svg or .png file that this program wrote, told by what
/// the file holds. Error::Input where there is none.
Result<Recipe> readRecipe(const std::filesystem::path& path);

} // namespace kaba
