// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/base/matrix_edits.h"

#include <filesystem>

namespace kaba {

/// The one matrix in a file that was read: an array of up to two dimensions, or the columns of a table of text. An
/// array of one dimension is a column. Error::Input, with line and column where there are any: several arrays,
/// complex or missing values, columns that were left out, more than kMostMatrixRows rows or columns.
Result<MatrixValues> matrixOf(const Input& input);

/// readInput() and matrixOf(), and the shape: a vector is laid as `shape` wants it. Error::Input says which shape
/// the file has and which is needed.
Result<MatrixValues> readMatrix(const std::filesystem::path& path, MatrixShape shape);

} // namespace kaba
