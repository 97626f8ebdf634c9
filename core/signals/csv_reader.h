// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/base/result.h"
#include "core/signals/csv_rows.h"

#include <optional>
#include <string_view>
#include <vector>

namespace kaba {

/// How a table of text is written.
struct CsvFormat {
    char separator = ',';
    bool decimalComma = false;
    bool heading = false; ///< the first row names the columns
};

/// What is known of the format before looking; the rest is told from the text.
struct CsvWish {
    std::optional<char> separator = {};
    std::optional<bool> decimalComma = {}, heading = {};
};

/// The cells of a table, its heading among them.
struct CsvCells {
    CsvFormat format;
    std::vector<CsvRow> rows; ///< at least one
};

/// Splits a table into cells; line ends may be LF, CR LF or CR. Error::Input where the text is larger than 128 MiB,
/// holds no row, or is not quoted well.
Result<CsvCells> csvCells(std::string_view utf8, std::string_view source, const CsvWish& wish = {});

/// The numeric columns of a table of text, each an array of one dimension (cells without a value are NaN and
/// counted in a notice). The first row is a heading where one of its cells is no number. A column whose first cells
/// are mostly words is left out with a notice. Error::Input names line and column of the first cell or row that does
/// not fit, and says so where nothing is numeric.
Result<Input> readCsv(std::string_view utf8, std::string_view source, const CsvWish& wish = {});

} // namespace kaba
