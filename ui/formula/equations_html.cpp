// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/formula/equations_html.h"

#include "core/base/value_text.h"
#include "ui/base/words.h"
#include "ui/plot/number_format.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

QString formula(const std::string& tex, const QString& dollars)
{
    return dollars + qstring(tex).toHtmlEscaped() + dollars;
}

std::string_view unitOf(const Parameter& parameter)
{
    return std::visit(
        [](const auto& declared) -> std::string_view {
            if constexpr (requires { declared.unit; })
                return declared.unit;
            else
                return {};
        },
        parameter);
}

QString numbersHtml(const DemoEquations& equations, const ParameterSet& values, Language language)
{
    QStringList numbers;
    for (const Symbol& symbol : equations.symbols)
        if (const Parameter* parameter = values.find(symbol.parameter);
            parameter && values.isEnabled(*parameter))
            numbers.append(u"<span style=\"white-space:nowrap\">%1&nbsp;=&nbsp;%2</span>"_s.arg(
                formula(symbol.tex, u"$"_s),
                shownValue(values, symbol.parameter, language).toHtmlEscaped().replace(u' ', u"&nbsp;"_s)));
    return numbers.join(u", &nbsp;"_s);
}

} // namespace

std::vector<const Equation*> equationsThatHold(const DemoEquations& equations, const ParameterSet& values)
{
    std::vector<const Equation*> hold;
    for (const Equation& equation : equations.equations)
        if (equation.parameter.empty() ||
            (values.find(equation.parameter) &&
             std::ranges::find(equation.values, values.textOf(equation.parameter)) != equation.values.end()))
            hold.push_back(&equation);
    return hold;
}

QString shownValue(const ParameterSet& values, std::string_view parameter, Language language)
{
    if (const auto* flag = std::get_if<bool>(&values.value(parameter)))
        return inLanguage(*flag ? Text{"yes", "はい"} : Text{"no", "いいえ"}, language);
    const auto* number = std::get_if<double>(&values.value(parameter));
    const QString words =
        number ? displayNumber(*number) : inLanguage(valueText(values, parameter), language);
    const bool isNumber = number || std::holds_alternative<int>(values.value(parameter));
    return isNumber ? withUnit(words, unitOf(*values.find(parameter)), language) : words;
}

QString equationsHtml(const DemoEquations& equations, const ParameterSet& values, Language language,
                      EquationNumbers numbers)
{
    QString html;
    for (const Equation* equation : equationsThatHold(equations, values)) {
        html += u"<p style=\"margin-top:8px;margin-bottom:0px\">%1</p>"_s.arg(
            inLanguage(equation->meaning, language).toHtmlEscaped());
        html +=
            u"<p style=\"margin-top:0px;margin-bottom:0px\">%1</p>"_s.arg(formula(equation->tex, u"$$"_s));
    }
    if (numbers == EquationNumbers::Current && !html.isEmpty() && !equations.symbols.empty())
        html += u"<p style=\"margin-top:12px\">%1</p>"_s.arg(numbersHtml(equations, values, language));
    return html;
}

} // namespace kaba
