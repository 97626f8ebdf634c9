// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace kaba {

/// ‖matrix‖₂, the largest singular value, by at most 30 steps of Lanczos on MᵀM from a fixed start, every vector made
/// orthogonal to all before: never too large, and too small by less than 1e-3 of itself even where the singular values
/// decay slowly; to rounding where one stands out or the matrix has at most 30 columns. Requires finite entries whose
/// squares do not overflow. Cost 60 multiply-adds an entry. Source: Golub and Van Loan, Matrix Computations, 10.1.
double spectralNorm(const Eigen::MatrixXd& matrix);

} // namespace kaba
