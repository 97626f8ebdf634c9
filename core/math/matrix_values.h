// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/matrix_edits.h"

#include <Eigen/Core>

namespace kaba {

/// The same matrix for calculating and for editing. Cost O(rows · cols).
MatrixValues matrixValues(const Eigen::MatrixXd& matrix);
Eigen::MatrixXd eigenMatrix(const MatrixValues& matrix);

} // namespace kaba
