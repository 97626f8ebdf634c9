// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parameter.h"

#include "core/base/number_text.h"
#include "core/base/overloaded.h"
#include "core/base/points_param.h"
#include "core/base/spelling.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace kaba {
namespace {

Error usage(Text message) { return {Error::Kind::Usage, std::move(message)}; }

std::string keywordSuffix(const Keyword& keyword)
{
    return keyword.id.empty() ? std::string{} : fmt::format(" ({})", keyword.id);
}

/// False for a NaN.
bool isWithin(double value, double min, double max) { return value >= min && value <= max; }

template <class Numeric>
Error outOfRange(const Numeric& parameter, std::string_view given)
{
    return usage(text("'{0}' must lie between {1} and {2}{3}, not {4}.",
                      "「{0}」は {1} から {2} までの値です{3}。{4} は指定できません。", parameter.id,
                      shortest(parameter.min), shortest(parameter.max), keywordSuffix(parameter.keyword),
                      given));
}

Error wrongKind(const Parameter& parameter, std::string_view given)
{
    return usage(
        text("'{0}' cannot be '{1}'.", "「{0}」に「{1}」は指定できません。", idOf(parameter), given));
}

Result<ParameterValue> checkedInt(const IntParam& parameter, double value, std::string_view given)
{
    if (!isWithin(value, parameter.min, parameter.max))
        return outOfRange(parameter, given);
    if (value != std::floor(value))
        return usage(text("'{0}' must be a whole number, not {1}.",
                          "「{0}」は整数です。{1} は指定できません。", parameter.id, given));
    return ParameterValue{static_cast<int>(value)};
}

Result<ParameterValue> checkedReal(const RealParam& parameter, double value, std::string_view given)
{
    if (!isWithin(value, parameter.min, parameter.max))
        return outOfRange(parameter, given);
    return ParameterValue{value};
}

Result<ParameterValue> checkedCurve(const CurveParam& parameter, std::vector<double> points)
{
    if (points.size() > static_cast<std::size_t>(parameter.maxPoints))
        return usage(text("'{0}' holds at most {1} numbers, not {2}.",
                          "「{0}」は {1} 個までです（{2} 個が指定されました）。", parameter.id,
                          parameter.maxPoints, points.size()));
    for (const double point : points)
        if (!isWithin(point, parameter.min, parameter.max))
            return usage(text("The numbers of '{0}' must lie between {1} and {2}, not {3}.",
                              "「{0}」の値は {1} から {2} までです。{3} は指定できません。", parameter.id,
                              shortest(parameter.min), shortest(parameter.max), shortest(point)));
    return ParameterValue{std::move(points)};
}

Error notANumber(std::string_view id, std::string_view given, const Keyword& keyword)
{
    if (keyword.id.empty())
        return usage(text("'{0}' must be a number, not '{1}'.", "「{0}」は数値です。「{1}」は読めません。",
                          id, given));
    return usage(text("'{0}' must be a number or '{2}', not '{1}'.",
                      "「{0}」は数値か「{2}」です。「{1}」は読めません。", id, given, keyword.id));
}

template <class Numeric, class Check>
Result<ParameterValue> numberFromText(const Numeric& parameter, std::string_view given, Check check)
{
    if (!parameter.keyword.id.empty() && given == parameter.keyword.id)
        return ParameterValue{KeywordChosen{}};
    const auto number = parseNumber(given);
    if (!number)
        return notANumber(parameter.id, given, parameter.keyword);
    return check(parameter, *number, given);
}

Result<ParameterValue> choiceFromText(const ChoiceParam& parameter, std::string_view given)
{
    const auto found = std::ranges::find(parameter.options, given, &Option::id);
    if (found != parameter.options.end())
        return ParameterValue{static_cast<int>(found - parameter.options.begin())};
    std::vector<std::string_view> ids;
    std::string list;
    for (const Option& option : parameter.options) {
        ids.push_back(option.id);
        list += (list.empty() ? "" : ", ") + std::string(option.id);
    }
    return usage(text("'{0}' cannot be '{1}'. Did you mean '{2}'? It can be: {3}.",
                      "「{0}」に「{1}」は指定できません。「{2}」のことでしょうか。選べる値：{3}。",
                      parameter.id, given, nearestSpelling(given, ids), list));
}

Result<ParameterValue> curveFromText(const CurveParam& parameter, std::string_view given)
{
    std::vector<double> points;
    for (std::string_view rest = given; !trimmed(rest).empty();) {
        const auto comma = rest.find(',');
        const auto number = parseNumber(rest.substr(0, comma));
        if (!number)
            return notANumber(parameter.id, rest.substr(0, comma), {});
        points.push_back(*number);
        rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    }
    return checkedCurve(parameter, std::move(points));
}

Result<ParameterValue> checkedMatrix(const MatrixParam& parameter, MatrixEdits edits)
{
    const Status fits = checkMatrixEdits(edits, parameter.shape);
    return fits ? Result(ParameterValue{std::move(edits)}) : fits.error();
}

Result<ParameterValue> editsFromText(const MatrixParam& parameter, std::string_view given)
{
    auto edits = parseMatrixEdits(given);
    return edits ? checkedMatrix(parameter, *std::move(edits)) : edits.error();
}

Result<ParameterValue> fromText(const Parameter& parameter, std::string_view given)
{
    return std::visit(
        Overloaded{
            [&](const RealParam& real) { return numberFromText(real, given, checkedReal); },
            [&](const IntParam& integer) { return numberFromText(integer, given, checkedInt); },
            [&](const FlagParam& flag) -> Result<ParameterValue> {
                if (given == "true" || given == "false")
                    return ParameterValue{given == "true"};
                return usage(text("'{0}' must be true or false, not '{1}'.",
                                  "「{0}」は true か false です。「{1}」は指定できません。", flag.id, given));
            },
            [&](const ChoiceParam& choice) { return choiceFromText(choice, given); },
            [&](const TextParam&) -> Result<ParameterValue> { return ParameterValue{std::string(given)}; },
            [&](const CurveParam& curve) { return curveFromText(curve, given); },
            [&](const PointsParam& points) { return pointsFromText(points, given); },
            [&](const MatrixParam& matrix) { return editsFromText(matrix, given); },
        },
        parameter);
}

template <class Numeric>
bool acceptsKeyword(const Numeric& parameter, const ParameterValue& value)
{
    return std::holds_alternative<KeywordChosen>(value) && !parameter.keyword.id.empty();
}

Result<ParameterValue> checked(const Parameter& parameter, ParameterValue value)
{
    return std::visit(
        Overloaded{
            [&](const RealParam& real) -> Result<ParameterValue> {
                if (acceptsKeyword(real, value))
                    return value;
                if (const auto* number = std::get_if<double>(&value))
                    return checkedReal(real, *number, shortest(*number));
                return wrongKind(parameter, "?");
            },
            [&](const IntParam& integer) -> Result<ParameterValue> {
                if (acceptsKeyword(integer, value))
                    return value;
                if (const auto* number = std::get_if<int>(&value))
                    return checkedInt(integer, *number, std::to_string(*number));
                return wrongKind(parameter, "?");
            },
            [&](const FlagParam&) -> Result<ParameterValue> {
                return std::holds_alternative<bool>(value) ? Result<ParameterValue>(value)
                                                           : wrongKind(parameter, "?");
            },
            [&](const ChoiceParam& choice) -> Result<ParameterValue> {
                const auto* index = std::get_if<int>(&value);
                if (index && *index >= 0 && static_cast<std::size_t>(*index) < choice.options.size())
                    return value;
                return wrongKind(parameter, "?");
            },
            [&](const TextParam&) -> Result<ParameterValue> {
                return std::holds_alternative<std::string>(value) ? Result<ParameterValue>(value)
                                                                  : wrongKind(parameter, "?");
            },
            [&](const CurveParam& curve) -> Result<ParameterValue> {
                if (const auto* points = std::get_if<std::vector<double>>(&value))
                    return checkedCurve(curve, *points);
                return wrongKind(parameter, "?");
            },
            [&](const PointsParam& declared) -> Result<ParameterValue> {
                if (const auto* points = std::get_if<Points>(&value))
                    return checkedPoints(declared, *points);
                return wrongKind(parameter, "?");
            },
            [&](const MatrixParam& matrix) -> Result<ParameterValue> {
                if (const auto* edits = std::get_if<MatrixEdits>(&value))
                    return checkedMatrix(matrix, *edits);
                return wrongKind(parameter, "?");
            },
        },
        parameter);
}

template <class Numeric>
ParameterValue initialNumber(const Numeric& parameter)
{
    if (parameter.keywordIsInitial)
        return KeywordChosen{};
    return parameter.initial;
}

std::string escaped(std::string_view value)
{
    std::string out;
    for (const char c : value) {
        if (c == ';' || c == '\\' || c == '=')
            out += '\\';
        out += c;
    }
    return out;
}

/// Cuts `settings` at unescaped `separator`s; the escapes stay in the pieces.
std::vector<std::string_view> splitUnescaped(std::string_view settings, char separator)
{
    std::vector<std::string_view> pieces;
    std::size_t start = 0;
    for (std::size_t i = 0; i < settings.size(); ++i) {
        if (settings[i] == '\\')
            ++i;
        else if (settings[i] == separator) {
            pieces.push_back(settings.substr(start, i - start));
            start = i + 1;
        }
    }
    pieces.push_back(settings.substr(std::min(start, settings.size())));
    return pieces;
}

std::string unescaped(std::string_view value)
{
    std::string out;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] == '\\' && i + 1 < value.size())
            ++i;
        out += value[i];
    }
    return out;
}

} // namespace

