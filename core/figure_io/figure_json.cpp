// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/figure_json.h"

#include "core/figure_io/json_writer.h"
#include "core/figure_io/layer_json.h"
#include "core/figure_io/recipe_json.h"

#include <algorithm>

namespace kaba {
namespace {

std::string_view relationName(Claim::Relation relation)
{
    switch (relation) {
    case Claim::Relation::Equal:
        return "equal";
    case Claim::Relation::AtMost:
        return "at-most";
    case Claim::Relation::AtLeast:
        return "at-least";
    }
    return {};
}

/// Writes a figure's parts with the words in one language.
class FigureWriter {
public:
    FigureWriter(JsonWriter& json, Language language)
        : m_json(json)
        , m_language(language)
    {}

    void panel(const Panel& panel)
    {
        m_json.beginObject();
        m_json.member("id", std::string_view(panel.id));
        words("title", panel.title);
        axis("x", panel.x);
        axis("y", panel.y);
        optionalWords("note", panel.note);
        m_json.key("layers");
        m_json.beginArray();
        for (const Layer& layer : panel.layers)
            writeLayer(m_json, layer, m_language);
        m_json.endArray();
        m_json.endObject();
    }

    void readout(const Readout& readout)
    {
        m_json.beginObject();
        m_json.member("id", std::string_view(readout.id));
        words("label", readout.label);
        m_json.member("value", readout.value);
        m_json.member("unit", std::string_view(readout.unit));
        if (readout.measured)
            m_json.member("measured", true);
        m_json.endObject();
    }

    void claim(const Claim& claim)
    {
        m_json.beginObject();
        m_json.member("id", std::string_view(claim.id));
        m_json.member("kind", claim.kind == Claim::Kind::Identity ? "identity" : "paper");
        m_json.member("relation", relationName(claim.relation));
        words("statement", claim.statement);
        words("source", claim.source);
        m_json.member("expected", claim.expected);
        m_json.member("measured", claim.measured);
        if (claim.relation == Claim::Relation::Equal)
            m_json.member("tolerance", claim.tolerance);
        m_json.member("holds", claim.holds());
        optionalWords("remark", claim.remark);
        m_json.endObject();
    }

    void optionalWords(std::string_view name, const Text& text)
    {
        if (!text.empty())
            words(name, text);
    }

    void notices(const std::vector<Text>& notices)
    {
        if (notices.empty())
            return;
        m_json.key("notices");
        m_json.beginArray();
        for (const Text& notice : notices)
            m_json.value(std::string_view(notice.in(m_language)));
        m_json.endArray();
    }

private:
    void words(std::string_view name, const Text& text)
    {
        m_json.member(name, std::string_view(text.in(m_language)));
    }

    void axis(std::string_view name, const Axis& axis)
    {
        m_json.key(name);
        m_json.beginObject();
        words("label", axis.label);
        m_json.member("unit", std::string_view(axis.unit));
        m_json.member("scale", axis.kind == Axis::Kind::Log ? "log" : "linear");
        if (axis.range)
            writeInterval(m_json, "range", *axis.range);
        m_json.endObject();
    }

    JsonWriter& m_json;
    Language m_language;
};

template <class Items, class Write>
void list(JsonWriter& json, std::string_view name, const Items& items, Write write)
{
    json.key(name);
    json.beginArray();
    for (const auto& item : items)
        write(item);
    json.endArray();
}

} // namespace

std::string figureJson(const Figure& figure, const Recipe& recipe, Language language)
{
    JsonWriter json;
    FigureWriter writer(json, language);
    json.beginObject();
    json.member("schema", "kaba.figure/1");
    writeRecipeMembers(json, recipe);
    writer.optionalWords("convention", figure.convention);
    writer.notices(figure.notices);
    list(json, "panels", figure.panels, [&](const Panel& panel) { writer.panel(panel); });
    list(json, "readouts", figure.readouts, [&](const Readout& readout) { writer.readout(readout); });
    list(json, "claims", figure.claims, [&](const Claim& claim) { writer.claim(claim); });
    json.endObject();
    return json.take();
}

Figure withoutMeasurements(Figure figure)
{
    std::erase_if(figure.readouts, [](const Readout& readout) { return readout.measured; });
    std::erase_if(figure.panels, [](const Panel& panel) { return panel.measured; });
    std::erase_if(figure.claims, [](const Claim& claim) { return claim.timed; });
    return figure;
}

} // namespace kaba
