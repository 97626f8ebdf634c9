// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parameter.h"
#include "papers_db/demo_equations.h"

#include <QString>

namespace kaba {

enum class EquationNumbers { None, Current };

/// The equations that hold under `values`, each with its words above it, as HTML for FormulaDocument; with the current
/// numbers also what each letter is now: "N = 64". Letters without effect under the values are left out. Empty where
/// the demo has none.
QString equationsHtml(const DemoEquations& equations, const ParameterSet& values, Language language,
                      EquationNumbers numbers);

/// Those of them that hold under `values`, in their order.
std::vector<const Equation*> equationsThatHold(const DemoEquations& equations, const ParameterSet& values);

/// "64", "0.01 s", "bilinear": a value as a reader sees it.
QString shownValue(const ParameterSet& values, std::string_view parameter, Language language);

} // namespace kaba
