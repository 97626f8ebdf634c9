// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/matrix_writer.h"

#include "core/base/file.h"
#include "core/base/number_text.h"
#include "core/figure_io/npy_writer.h"

#include <array>

namespace kaba {
namespace {

std::string csvBytes(const MatrixValues& matrix)
{
    std::string out;
    for (std::size_t r = 0; r < matrix.rows; ++r)
        for (std::size_t c = 0; c < matrix.cols; ++c)
            out += shortest(matrix.at(r, c)) + (c + 1 == matrix.cols ? '\n' : ',');
    return out;
}

} // namespace

Status writeMatrix(const std::filesystem::path& path, const MatrixValues& matrix)
{
    const std::array<std::size_t, 2> shape{matrix.rows, matrix.cols};
    return writeFile(path, path.extension() == ".npy" ? npyBytes(shape, matrix.values) : csvBytes(matrix));
}

} // namespace kaba
