// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace kaba {

class PageLines;

/// One governing equation of a demo, as LaTeX.
struct Equation {
    std::string tex;
    Text meaning; ///< one line, with `$…$` where it needs them
    /// The choice under which it holds: a parameter and the values it may have. Empty: always.
    std::string parameter = {};
    std::vector<std::string> values = {};
};

/// A letter of the equations that the reader sets.
struct Symbol {
    std::string tex;
    std::string parameter;
};

struct DemoEquations {
    std::string demo;
    std::vector<Equation> equations = {};
    std::vector<Symbol> symbols = {};
};

/// The part `# equations` that may end a page, both languages in one, for each demo of the page that has its home there:
///
///     ## demo hippo
///     $$x'(t) = A x(t) + B u(t)$$
///     en: what the state does
///     ja: 状態の動き
///     when measure = legt, lmu
///     where $N$ = order, $\Delta$ = step
///
/// `when` is optional and belongs to the equation above it. Where no such part stands: none, and `lines` stays.
/// Input: anything else, with file and line.
Result<std::vector<DemoEquations>> readEquations(PageLines& lines);

/// The equations of a demo, from whichever shipped page holds them; without any where none does. Cost: a search over
/// the pages.
Result<DemoEquations> equationsOf(std::string_view demo);

} // namespace kaba
