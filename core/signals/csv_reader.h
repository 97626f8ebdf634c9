// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/base/result.h"

#include <string_view>

namespace kaba {

/// The numeric columns of a table of text, each an array of one dimension (cells without a value are NaN and
/// counted in a notice). The first row is a heading where one of its cells is no number; separator, decimal
/// mark and line ends (LF, CR LF, CR) are told from the text. A column whose first cells are mostly words is left out with a notice. Error::Input
/// names line and column of the first cell or row that does not fit, and says so where nothing is numeric or the text
/// is larger than 128 MiB.
Result<Input> readCsv(std::string_view utf8, std::string_view source);

} // namespace kaba
