// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/normal_rows.h"

namespace kaba {

Eigen::MatrixXd normalRows(Random& random, Eigen::Index rows, Eigen::Index cols)
{
    Eigen::MatrixXd matrix(rows, cols);
    for (Eigen::Index row = 0; row < rows; ++row)
        for (Eigen::Index col = 0; col < cols; ++col)
            matrix(row, col) = random.normal();
    return matrix;
}

} // namespace kaba
