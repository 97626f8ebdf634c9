// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

namespace kaba {

/// One eigenvector of each conjugate pair of a real skew-symmetric matrix S = V diag(i·frequency) V*.
struct SkewEigen {
    Eigen::VectorXd
        frequency; ///< ascending, ≤ 0: −1303.3, −433.0, … The zero of an odd order comes last, exactly 0
    Eigen::MatrixXcd vectors; ///< order × pairs, orthonormal; the phase of each column is arbitrary
};

/// Requires a skew-symmetric matrix. Reduces it to tridiagonal form, which is i times a real symmetric one after a
/// diagonal change of phases, so no complex iteration is needed. Cost O(N³).
SkewEigen skewEigen(const Eigen::MatrixXd& skew);

} // namespace kaba
