// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper.h"

#include <string>
#include <string_view>

namespace kaba {

/// `text` for the inside of a BibTeX field: TeX's special characters escaped, accented Latin letters as accents
/// (ü → {\"u}), dashes as hyphens; other writing stays UTF-8.
std::string latexEscaped(std::string_view text);

/// The key under which `paper` is cited: the proceedings' own, otherwise family, year and id ("gu2022s4").
std::string citationKey(const Paper& paper);

/// The entry of a paper: @inproceedings where it has proceedings, @misc otherwise. Empty where it has no authors
/// (a task of a benchmark is not cited by itself).
std::string bibtexOf(const Paper& paper);

} // namespace kaba
