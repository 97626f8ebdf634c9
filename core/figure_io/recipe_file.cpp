// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/figure_io/embedded_recipe.h"
#include "core/figure_io/recipe.h"
#include "core/figure_io/zip_archive.h"
#include "core/signals/npy_reader.h"

#include <algorithm>

namespace kaba {
namespace {

std::optional<std::string> recipeInNpz(std::string_view bytes, std::string_view source)
{
    const Result<std::vector<ZipMember>> members = readZip(bytes, source);
    if (!members)
        return std::nullopt;
    const auto found = std::ranges::find(*members, std::string(kRecipeKeyword) + ".npy", &ZipMember::name);
    if (found == members->end())
        return std::nullopt;
    const Result<std::string> json = readNpyText(found->bytes, source);
    return json ? std::optional(*json) : std::nullopt;
}

/// The JSON of the recipe in whatever holds it.
std::optional<std::string> recipeIn(std::string_view bytes, std::string_view source)
{
    const auto first = bytes.find_first_not_of(" \t\r\n");
    if (first != std::string_view::npos && bytes[first] == '{')
        return std::string(bytes);
    if (isZip(bytes))
        return recipeInNpz(bytes, source);
    if (bytes.starts_with("\x89PNG"))
        return recipeInPng(bytes);
    if (auto json = recipeInXml(bytes))
        return json;
    return recipeInCsv(bytes);
}

} // namespace

Result<Recipe> readRecipe(const std::filesystem::path& path)
{
    const Result<std::string> bytes = readFile(path);
    if (!bytes)
        return bytes.error();
    const std::string source = fileName(path);
    const auto json = recipeIn(*bytes, source);
    if (!json)
        return Error{
            Error::Kind::Input,
            text("'{0}' holds no recipe of Kaba. Open a .kaba file or a figure that Kaba exported.",
                 "「{0}」に Kaba のレシピはありません。.kaba か、Kaba が書き出した図を開いてください。",
                 source)};
    return parseRecipe(*json, source);
}

} // namespace kaba
