// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QStringView>

namespace kaba {

/// The value of an expression as people type it into a field: numbers, + - * / ^ and parentheses, `pi`, with the
/// usual precedence (^ binds to the right and stronger than the sign before it: -2^2 = -4). Full-width characters,
/// ×, ÷ and − count as their plain forms. Refuses what is not an expression and what has no finite value.
Result<double> evaluate(QStringView expression);

} // namespace kaba
