// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/demo_state.h"

#include "ui/base/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace kaba {
QString stateText(const Demo& demo, const Request& request)
{
    QJsonArray panels;
    for (const std::string& panel : request.panels)
        panels.append(qstring(panel));
    const QJsonObject state{{QStringLiteral("demo"), qstring(demo.id)},
                            {QStringLiteral("settings"), qstring(request.values.settings())},
                            {QStringLiteral("seed"), request.seed},
                            {QStringLiteral("panels"), panels}};
    return QString::fromUtf8(QJsonDocument(state).toJson(QJsonDocument::Compact));
}

std::optional<Request> stateFromText(const Demo& demo, const QString& text)
{
    const QJsonObject state = QJsonDocument::fromJson(text.toUtf8()).object();
    const int seed = state[QStringLiteral("seed")].toInt(-1);
    Request request{.values = ParameterSet(demo.parameters), .seed = seed};
    if (state[QStringLiteral("demo")].toString() != qstring(demo.id) || seed < 0)
        return std::nullopt;
    if (!request.values.setAll(state[QStringLiteral("settings")].toString().toStdString()))
        return std::nullopt;
    for (const QJsonValue& value : state[QStringLiteral("panels")].toArray()) {
        const std::string panel = value.toString().toStdString();
        if (demo.hasPanel(panel))
            request.panels.push_back(panel);
    }
    return request;
}

} // namespace kaba
