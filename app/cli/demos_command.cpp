// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "core/base/number_text.h"
#include "core/base/overloaded.h"
#include "core/base/unit_text.h"
#include "core/figure_io/json_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace kaba {
namespace {

std::string_view kindOf(const Parameter& parameter)
{
    return std::visit(Overloaded{
                          [](const RealParam&) { return "real"; },
                          [](const IntParam&) { return "int"; },
                          [](const FlagParam&) { return "flag"; },
                          [](const ChoiceParam&) { return "choice"; },
                          [](const TextParam&) { return "text"; },
                          [](const CurveParam&) { return "curve"; },
                          [](const PointsParam&) { return "points"; },
                          [](const MatrixParam&) { return "matrix"; },
                      },
                      parameter);
}

std::string joined(const std::vector<std::string_view>& words, std::string_view between = ", ")
{
    return fmt::format("{}", fmt::join(words, between));
}

template <class Numeric>
void writeNumber(JsonWriter& json, const Numeric& parameter)
{
    json.member("unit", parameter.unit);
    json.member("min", parameter.min);
    json.member("max", parameter.max);
    json.member("scale", parameter.scale == Scale::Log ? "log" : "linear");
    if (parameter.keywordIsInitial)
        json.member("default", parameter.keyword.id);
    else
        json.member("default", parameter.initial);
    if (parameter.keyword.id.empty())
        return;
    json.key("keywords");
    json.beginArray();
    json.value(parameter.keyword.id);
    json.endArray();
}

void writeChoice(JsonWriter& json, const ChoiceParam& choice)
{
    json.member("default", choice.options[static_cast<std::size_t>(choice.initial)].id);
    json.key("choices");
    json.beginArray();
    for (const Option& option : choice.options)
        json.value(option.id);
    json.endArray();
}

void writeCurve(JsonWriter& json, const CurveParam& curve)
{
    json.member("min", curve.min);
    json.member("max", curve.max);
    json.member("max_points", curve.maxPoints);
    json.member("default", std::span<const double>());
}

void writePoints(JsonWriter& json, const PointsParam& points)
{
    json.member("re_min", points.re.low);
    json.member("re_max", points.re.high);
    json.member("im_min", points.im.low);
    json.member("im_max", points.im.high);
    json.member("max_points", points.maxPoints);
    json.member("conjugate_pairs", points.conjugatePairs);
    json.member("default", std::string_view());
}

std::string_view shapeOf(const MatrixParam& matrix)
{
    switch (matrix.shape) {
    case MatrixShape::Square:
        return "square";
    case MatrixShape::Column:
        return "column";
    case MatrixShape::Row:
        return "row";
    }
    return {};
}

void writeMatrix(JsonWriter& json, const MatrixParam& matrix)
{
    json.member("shape", shapeOf(matrix));
    json.member("max_rows", static_cast<int>(kMostMatrixRows));
    json.member("default", "");
}

void writeParameter(JsonWriter& json, const Parameter& parameter, Language language)
{
    json.beginObject();
    json.member("id", idOf(parameter));
    json.member("kind", kindOf(parameter));
    json.member("label", std::string_view(Text(labelOf(parameter)).in(language)));
    std::visit(Overloaded{
                   [&](const FlagParam& flag) { json.member("default", flag.initial); },
                   [&](const ChoiceParam& choice) { writeChoice(json, choice); },
                   [&](const TextParam& words) { json.member("default", words.initial); },
                   [&](const CurveParam& curve) { writeCurve(json, curve); },
                   [&](const PointsParam& points) { writePoints(json, points); },
                   [&](const MatrixParam& matrix) { writeMatrix(json, matrix); },
                   [&](const auto& number) { writeNumber(json, number); },
               },
               parameter);
    if (const std::string help = Text(helpOf(parameter)).in(language); !help.empty())
        json.member("help", std::string_view(help));
    json.endObject();
}

void writeIds(JsonWriter& json, std::string_view name, const std::vector<std::string_view>& ids)
{
    json.key(name);
    json.beginArray();
    for (const std::string_view id : ids)
        json.value(id);
    json.endArray();
}

std::vector<std::string_view> panelIds(const Demo& demo)
{
    std::vector<std::string_view> ids;
    std::ranges::transform(demo.panels, std::back_inserter(ids), &PanelName::id);
    return ids;
}

void writeDemo(JsonWriter& json, const Demo& demo, Language language)
{
    json.beginObject();
    json.member("id", demo.id);
    json.member("title", std::string_view(Text(demo.title).in(language)));
    json.member("summary", std::string_view(Text(demo.summary).in(language)));
    writeIds(json, "papers", demo.papers);
    writeIds(json, "panels", panelIds(demo));
    json.key("parameters");
    json.beginArray();
    for (const Parameter& parameter : demo.parameters)
        writeParameter(json, parameter, language);
    json.endArray();
    json.endObject();
}

std::string demosJson(const std::vector<const Demo*>& demos, Language language)
{
    JsonWriter json;
    json.beginObject();
    json.key("demos");
    json.beginArray();
    for (const Demo* demo : demos)
        writeDemo(json, *demo, language);
    json.endArray();
    json.endObject();
    return json.take();
}

template <class Numeric>
std::string rangeOf(const Numeric& parameter, Language language)
{
    const auto appended = [](std::string_view mark, std::string_view words) {
        return words.empty() ? std::string() : fmt::format("{}{}", mark, words);
    };
    return fmt::format("{}…{}{}{}", shortest(parameter.min), shortest(parameter.max),
                       appended(" ", unitText(parameter.unit, language)),
                       appended(" | ", parameter.keyword.id));
}

std::string valuesOf(const Parameter& parameter, Language language)
{
    return std::visit(Overloaded{
                          [](const FlagParam&) { return std::string("true | false"); },
                          [](const ChoiceParam& choice) {
                              std::vector<std::string_view> ids;
                              for (const Option& option : choice.options)
                                  ids.push_back(option.id);
                              return joined(ids, " | ");
                          },
                          [](const TextParam&) { return std::string("…"); },
                          [](const CurveParam& curve) {
                              return fmt::format("{0}…{1},{0}…{1},…", shortest(curve.min),
                                                 shortest(curve.max));
                          },
                          [](const PointsParam&) { return std::string("-0.5+3i,-1,…"); },
                          [](const MatrixParam&) {
                              return std::string("cell(r,c,x) scale(x) shift(x) symmetrise antisymmetrise "
                                                 "rank-one(x,u,v) whole(rows,cols,x,…)");
                          },
                          [language](const auto& number) { return rangeOf(number, language); },
                      },
                      parameter);
}

/// One demo with the parameters that --set takes and their defaults.
std::string details(const Demo& demo, Language language)
{
    const ParameterSet defaults(demo.parameters);
    std::vector<std::vector<std::string>> rows;
    for (const Parameter& parameter : demo.parameters) {
        const std::string id(idOf(parameter));
        rows.push_back({fmt::format("  {}", id), defaults.textOf(id), Text(labelOf(parameter)).in(language),
                        valuesOf(parameter, language)});
    }
    const Text panels("panels: ", "パネル：");
    return fmt::format("{}: {}\n{}\n{}  {}{}\n", demo.id, Text(demo.title).in(language),
                       Text(demo.summary).in(language), aligned(rows), panels.in(language),
                       joined(panelIds(demo)));
}

std::string list(const std::vector<const Demo*>& demos, Language language)
{
    std::vector<std::vector<std::string>> rows;
    for (const Demo* demo : demos)
        rows.push_back({std::string(demo->id), Text(demo->title).in(language), joined(demo->papers)});
    return aligned(rows);
}

} // namespace

Result<int> demosCommand(const Arguments& arguments, const Console& console)
{
    const Result<std::vector<const Demo*>> demos = demosNamed(arguments);
    if (!demos)
        return demos.error();
    std::string out;
    if (arguments.has("--json"))
        out = demosJson(*demos, console.language());
    else if (arguments.operands.empty())
        out = list(*demos, console.language());
    else
        for (const Demo* demo : *demos)
            out += details(*demo, console.language());
    const Status printed = console.print(out);
    return printed ? Result<int>(0) : printed.error();
}

} // namespace kaba
