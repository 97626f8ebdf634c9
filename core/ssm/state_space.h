// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/discretization.h"

#include <Eigen/Core>

namespace kaba {

/// x' = A x + B u, y = C x + D u, or after discretisation x_k = Ā x_{k−1} + B̄ u_k, y_k = C x_k + D u_k.
struct StateSpace {
    Eigen::MatrixXd a; ///< N × N
    Eigen::VectorXd b; ///< N
    Eigen::VectorXd c; ///< N, the row C
    double d = 0;
};

/// The same with a diagonal complex A: y = factor · Re Σ c_n x_n + d u.
struct DiagonalStateSpace {
    Eigen::VectorXcd a, b, c; ///< n
    double factor = 1;        ///< 2 where each mode stands for itself and its conjugate (S4D)
    double d = 0;
};

/// The real system of twice the order, state (Re x, Im x), with y = Re(C x) + D u. Cost O(N²).
StateSpace realEmbedding(const Eigen::MatrixXcd& a, const Eigen::VectorXcd& b, const Eigen::VectorXcd& c,
                         double d);

/// The complex A of which `a` is the real embedding.
Eigen::MatrixXcd embeddedMatrix(const Eigen::MatrixXd& a);

/// By GBT or ZOH (core/ssm/discretization.h); C and D stay. The diagonal one costs O(n) and, with ZOH, takes
/// b̄_n = b_n (e^{Δλ_n} − 1)/λ_n without cancellation, Δ b_n where λ_n = 0. Requires step > 0.
StateSpace discretize(const StateSpace& system, double step, const Discretization& method);
DiagonalStateSpace discretize(const DiagonalStateSpace& system, double step, const Discretization& method);

} // namespace kaba
