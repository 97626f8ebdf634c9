// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/layer_json.h"

#include "core/base/overloaded.h"

#include <array>

namespace kaba {
namespace {

constexpr std::array<std::string_view, 6> kRoles{"input", "output", "reference", "state", "error", "accent"};
constexpr std::array<std::string_view, 3> kMaps{"sequential", "diverging", "cyclic"};

void writeSamples(JsonWriter& json, std::string_view name, const Samples& samples)
{
    json.member(name, std::span<const double>(samples));
}

void writePositions(JsonWriter& json, const Positions& positions)
{
    const auto* grid = std::get_if<RegularGrid>(&positions);
    if (!grid) {
        writeSamples(json, "x", std::get<Samples>(positions));
        return;
    }
    json.key("x");
    json.beginObject();
    json.member("start", grid->start);
    json.member("step", grid->step);
    json.member("count", grid->count);
    json.endObject();
}

void writeLabels(JsonWriter& json, std::string_view name, const std::vector<std::string>& labels)
{
    if (!labels.empty())
        json.member(name, std::span<const std::string>(labels));
}

void writeCurve(JsonWriter& json, const Positions& x, const Samples& y)
{
    writePositions(json, x);
    writeSamples(json, "y", y);
}

void writeScatter(JsonWriter& json, const Scatter& scatter)
{
    writeSamples(json, "x", scatter.x);
    writeSamples(json, "y", scatter.y);
    if (!scatter.complex)
        return;
    writeSamples(json, "re", scatter.x);
    writeSamples(json, "im", scatter.y);
}

void writeHeatmap(JsonWriter& json, const Heatmap& map)
{
    json.member("rows", map.rows);
    json.member("cols", map.cols);
    writeInterval(json, "x", map.x);
    writeInterval(json, "y", map.y);
    if (map.range)
        writeInterval(json, "range", *map.range);
    json.member("map", kMaps[static_cast<std::size_t>(map.map)]);
    json.member("unit", std::string_view(map.unit));
    json.member("every_sample", map.everySample);
    writeLabels(json, "row_labels", map.rowLabels);
    writeLabels(json, "col_labels", map.colLabels);
    writeSamples(json, "z", map.z);
}

void writeTable(JsonWriter& json, const Table& table, Language language)
{
    json.key("columns");
    json.beginArray();
    for (const Text& column : table.columns)
        json.value(std::string_view(column.in(language)));
    json.endArray();
    json.key("rows");
    json.beginArray();
    for (const auto& row : table.rows)
        json.value(std::span<const std::string>(row));
    json.endArray();
}

void writeImage(JsonWriter& json, const Image& image)
{
    json.member("width", image.width);
    json.member("height", image.height);
    writeSamples(json, "rgb", Samples(image.rgb.begin(), image.rgb.end()));
}

void writeData(JsonWriter& json, const LayerData& data, Language language)
{
    std::visit(Overloaded{
                   [&](const Line& line) { writeCurve(json, line.x, line.y); },
                   [&](const Scatter& scatter) { writeScatter(json, scatter); },
                   [&](const Stems& stems) { writeCurve(json, stems.x, stems.y); },
                   [&](const Bars& bars) {
                       writeCurve(json, bars.x, bars.y);
                       writeLabels(json, "labels", bars.labels);
                   },
                   [&](const Band& band) {
                       writePositions(json, band.x);
                       writeSamples(json, "low", band.low);
                       writeSamples(json, "high", band.high);
                   },
                   [&](const Rule& rule) {
                       json.member("at", rule.at);
                       json.member("axis", rule.axis == Rule::Axis::X ? "x" : "y");
                   },
                   [&](const Heatmap& map) { writeHeatmap(json, map); },
                   [&](const Tokens& tokens) {
                       json.member("tokens", std::span<const std::string>(tokens.tokens));
                       writeSamples(json, "weights", tokens.weights);
                   },
                   [&](const Table& table) { writeTable(json, table, language); },
                   [&](const Image& image) { writeImage(json, image); },
               },
               data);
}

} // namespace

std::string_view kindOf(const LayerData& data)
{
    constexpr std::array<std::string_view, std::variant_size_v<LayerData>> kKinds{
        "line", "scatter", "stems", "bars", "band", "rule", "heatmap", "tokens", "table", "image"};
    return kKinds[data.index()];
}

void writeInterval(JsonWriter& json, std::string_view name, const Interval& interval)
{
    const std::array ends{interval.low, interval.high};
    json.member(name, std::span<const double>(ends));
}

void writeLayer(JsonWriter& json, const Layer& layer, Language language)
{
    json.beginObject();
    json.member("id", std::string_view(layer.id));
    json.member("label", std::string_view(layer.label.in(language)));
    json.member("kind", kindOf(layer.data));
    json.member("role", kRoles[static_cast<std::size_t>(layer.role)]);
    writeData(json, layer.data, language);
    json.endObject();
}

} // namespace kaba
