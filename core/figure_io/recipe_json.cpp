// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/recipe_json.h"

#include "core/base/overloaded.h"
#include "core/figure_io/lesson_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace kaba {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kRecipeSchema = "kaba.recipe/1";
constexpr std::string_view kFigureSchema = "kaba.figure/1";
constexpr std::string_view kLessonSchema = "kaba.lesson/1";

/// Where the parser stopped, counted from 1.
Error notJson(std::string_view json, std::size_t offset, std::string_view source)
{
    const std::string_view before = json.substr(0, std::min(offset > 0 ? offset - 1 : 0, json.size()));
    const auto line = 1 + std::ranges::count(before, '\n');
    const std::size_t lineStart = before.rfind('\n') + 1;
    return inputError(text("{0}, line {1}, column {2}: this is not valid JSON.",
                           "{0}、line {1}（{1} 行目）、column {2}：JSON として正しくありません。", source,
                           line, before.size() - lineStart + 1));
}

Error wrongMember(std::string_view source, std::string_view member)
{
    return inputError(text("'{0}' is no recipe of Kaba: its '{1}' is missing or of the wrong kind.",
                           "「{0}」は Kaba のレシピではありません：「{1}」がないか、種類が違います。", source,
                           member));
}

Result<Setting> settingFrom(const Json& value, std::string_view source, std::string_view id)
{
    if (value.is_number())
        return Setting(value.get<double>());
    if (value.is_boolean())
        return Setting(value.get<bool>());
    if (value.is_string())
        return Setting(value.get<std::string>());
    if (!value.is_array() || !std::ranges::all_of(value, [](const Json& item) { return item.is_number(); }))
        return wrongMember(source, id);
    return Setting(value.get<Samples>());
}

std::string wordsOr(const Json& object, std::string_view name, std::string fallback)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : fallback;
}

Status readSettings(const Json& object, SettingList& settings, std::string_view source)
{
    const auto members = object.find("settings");
    if (members == object.end() || !members->is_object())
        return wrongMember(source, "settings");
    for (const auto& [id, value] : members->items()) {
        Result<Setting> setting = settingFrom(value, source, id);
        if (!setting)
            return setting.error();
        settings.emplace_back(id, *std::move(setting));
    }
    return Done{};
}

Status readSeed(const Json& object, int& into, std::string_view source)
{
    const auto seed = object.find("seed");
    if (seed == object.end())
        return Done{};
    const double number = seed->is_number() ? seed->get<double>() : -1;
    const bool isSeed = number >= 0 && number <= 2147483647 && number == std::floor(number);
    if (!isSeed)
        return wrongMember(source, "seed");
    into = static_cast<int>(number);
    return Done{};
}

/// A list of objects with settings and seed, as many as a figure may hold.
Status readPins(const Json& object, Recipe& recipe, std::string_view source)
{
    const auto pins = object.find("pins");
    if (pins == object.end())
        return Done{};
    if (!pins->is_array() || pins->size() > kMostPins)
        return wrongMember(source, "pins");
    for (const Json& item : *pins) {
        PinnedSettings pin;
        if (Status status = readSettings(item, pin.settings, source); !status)
            return status;
        if (Status status = readSeed(item, pin.seed, source); !status)
            return status;
        recipe.pins.push_back(std::move(pin));
    }
    return Done{};
}

Status readPanels(const Json& object, Recipe& recipe, std::string_view source)
{
    const auto panels = object.find("only_panels");
    if (panels == object.end())
        return Done{};
    if (!panels->is_array() ||
        !std::ranges::all_of(*panels, [](const Json& item) { return item.is_string(); }))
        return wrongMember(source, "only_panels");
    recipe.panels = panels->get<std::vector<std::string>>();
    return Done{};
}

/// An object of pairs of numbers, the smaller first.
Status readZoom(const Json& object, Recipe& recipe, std::string_view source)
{
    const auto zoom = object.find("zoom");
    if (zoom == object.end())
        return Done{};
    if (!zoom->is_object())
        return wrongMember(source, "zoom");
    for (const auto& [axis, range] : zoom->items()) {
        if (!range.is_array() || range.size() != 2 || !range[0].is_number() || !range[1].is_number())
            return wrongMember(source, "zoom");
        const Interval interval{range[0].get<double>(), range[1].get<double>()};
        if (!(interval.low < interval.high))
            return wrongMember(source, "zoom");
        recipe.zoom.emplace_back(axis, interval);
    }
    return Done{};
}

void readInputAndStyle(const Json& object, Recipe& recipe)
{
    if (const auto input = object.find("input"); input != object.end() && input->is_object())
        recipe.input = InputReference{wordsOr(*input, "name", {}), wordsOr(*input, "sha256", {}),
                                      wordsOr(*input, "reading", {})};
    const auto style = object.find("style");
    if (style == object.end() || !style->is_object())
        return;
    for (const auto& [name, value] : style->items())
        if (value.is_string())
            recipe.style.emplace_back(name, value.get<std::string>());
}

Status checkSchema(const Json& object, std::string_view source)
{
    const std::string schema = object.is_object() ? wordsOr(object, "schema", {}) : std::string();
    if (schema == kRecipeSchema || schema == kFigureSchema)
        return Done{};
    if (schema == kLessonSchema)
        return inputError(
            text("'{0}' is a lesson of several scenes: open it in the window (kaba {0}).",
                 "「{0}」は複数の場面からなる授業です。ウィンドウで開いてください（kaba {0}）。", source));
    return inputError(
        text("'{0}' is no recipe or figure that this version of Kaba reads (its schema is '{1}').",
             "「{0}」は、このバージョンの Kaba が読めるレシピや図ではありません（schema：「{1}」）。", source,
             schema));
}

