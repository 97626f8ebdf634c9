// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/demo_state.h"

#include "ui/base/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace kaba {
namespace {

const QLatin1String kDemo("demo"), kSettings("settings"), kSeed("seed"), kPanels("panels"), kInput("input"),
    kName("name"), kSha256("sha256"), kReading("reading"), kPins("pins"), kStarred("starred");

QJsonArray wordsOf(const std::vector<std::string>& list)
{
    QJsonArray words;
    for (const std::string& word : list)
        words.append(qstring(word));
    return words;
}

QJsonArray pinsOf(const Request& request)
{
    QJsonArray pins;
    for (const Pin& pin : request.pins)
        pins.append(QJsonObject{{kSettings, qstring(pin.values.settings())}, {kSeed, pin.seed}});
    return pins;
}

/// A pin that a later version refuses is left out.
std::vector<Pin> pinsFrom(const Demo& demo, const QJsonArray& array)
{
    std::vector<Pin> pins;
    for (const auto& value : array) {
        const QJsonObject object = value.toObject();
        Pin pin{ParameterSet(demo.parameters), object[kSeed].toInt(-1)};
        if (pin.seed >= 0 && pins.size() < kMostPins &&
            pin.values.setAll(object[kSettings].toString().toStdString()))
            pins.push_back(std::move(pin));
    }
    return pins;
}

std::optional<InputReference> inputFrom(const QJsonObject& input)
{
    if (input.isEmpty())
        return std::nullopt;
    const auto words = [&](const QLatin1String& key) { return input[key].toString().toStdString(); };
    return InputReference{words(kName), words(kSha256), words(kReading)};
}

} // namespace

QString stateText(const Demo& demo, const DemoState& state)
{
    QJsonObject object{{kDemo, qstring(demo.id)},
                       {kSettings, qstring(state.request.values.settings())},
                       {kSeed, state.request.seed},
                       {kPanels, wordsOf(state.request.panels)}};
    if (!state.starred.empty())
        object[kStarred] = wordsOf(state.starred);
    if (!state.request.pins.empty())
        object[kPins] = pinsOf(state.request);
    if (state.input)
        object[kInput] = QJsonObject{{kName, qstring(state.input->name)},
                                     {kSha256, qstring(state.input->sha256)},
                                     {kReading, qstring(state.input->reading)}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

std::optional<DemoState> stateFromText(const Demo& demo, const QString& text)
{
    const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
    const int seed = object[kSeed].toInt(-1);
    DemoState state{{.values = ParameterSet(demo.parameters), .seed = seed},
                    inputFrom(object[kInput].toObject())};
    if (object[kDemo].toString() != qstring(demo.id) || seed < 0)
        return std::nullopt;
    if (!state.request.values.setAll(object[kSettings].toString().toStdString()))
        return std::nullopt;
    const QJsonArray panels = object[kPanels].toArray();
    for (const auto& value : panels) {
        const std::string panel = value.toString().toStdString();
        if (demo.hasPanel(panel))
            state.request.panels.push_back(panel);
    }
    const QJsonArray starred = object[kStarred].toArray();
    for (const auto& value : starred)
        state.starred.push_back(value.toString().toStdString());
    state.request.pins = pinsFrom(demo, object[kPins].toArray());
    return state;
}

} // namespace kaba
