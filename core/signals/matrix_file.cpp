// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/signals/matrix_file.h"

#include "core/signals/input_file.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace kaba {
namespace {

Error inputError(const Input& input, const Text& what)
{
    return {Error::Kind::Input, {input.name + ": " + what.en, input.name + "：" + what.ja}};
}

/// "line 4, column 2" of a table of text, else "row 3, column 2" of an array, counted from 1.
Text placeOf(const Input& input, std::size_t row, std::size_t col)
{
    if (row < input.lines.size())
        return text("line {0}, column {1}", "{0} 行目、{1} 列目", input.lines[row], col + 1);
    return text("row {0}, column {1}", "第 {0} 行、第 {1} 列", row + 1, col + 1);
}

MatrixValues ofArray(const InputArray& array)
{
    const std::size_t rows = array.shape.empty() ? 1 : array.shape.front();
    return {rows, array.shape.size() == 2 ? array.shape.back() : 1, array.re};
}

MatrixValues ofColumns(const std::vector<InputArray>& columns)
{
    MatrixValues matrix{columns.front().re.size(), columns.size(),
                        std::vector<double>(columns.front().re.size() * columns.size())};
    for (std::size_t c = 0; c < columns.size(); ++c)
        for (std::size_t r = 0; r < matrix.rows; ++r)
            matrix.at(r, c) = columns[c].re[r];
    return matrix;
}

Status checkArrays(const Input& input)
{
    const bool table = !input.lines.empty();
    if (input.arrays.empty() || (!table && input.arrays.size() != 1))
        return inputError(input, text("one matrix is needed, but the file holds {} arrays.",
                                      "行列が 1 つ必要ですが、ファイルには配列が {} 個あります。",
                                      input.arrays.size()));
    if (std::ranges::any_of(input.arrays, [](const InputArray& array) { return !array.im.empty(); }))
        return inputError(input, {"the values are complex; a real matrix is needed.",
                                  "値が複素数です。実数の行列が必要です。"});
    if (std::ranges::any_of(input.arrays, [](const InputArray& array) { return array.shape.size() > 2; }))
        return inputError(input, {"the array has more than two dimensions.", "配列が 3 次元以上です。"});
    return Done{};
}

Status checkValues(const Input& input, const MatrixValues& matrix)
{
    if (std::min(matrix.rows, matrix.cols) < 1 || std::max(matrix.rows, matrix.cols) > kMostMatrixRows)
        return inputError(input,
                          text("the matrix is {0} × {1}; between 1 and {2} rows and columns can be read.",
                               "行列は {0} × {1} です。読めるのは行・列とも 1 から {2} までです。",
                               matrix.rows, matrix.cols, kMostMatrixRows));
    for (std::size_t r = 0; r < matrix.rows; ++r)
        for (std::size_t c = 0; c < matrix.cols; ++c)
            if (!std::isfinite(matrix.at(r, c))) {
                const Text place = placeOf(input, r, c);
                return inputError(input, {place.en + ": a value is missing or not finite.",
                                          place.ja + "：値がないか、有限ではありません。"});
            }
    return Done{};
}

bool isVector(const MatrixValues& matrix) { return std::min(matrix.rows, matrix.cols) == 1; }

Error wrongShape(const Input& input, const MatrixValues& matrix, MatrixShape shape)
{
    const Text needed =
        shape == MatrixShape::Square
            ? Text("as many rows as columns are needed.", "行と列の数が等しい必要があります。")
            : Text("one row or one column is needed.", "1 行または 1 列が必要です。");
    const Text found = text("the matrix is {0} × {1}; ", "行列は {0} × {1} です。", matrix.rows, matrix.cols);
    return inputError(input, {found.en + needed.en, found.ja + needed.ja});
}

} // namespace

Result<MatrixValues> matrixOf(const Input& input)
{
    if (const Status arrays = checkArrays(input); !arrays)
        return arrays.error();
    MatrixValues matrix = input.lines.empty() ? ofArray(input.arrays.front()) : ofColumns(input.arrays);
    if (const Status values = checkValues(input, matrix); !values)
        return values.error();
    if (!input.lines.empty() && !input.notices.empty()) // a column that was left out would change the matrix
        return inputError(input, input.notices.front());
    return matrix;
}

Result<MatrixValues> readMatrix(const std::filesystem::path& path, MatrixShape shape)
{
    const auto input = readInput(path);
    if (!input)
        return input.error();
    auto matrix = matrixOf(**input);
    if (!matrix)
        return matrix;
    if (shape == MatrixShape::Square ? matrix->rows != matrix->cols : !isVector(*matrix))
        return wrongShape(**input, *matrix, shape);
    const std::size_t length = matrix->values.size();
    if (shape == MatrixShape::Column)
        std::tie(matrix->rows, matrix->cols) = std::pair(length, std::size_t{1});
    if (shape == MatrixShape::Row)
        std::tie(matrix->rows, matrix->cols) = std::pair(std::size_t{1}, length);
    return matrix;
}

} // namespace kaba
