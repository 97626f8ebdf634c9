// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/figure_csv.h"

#include "core/base/joined_tokens.h"
#include "core/base/number_text.h"
#include "core/base/overloaded.h"
#include "core/figure_io/embedded_recipe.h"

#include <fmt/format.h>

#include <iterator>

namespace kaba {
namespace {

std::string csvCell(std::string_view words)
{
    if (words.find_first_of(",\"\r\n") == std::string_view::npos)
        return std::string(words);
    std::string out = "\"";
    for (const char letter : words)
        out += letter == '"' ? "\"\"" : std::string(1, letter);
    return out + '"';
}

/// A comment stays on its line.
std::string oneLine(std::string words)
{
    for (char& letter : words)
        if (letter == '\n' || letter == '\r')
            letter = ' ';
    return words;
}

/// Writes the rows of one layer.
class LayerRows {
public:
    LayerRows(std::string& out, const Panel& panel, const Layer& layer)
        : m_out(out)
        , m_lead(csvCell(panel.id) + ',' + csvCell(layer.id))
    {}

    void curve(const Positions& x, const Samples& y, std::string_view part = {})
    {
        for (std::size_t i = 0; i < y.size(); ++i)
            put("{}{},{},{},,,\n", m_lead, part, shortest(at(x, i)), shortest(y[i]));
    }
    void matrix(std::size_t cols, const Samples& z)
    {
        for (std::size_t i = 0; i < z.size(); ++i)
            put("{},,,{},{},{}\n", m_lead, i / cols, i % cols, shortest(z[i]));
    }
    void cell(std::size_t row, std::size_t column, std::string_view words)
    {
        put("{},,,{},{},{}\n", m_lead, row, column, csvCell(words));
    }
    void rule(const Rule& rule)
    {
        const bool vertical = rule.axis == Rule::Axis::X;
        put("{},{},{},,,\n", m_lead, vertical ? shortest(rule.at) : "", vertical ? "" : shortest(rule.at));
    }

private:
    template <class... Arguments>
    void put(fmt::format_string<Arguments...> format, Arguments&&... arguments)
    {
        fmt::format_to(std::back_inserter(m_out), format, std::forward<Arguments>(arguments)...);
    }

    std::string& m_out;
    std::string m_lead;
};

void writeTable(LayerRows& rows, const Table& table)
{
    for (std::size_t row = 0; row < table.rows.size(); ++row)
        for (std::size_t column = 0; column < table.rows[row].size(); ++column)
            rows.cell(row, column, table.rows[row][column]);
}

void writeLayer(std::string& out, const Panel& panel, const Layer& layer)
{
    LayerRows rows(out, panel, layer);
    std::visit(Overloaded{
                   [&](const Line& line) { rows.curve(line.x, line.y); },
                   [&](const Scatter& scatter) { rows.curve(scatter.x, scatter.y); },
                   [&](const Stems& stems) { rows.curve(stems.x, stems.y); },
                   [&](const Bars& bars) { rows.curve(bars.x, bars.y); },
                   [&](const Band& band) {
                       rows.curve(band.x, band.low, ".low");
                       rows.curve(band.x, band.high, ".high");
                   },
                   [&](const Rule& rule) { rows.rule(rule); },
                   [&](const Heatmap& map) { rows.matrix(map.cols, map.z); },
                   [&](const Tokens& tokens) {
                       rows.matrix(areJoined(tokens) ? tokens.tokens.size() : 1, tokens.weights);
                   },
                   [&](const Table& table) { writeTable(rows, table); },
                   [&](const Image& image) {
                       rows.matrix(3 * image.width, Samples(image.rgb.begin(), image.rgb.end()));
                   },
               },
               layer.data);
}

/// The comment lines, words in one language.
class Head {
public:
    Head(std::string& out, Language language)
        : m_out(out)
        , m_language(language)
    {}

    void line(std::string_view name, const std::string& content)
    {
        m_out += fmt::format("# {}: {}\n", name, oneLine(content));
    }
    void recipe(const Recipe& recipe)
    {
        line("program", "Kaba " + recipe.program);
        line("demo", recipe.demo);
        line("settings", settingsLine(recipe));
        line("seed", std::to_string(recipe.seed));
        if (recipe.input)
            line("input", recipe.input->name + ", sha256 " + recipe.input->sha256);
        m_out += std::string(kRecipeComment) + recipeLine(recipe) + "\n";
    }
    void panel(const Panel& panel)
    {
        line("panel " + panel.id, panel.title.in(m_language));
        axis(panel.id + ".x", panel.x);
        axis(panel.id + ".y", panel.y);
        for (const Layer& layer : panel.layers)
            this->layer(panel, layer);
    }
    void readout(const Readout& readout)
    {
        line("readout " + readout.id, shortest(readout.value) + inBrackets(readout.unit));
    }
    void claim(const Claim& claim)
    {
        line("claim " + claim.id,
             fmt::format("{} expected={} measured={} holds={}", claim.statement.in(m_language),
                         shortest(claim.expected), shortest(claim.measured), claim.holds()));
    }

private:
    static std::string inBrackets(const std::string& unit) { return unit.empty() ? "" : " [" + unit + "]"; }

    void axis(const std::string& name, const Axis& axis)
    {
        line("axis " + name, axis.label.in(m_language) + inBrackets(axis.unit));
    }
    void layer(const Panel& panel, const Layer& layer)
    {
        const auto* map = std::get_if<Heatmap>(&layer.data);
        const std::string thinned = map && map->everySample > 1
                                        ? fmt::format(", column c is sample {} c", map->everySample)
                                        : std::string();
        line("layer " + panel.id + "." + layer.id,
             layer.label.in(m_language) + (map ? inBrackets(map->unit) : "") + thinned);
    }

    std::string& m_out;
    Language m_language;
};

} // namespace

std::string figureCsv(const Figure& figure, const Recipe& recipe, Language language)
{
    std::string out;
    Head head(out, language);
    head.recipe(recipe);
    for (const Panel& panel : figure.panels)
        head.panel(panel);
    for (const Readout& readout : figure.readouts)
        head.readout(readout);
    for (const Claim& claim : figure.claims)
        head.claim(claim);
    out += "panel,layer,x,y,row,column,value\n";
    for (const Panel& panel : figure.panels)
        for (const Layer& layer : panel.layers)
            writeLayer(out, panel, layer);
    return out;
}

} // namespace kaba
