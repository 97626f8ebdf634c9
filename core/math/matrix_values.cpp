// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/matrix_values.h"

namespace kaba {
namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

} // namespace

MatrixValues matrixValues(const Eigen::MatrixXd& matrix)
{
    MatrixValues values{static_cast<std::size_t>(matrix.rows()), static_cast<std::size_t>(matrix.cols()),
                        std::vector<double>(static_cast<std::size_t>(matrix.size()))};
    Eigen::Map<RowMajor>(values.values.data(), matrix.rows(), matrix.cols()) = matrix;
    return values;
}

Eigen::MatrixXd eigenMatrix(const MatrixValues& matrix)
{
    return Eigen::Map<const RowMajor>(matrix.values.data(), static_cast<Eigen::Index>(matrix.rows),
                                      static_cast<Eigen::Index>(matrix.cols));
}

} // namespace kaba
