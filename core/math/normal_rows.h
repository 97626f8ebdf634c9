// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/math/random.h"

#include <Eigen/Core>

namespace kaba {

/// rows × cols of independent standard normal numbers, drawn a row after the other. Cost rows·cols draws.
Eigen::MatrixXd normalRows(Random& random, Eigen::Index rows, Eigen::Index cols);

} // namespace kaba
