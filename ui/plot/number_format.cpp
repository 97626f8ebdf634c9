// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/number_format.h"

#include "core/base/unit_text.h"
#include "ui/base/words.h"

#include <cmath>

namespace kaba {

namespace {

QString withTrueMinus(QString text) { return text.replace(u'-', u'\u2212'); }

QString superscript(int number)
{
    static const QString kDigits = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString text;
    for (const QChar digit : QString::number(number))
        text += digit == u'-' ? QChar(u'⁻') : kDigits.at(digit.digitValue());
    return text;
}

} // namespace

QString powerOfTen(int exponent) { return QStringLiteral("10") + superscript(exponent); }

QString withUnit(const QString& number, std::string_view unit, Language language)
{
    constexpr QChar kNarrowNoBreakSpace(0x202F);
    return unit.empty() ? number : number + kNarrowNoBreakSpace + qstring(unitText(unit, language));
}

QString displayNumber(double value, int digits)
{
    if (std::isnan(value))
        return QStringLiteral("–");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    constexpr double kCountable = 1e5; ///< whole numbers below are counts: all their digits stay
    if (std::abs(value) < kCountable && value == std::trunc(value))
        return withTrueMinus(QString::number(value + 0.0, 'f', 0));
    const QString scientific = QString::number(value, 'e', digits - 1);
    const int split = static_cast<int>(scientific.indexOf(u'e'));
    const int exponent = scientific.mid(split + 1).toInt();
    if (value == 0 || (exponent >= -3 && exponent < std::max(digits, 5)))
        return withTrueMinus(QString::number(scientific.toDouble(), 'g', std::max(digits, 6)));
    QString mantissa = scientific.left(split);
    while (mantissa.contains(u'.') && (mantissa.endsWith(u'0') || mantissa.endsWith(u'.')))
        mantissa.chop(1);
    if (mantissa == QLatin1String("1") || mantissa == QLatin1String("-1"))
        return withTrueMinus(mantissa.chopped(1)) + powerOfTen(exponent);
    return withTrueMinus(mantissa) + QStringLiteral("×") + powerOfTen(exponent);
}

} // namespace kaba
