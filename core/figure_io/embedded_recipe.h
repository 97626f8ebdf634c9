// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kaba {

/// What stands before and after the JSON of a recipe inside an XML text: SVG's metadata, PDF's uncompressed XMP.
constexpr std::string_view kRecipeTagOpen = "<kaba:recipe xmlns:kaba=\"urn:kaba:recipe\">";
constexpr std::string_view kRecipeTagClose = "</kaba:recipe>";
/// Keyword of the uncompressed iTXt chunk of a PNG, and name of the string array of an NPZ.
constexpr std::string_view kRecipeKeyword = "kaba.recipe";
/// What begins the comment line of a CSV that holds the recipe.
constexpr std::string_view kRecipeComment = "# recipe: ";

std::string xmlEscaped(std::string_view text);

/// The JSON between the tags above, unescaped; nothing where they are not there.
std::optional<std::string> recipeInXml(std::string_view bytes);
/// The JSON of the first iTXt chunk with the keyword.
std::optional<std::string> recipeInPng(std::string_view bytes);
/// The JSON of the comment line.
std::optional<std::string> recipeInCsv(std::string_view text);

} // namespace kaba