std::string_view idOf(const Parameter& parameter)
{
    return std::visit([](const auto& p) { return p.id; }, parameter);
}

const Label& labelOf(const Parameter& parameter)
{
    return std::visit([](const auto& p) -> const Label& { return p.label; }, parameter);
}

const Label& helpOf(const Parameter& parameter)
{
    return std::visit([](const auto& p) -> const Label& { return p.help; }, parameter);
}

EnabledWhen enabledWhenOf(const Parameter& parameter)
{
    return std::visit([](const auto& p) { return p.enabledWhen; }, parameter);
}

ParameterValue initialValue(const Parameter& parameter)
{
    return std::visit(Overloaded{
                          [](const RealParam& real) { return initialNumber(real); },
                          [](const IntParam& integer) { return initialNumber(integer); },
                          [](const FlagParam& flag) -> ParameterValue { return flag.initial; },
                          [](const ChoiceParam& choice) -> ParameterValue { return choice.initial; },
                          [](const TextParam& words) -> ParameterValue { return std::string(words.initial); },
                          [](const CurveParam&) -> ParameterValue { return std::vector<double>{}; },
                          [](const PointsParam&) -> ParameterValue { return Points{}; },
                          [](const MatrixParam&) -> ParameterValue { return MatrixEdits{}; },
                      },
                      parameter);
}

