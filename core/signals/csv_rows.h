// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace kaba {

struct CsvRow {
    std::size_t line = 1; ///< of the file, where the row begins
    std::vector<std::string> cells = {};
};

/// The separator of a table: the one of tab, ';' and ',' that stands outside quotes in most of its first rows, or
/// ' ' where none of them does.
char separatorOf(std::string_view text);

/// Splits a table into rows of cells. Cells may be quoted with '"' ("" is one quote) and then hold separators and
/// line breaks; blank lines and lines that begin with '#' are skipped; with ' ' as separator runs of blanks count
/// as one. Error::Input where a quote is never closed or a row has more
/// than 65536 cells. O(size).
Result<std::vector<CsvRow>> csvRows(std::string_view text, char separator, std::string_view source);

} // namespace kaba
