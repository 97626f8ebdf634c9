// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/expression.h"

#include "core/base/number_text.h"

#include <QString>

#include <cmath>
#include <numbers>
#include <optional>
#include <string>
#include <string_view>

namespace kaba {
namespace {

constexpr int kDeepest = 64; ///< nested parentheses, signs and powers

/// Recursive descent; an empty optional anywhere means that the text is no expression.
class Parser {
public:
    explicit Parser(std::string_view text)
        : m_rest(text)
    {}

    std::optional<double> whole()
    {
        const auto value = sum();
        skipBlanks();
        return m_rest.empty() ? value : std::nullopt;
    }

private:
    void skipBlanks()
    {
        while (m_rest.starts_with(' '))
            m_rest.remove_prefix(1);
    }

    bool take(std::string_view sign)
    {
        skipBlanks();
        if (!m_rest.starts_with(sign))
            return false;
        m_rest.remove_prefix(sign.size());
        return true;
    }

    std::optional<double> sum()
    {
        auto value = product();
        while (value) {
            if (take("+"))
                value = combine(value, product(), [](double a, double b) { return a + b; });
            else if (take("-"))
                value = combine(value, product(), [](double a, double b) { return a - b; });
            else
                break;
        }
        return value;
    }

    std::optional<double> product()
    {
        auto value = signedPower();
        while (value) {
            if (take("*"))
                value = combine(value, signedPower(), [](double a, double b) { return a * b; });
            else if (take("/"))
                value = combine(value, signedPower(), [](double a, double b) { return a / b; });
            else
                break;
        }
        return value;
    }

    std::optional<double> signedPower()
    {
        if (++m_depth > kDeepest)
            return std::nullopt;
        std::optional<double> value;
        if (take("-")) {
            value = signedPower();
            if (value)
                value = -*value;
        } else {
            value = take("+") ? signedPower() : power();
        }
        --m_depth;
        return value;
    }

    std::optional<double> power()
    {
        const auto base = atom();
        if (!base || !take("^"))
            return base;
        return combine(base, signedPower(), [](double a, double b) { return std::pow(a, b); });
    }

    std::optional<double> atom()
    {
        if (take("pi") || take("π"))
            return std::numbers::pi;
        if (!take("("))
            return number();
        const auto value = sum();
        return take(")") ? value : std::nullopt;
    }

    std::optional<double> number()
    {
        skipBlanks();
        std::size_t end = digits(0);
        if (end < m_rest.size() && m_rest[end] == '.')
            end = digits(end + 1);
        if (end < m_rest.size() && (m_rest[end] == 'e' || m_rest[end] == 'E')) {
            const std::size_t sign = end + 1;
            const bool hasSign = sign < m_rest.size() && (m_rest[sign] == '-' || m_rest[sign] == '+');
            end = digits(hasSign ? sign + 1 : sign);
        }
        const auto value = parseNumber(m_rest.substr(0, end));
        m_rest.remove_prefix(end);
        return value;
    }

    std::size_t digits(std::size_t from) const
    {
        while (from < m_rest.size() && m_rest[from] >= '0' && m_rest[from] <= '9')
            ++from;
        return from;
    }

    template <class Operation>
    static std::optional<double> combine(std::optional<double> a, std::optional<double> b,
                                         Operation operation)
    {
        return a && b ? std::optional(operation(*a, *b)) : std::nullopt;
    }

    std::string_view m_rest;
    int m_depth = 0;
};

std::string plainForm(QStringView typed)
{
    QString plain = typed.toString().normalized(QString::NormalizationForm_KC).simplified();
    plain.replace(QChar(0x2212), QLatin1Char('-'));
    plain.replace(QChar(0x00D7), QLatin1Char('*'));
    plain.replace(QChar(0x00F7), QLatin1Char('/'));
    return plain.toStdString();
}

} // namespace

Result<double> evaluate(QStringView expression)
{
    const std::string plain = plainForm(expression);
    const auto value = Parser(plain).whole();
    if (!value)
        return Error{Error::Kind::Usage,
                     text("'{}' is not a number. Type one, such as 0.01, 1e-3, 1/1024 or 2^10.",
                          "「{}」は数値として読めません。0.01、1e-3、1/1024、2^10 のように入力してください。",
                          plain)};
    if (!std::isfinite(*value))
        return Error{Error::Kind::Usage,
                     text("'{}' has no finite value. Type another one.",
                          "「{}」の値は有限ではありません。別の値を入力してください。", plain)};
    return *value;
}

} // namespace kaba