ParameterSet::ParameterSet(std::span<const Parameter> declared)
    : m_declared(declared)
{
    m_values.reserve(declared.size());
    for (const Parameter& parameter : declared)
        m_values.push_back(initialValue(parameter));
}

std::size_t ParameterSet::indexOf(std::string_view id) const
{
    const auto found = std::ranges::find(m_declared, id, [](const Parameter& p) { return idOf(p); });
    return static_cast<std::size_t>(found - m_declared.begin());
}

const Parameter* ParameterSet::find(std::string_view id) const
{
    const std::size_t index = indexOf(id);
    return index < m_declared.size() ? &m_declared[index] : nullptr;
}

const ParameterValue& ParameterSet::value(std::string_view id) const
{
    const std::size_t index = indexOf(id);
    assert(index < m_values.size());
    return m_values[index];
}

int ParameterSet::choiceIndex(std::string_view id) const { return std::get<int>(value(id)); }

double ParameterSet::operator[](const RealParam& parameter) const
{
    return std::get<double>(value(parameter.id));
}

int ParameterSet::operator[](const IntParam& parameter) const { return std::get<int>(value(parameter.id)); }

bool ParameterSet::operator[](const FlagParam& parameter) const
{
    return std::get<bool>(value(parameter.id));
}

const std::string& ParameterSet::operator[](const TextParam& parameter) const
{
    return std::get<std::string>(value(parameter.id));
}

const std::vector<double>& ParameterSet::operator[](const CurveParam& parameter) const
{
    return std::get<std::vector<double>>(value(parameter.id));
}

const Points& ParameterSet::operator[](const PointsParam& parameter) const
{
    return std::get<Points>(value(parameter.id));
}

