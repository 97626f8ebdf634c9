// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/cell_name.h"

#include "ui/base/words.h"
#include "ui/plot/number_format.h"

#include <algorithm>
#include <cmath>

namespace kaba {

std::size_t cellAt(const Interval& span, std::size_t cells, double value)
{
    const double part = (value - span.low) / (span.high - span.low);
    return static_cast<std::size_t>(
        std::clamp(std::floor(part * static_cast<double>(cells)), 0.0, static_cast<double>(cells) - 1));
}

QString readingOf(double value, std::string_view unit, Language language)
{
    return withUnit(displayNumber(value, kReadingDigits), unit, language);
}

QString placeOn(const Axis& axis, Language language, double value)
{
    const QString label = inLanguage(axis.label, language);
    const QString number = readingOf(value, axis.unit, language);
    return label.isEmpty() ? number : label + QStringLiteral(" = ") + number;
}

QString cellName(const Axis& axis, const std::vector<std::string>& names, const Interval& span,
                 std::size_t cells, std::size_t index, std::size_t every, Language language)
{
    if (index >= names.size() && !axis.unit.empty()) {
        const double part = (static_cast<double>(index) + 0.5) / static_cast<double>(cells);
        return placeOn(axis, language, span.low + part * (span.high - span.low));
    }
    const QString label = inLanguage(axis.label, language);
    const QString name = index < names.size() ? qstring(names[index]) : QString::number(index * every);
    return label.isEmpty() ? name : label + u' ' + name;
}

} // namespace kaba
