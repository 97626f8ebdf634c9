// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <QString>

#include <string_view>

namespace kaba {

/// A number for reading: `digits` significant digits without trailing zeros, a true minus sign, and powers of ten
/// as 1.2×10⁻⁵ where the plain form would be longer. Whole numbers below 100 000 keep all digits. NaN is "–", infinity ∞.
QString displayNumber(double value, int digits = 4);

/// Digits of a value under the cursor.
inline constexpr int kReadingDigits = 6;

/// "0.512 s", kept on one line; the number alone without a unit.
QString withUnit(const QString& number, std::string_view unit, Language language);

/// "10⁻³"
QString powerOfTen(int exponent);

} // namespace kaba