const MatrixEdits& ParameterSet::operator[](const MatrixParam& parameter) const
{
    return std::get<MatrixEdits>(value(parameter.id));
}

std::optional<double> ParameterSet::given(const RealParam& parameter) const
{
    const auto* number = std::get_if<double>(&value(parameter.id));
    return number ? std::optional(*number) : std::nullopt;
}

std::optional<int> ParameterSet::given(const IntParam& parameter) const
{
    const auto* number = std::get_if<int>(&value(parameter.id));
    return number ? std::optional(*number) : std::nullopt;
}

bool ParameterSet::isEnabled(const Parameter& parameter) const
{
    const EnabledWhen enabled = enabledWhenOf(parameter);
    return !enabled || enabled(*this);
}

Status ParameterSet::set(std::string_view id, ParameterValue value)
{
    const std::size_t index = indexOf(id);
    if (index == m_declared.size())
        return setText(id, {});
    Result<ParameterValue> accepted = checked(m_declared[index], std::move(value));
    if (!accepted)
        return accepted.error();
    m_values[index] = *std::move(accepted);
    return Done{};
}

Status ParameterSet::setText(std::string_view id, std::string_view value)
{
    const std::size_t index = indexOf(id);
    if (index == m_declared.size()) {
        std::vector<std::string_view> ids;
        for (const Parameter& parameter : m_declared)
            ids.push_back(idOf(parameter));
        return usage(text("There is no parameter '{0}'. Did you mean '{1}'?",
                          "パラメータ「{0}」はありません。「{1}」のことでしょうか。", id,
                          nearestSpelling(id, ids)));
    }
    Result<ParameterValue> accepted = fromText(m_declared[index], value);
    if (!accepted)
        return accepted.error();
    m_values[index] = *std::move(accepted);
    return Done{};
}

void ParameterSet::reset(std::string_view id)
{
    const std::size_t index = indexOf(id);
    if (index < m_declared.size())
        m_values[index] = initialValue(m_declared[index]);
}

std::string ParameterSet::textOf(std::string_view id) const
{
    const Parameter& parameter = m_declared[indexOf(id)];
    return std::visit(Overloaded{
                          [&](KeywordChosen) -> std::string {
                              if (const auto* real = std::get_if<RealParam>(&parameter))
                                  return std::string(real->keyword.id);
                              return std::string(std::get<IntParam>(parameter).keyword.id);
                          },
                          [](double number) { return shortest(number); },
                          [&](int number) {
                              if (const auto* choice = std::get_if<ChoiceParam>(&parameter))
                                  return std::string(choice->options[static_cast<std::size_t>(number)].id);
                              return std::to_string(number);
                          },
                          [](bool flag) -> std::string { return flag ? "true" : "false"; },
                          [](const std::string& words) { return words; },
                          [](const std::vector<double>& points) {
                              std::string out;
                              for (const double point : points)
                                  out += (out.empty() ? "" : ",") + shortest(point);
                              return out;
                          },
                          [](const Points& points) { return pointsText(points); },
                          [](const MatrixEdits& edits) { return matrixEditsText(edits); },
                      },
                      value(id));
}

std::string ParameterSet::settings(bool onlyChanged) const
{
    std::string out;
    for (std::size_t i = 0; i < m_declared.size(); ++i) {
        if (onlyChanged && m_values[i] == initialValue(m_declared[i]))
            continue;
        const std::string_view id = idOf(m_declared[i]);
        out += (out.empty() ? "" : ";") + std::string(id) + "=" + escaped(textOf(id));
    }
    return out;
}

Status ParameterSet::setAll(std::string_view settings)
{
    ParameterSet changed = *this;
    for (const std::string_view piece : splitUnescaped(settings, ';')) {
        if (trimmed(piece).empty())
            continue;
        const auto equals = piece.find('=');
        if (equals == std::string_view::npos)
            return usage(
                text("'{0}' is not of the form id=value.", "「{0}」は id=値 の形ではありません。", piece));
        Status status =
            changed.setText(trimmed(piece.substr(0, equals)), unescaped(piece.substr(equals + 1)));
        if (!status)
            return status;
    }
    m_values = std::move(changed.m_values);
    return Done{};
}

} // namespace kaba
