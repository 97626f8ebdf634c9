// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/recipe.h"

#include "core/base/number_text.h"
#include "core/base/overloaded.h"
#include "core/base/spelling.h"
#include "core/figure_io/recipe_json.h"

#include <algorithm>

namespace kaba {
namespace {

Setting settingOf(const ParameterSet& values, std::string_view id)
{
    const Parameter& parameter = *values.find(id);
    const bool isChoice = std::holds_alternative<ChoiceParam>(parameter);
    return std::visit(Overloaded{
                          [](double number) { return Setting(number); },
                          [](bool flag) { return Setting(flag); },
                          [](const Samples& points) { return Setting(points); },
                          [&](int number) {
                              return isChoice ? Setting(values.textOf(id))
                                              : Setting(static_cast<double>(number));
                          },
                          [&](const auto&) { return Setting(values.textOf(id)); },
                      },
                      values.value(id));
}

SettingList settingsOf(const Demo& demo, const ParameterSet& values)
{
    SettingList settings;
    for (const Parameter& parameter : demo.parameters)
        settings.emplace_back(idOf(parameter), settingOf(values, idOf(parameter)));
    return settings;
}

Error unknownDemo(const Recipe& recipe, std::string_view source)
{
    return inputError(text("'{0}' needs the demo '{1}', which this version ({2}) does not have.",
                           "「{0}」にはデモ「{1}」が必要ですが、このバージョン（{2}）にはありません。",
                           source, recipe.demo, KABA_VERSION));
}

/// A message about a setting, led by the file that holds it.
Error refused(const Error& error, std::string_view source)
{
    return inputError(
        {std::string(source) + ": " + error.message.en, std::string(source) + "：" + error.message.ja});
}

Status take(const SettingList& settings, ParameterSet& values, std::string_view source)
{
    for (const auto& [id, setting] : settings)
        if (Status status = values.setText(id, textOf(setting)); !status)
            return refused(status.error(), source);
    return Done{};
}

Status checkPanels(const Recipe& recipe, const Demo& demo, std::string_view source)
{
    for (const std::string& panel : recipe.panels)
        if (!demo.hasPanel(panel))
            return inputError(text("'{0}' wants the panel '{1}', which the demo '{2}' does not have.",
                                   "「{0}」にあるパネル「{1}」は、デモ「{2}」にはありません。", source, panel,
                                   demo.id));
    return Done{};
}

} // namespace

InputReference referenceTo(const Input& input) { return {input.name, input.sha256, input.reading}; }

Recipe recipeOf(const Demo& demo, const Request& request)
{
    Recipe recipe{.program = KABA_VERSION,
                  .demo = std::string(demo.id),
                  .seed = request.seed,
                  .panels = request.panels};
    recipe.settings = settingsOf(demo, request.values);
    for (const Pin& pin : request.pins)
        recipe.pins.push_back({settingsOf(demo, pin.values), pin.seed});
    if (request.input)
        recipe.input = referenceTo(*request.input);
    return recipe;
}

Result<Request> requestOf(const Recipe& recipe, std::string_view source)
{
    const Demo* demo = findDemo(recipe.demo);
    if (!demo)
        return unknownDemo(recipe, source);
    Request request{.values = ParameterSet(demo->parameters), .seed = recipe.seed, .panels = recipe.panels};
    if (Status status = take(recipe.settings, request.values, source); !status)
        return status.error();
    for (const PinnedSettings& pinned : recipe.pins) {
        Pin pin{ParameterSet(demo->parameters), pinned.seed};
        if (Status status = take(pinned.settings, pin.values, source); !status)
            return status.error();
        request.pins.push_back(std::move(pin));
    }
    if (Status status = checkPanels(recipe, *demo, source); !status)
        return status.error();
    return request;
}

std::string textOf(const Setting& setting)
{
    return std::visit(Overloaded{
                          [](double number) { return shortest(number); },
                          [](bool flag) { return std::string(flag ? "true" : "false"); },
                          [](const std::string& words) { return words; },
                          [](const Samples& points) {
                              std::string list;
                              for (const double point : points)
                                  list += (list.empty() ? "" : ",") + shortest(point);
                              return list;
                          },
                      },
                      setting);
}

std::string recipeText(const Recipe& recipe)
{
    JsonWriter json;
    writeRecipe(json, recipe);
    return json.take();
}

std::string recipeLine(const Recipe& recipe)
{
    JsonWriter json(JsonWriter::Layout::Compact);
    writeRecipe(json, recipe);
    return json.take();
}

std::string settingsLine(const Recipe& recipe)
{
    JsonWriter json(JsonWriter::Layout::Compact);
    writeSettings(json, recipe.settings);
    return json.take();
}

} // namespace kaba
