// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/formula/formula_engine.h"

#include <QJSEngine>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

#include <utility>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

QByteArray mistake(const QString& kind, const QString& words)
{
    return QJsonDocument(QJsonObject{{u"id"_s, kind}, {u"mistake"_s, words}, {u"at"_s, 0}, {u"length"_s, 0}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

FormulaEngine::FormulaEngine(QString bundle)
    : m_bundle(std::move(bundle))
{}

FormulaEngine::~FormulaEngine() = default;

bool FormulaEngine::start()
{
    if (m_engine)
        return true;
    // The compiler remarks on every name that a minifier reuses.
    QLoggingCategory::setFilterRules(u"qt.qml.compiler.warning=false"_s);
    auto engine = std::make_unique<QJSEngine>();
    QJSValue global = engine->globalObject();
    global.setProperty(u"globalThis"_s, global);
    if (engine->evaluate(m_bundle, u"formulas.js"_s).isError())
        return false;
    m_engine = std::move(engine);
    m_running = m_engine.get();
    return true;
}

QByteArray FormulaEngine::draw(const FormulaSource& source)
{
    if (!start())
        return mistake(u"Internal"_s, u"MathJax did not start."_s);
    const QJSValue answer =
        m_engine->globalObject().property(u"kabaFormula"_s).call({source.tex, source.display});
    const bool interrupted = m_engine->isInterrupted();
    m_engine->setInterrupted(false);
    if (interrupted)
        return mistake(u"TooLong"_s, u"The formula takes too long to draw."_s);
    return answer.isString() ? answer.toString().toUtf8() : mistake(u"Internal"_s, answer.toString());
}

void FormulaEngine::interrupt()
{
    if (QJSEngine* engine = m_running)
        engine->setInterrupted(true);
}

} // namespace kaba
