// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/ssm/state_space.h"

#include <vector>

namespace kaba {

/// (b, Āb, Ā²b, …): N × count, by squaring: each product doubles the columns that are known. Requires count ≥ 1.
/// Cost O(N²·count + N³ log count).
Eigen::MatrixXd krylovMatrix(const Eigen::MatrixXd& a, const Eigen::VectorXd& b, Eigen::Index count);

/// Ā^exponent by binary powers. Requires exponent ≥ 0. Cost O(N³ log exponent).
Eigen::MatrixXd matrixPower(Eigen::MatrixXd a, std::size_t exponent);

/// cᵀ Ā^exponent. Cost O(N³ log exponent).
Eigen::VectorXd rowTimesPower(Eigen::VectorXd c, Eigen::MatrixXd a, std::size_t exponent);

/// K_l = C Ā^l B̄, l = 0…length−1, as the LSSL paper computes it ("Krylov function", appendix C): through the whole
/// Krylov matrix, here held a block of columns at a time. Cost O(N²·length) operations. Stops when asked.
Result<std::vector<double>> krylovKernel(const StateSpace& discrete, std::size_t length,
                                         const RunContext& context);

/// The same numbers by baby and giant steps: K_{im+j} = (C Ā^{im})(Ā^j B̄) with m ≈ √length. Cost O(N·length +
/// N²·√length + N³ log length): the reference for the other methods.
std::vector<double> giantStepKernel(const StateSpace& discrete, std::size_t length);

} // namespace kaba
