// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace kaba {

/// The inside of a BibTeX field as plain text, the other way round of latexEscaped(): accents composed, signs and
/// dashes as characters, braces and commands without a letter of their own gone, blanks in a row as one. Formulas
/// between dollars stay LaTeX.
std::string plainFromTex(std::string_view tex);

} // namespace kaba