void writeSetting(JsonWriter& json, const Setting& setting)
{
    std::visit(Overloaded{
                   [&](const Samples& points) { json.value(std::span<const double>(points)); },
                   [&](const std::string& words) { json.value(std::string_view(words)); },
                   [&](auto scalar) { json.value(scalar); },
               },
               setting);
}

void writePins(JsonWriter& json, const Recipe& recipe)
{
    json.key("pins");
    json.beginArray();
    for (const PinnedSettings& pin : recipe.pins) {
        json.beginObject();
        json.key("settings");
        writeSettings(json, pin.settings);
        json.member("seed", pin.seed);
        json.endObject();
    }
    json.endArray();
}

void writeZoom(JsonWriter& json, const Recipe& recipe)
{
    json.key("zoom");
    json.beginObject();
    for (const auto& [axis, range] : recipe.zoom) {
        json.key(axis);
        json.value(std::span<const double>(std::array{range.low, range.high}));
    }
    json.endObject();
}

void writeStyle(JsonWriter& json, const Recipe& recipe)
{
    json.key("style");
    json.beginObject();
    for (const auto& [name, value] : recipe.style)
        json.member(name, std::string_view(value));
    json.endObject();
}

} // namespace

void writeSettings(JsonWriter& json, const SettingList& settings)
{
    json.beginObject();
    for (const auto& [id, setting] : settings) {
        json.key(id);
        writeSetting(json, setting);
    }
    json.endObject();
}

void writeRecipeMembers(JsonWriter& json, const Recipe& recipe)
{
    json.member("program", std::string_view(recipe.program));
    json.member("demo", std::string_view(recipe.demo));
    json.key("settings");
    writeSettings(json, recipe.settings);
    json.member("seed", recipe.seed);
    if (recipe.input) {
        json.key("input");
        json.beginObject();
        json.member("name", std::string_view(recipe.input->name));
        json.member("sha256", std::string_view(recipe.input->sha256));
        if (!recipe.input->reading.empty())
            json.member("reading", std::string_view(recipe.input->reading));
        json.endObject();
    }
    if (!recipe.panels.empty())
        json.member("only_panels", std::span<const std::string>(recipe.panels));
    if (!recipe.pins.empty())
        writePins(json, recipe);
    if (!recipe.style.empty())
        writeStyle(json, recipe);
    if (!recipe.zoom.empty())
        writeZoom(json, recipe);
    if (!recipe.name.empty())
        json.member("name", std::string_view(recipe.name));
    if (!recipe.sentence.empty())
        json.member("sentence", std::string_view(recipe.sentence));
}

void writeRecipe(JsonWriter& json, const Recipe& recipe)
{
    json.beginObject();
    json.member("schema", kRecipeSchema);
    writeRecipeMembers(json, recipe);
    json.endObject();
}

namespace {

Result<Json> jsonOf(std::string_view json, std::string_view source)
{
    try {
        return Json::parse(json);
    } catch (const Json::parse_error& error) {
        return notJson(json, error.byte, source);
    } catch (const Json::out_of_range&) {
        return inputError(
            text("'{0}' holds a number that is too large.", "「{0}」に大きすぎる数値があります。", source));
    }
}

Result<Recipe> recipeFrom(const Json& object, std::string_view source)
{
    if (Status status = checkSchema(object, source); !status)
        return status.error();
    Recipe recipe{.program = wordsOr(object, "program", {}),
                  .demo = wordsOr(object, "demo", {}),
                  .name = wordsOr(object, "name", {}),
                  .sentence = wordsOr(object, "sentence", {})};
    if (recipe.demo.empty())
        return wrongMember(source, "demo");
    if (Status status = readSettings(object, recipe.settings, source); !status)
        return status.error();
    if (Status status = readSeed(object, recipe.seed, source); !status)
        return status.error();
    for (const auto& read : {readPanels, readPins, readZoom})
        if (Status status = read(object, recipe, source); !status)
            return status.error();
    readInputAndStyle(object, recipe);
    return recipe;
}

} // namespace

Result<Recipe> parseRecipe(std::string_view json, std::string_view source)
{
    const Result<Json> object = jsonOf(json, source);
    if (!object)
        return object.error();
    return recipeFrom(*object, source);
}

bool isLesson(std::string_view json)
{
    const Json object = Json::parse(json, nullptr, false);
    return object.is_object() && wordsOr(object, "schema", {}) == kLessonSchema;
}

std::string lessonText(const LessonFile& lesson)
{
    JsonWriter json;
    json.beginObject();
    json.member("schema", kLessonSchema);
    json.member("program", std::string_view(KABA_VERSION));
    json.member("name", std::string_view(lesson.name));
    json.key("scenes");
    json.beginArray();
    for (const Recipe& scene : lesson.scenes)
        writeRecipe(json, scene);
    json.endArray();
    json.endObject();
    return json.take();
}

Result<LessonFile> parseLesson(std::string_view json, std::string_view source)
{
    const Result<Json> object = jsonOf(json, source);
    if (!object)
        return object.error();
    const auto scenes = object->is_object() ? object->find("scenes") : object->end();
    if (!isLesson(json) || scenes == object->end() || !scenes->is_array())
        return wrongMember(source, "scenes");
    LessonFile lesson{.name = wordsOr(*object, "name", {})};
    for (const Json& scene : *scenes) {
        Result<Recipe> recipe = recipeFrom(scene, source);
        if (!recipe)
            return recipe.error();
        lesson.scenes.push_back(*std::move(recipe));
    }
    return lesson;
}

} // namespace kaba
