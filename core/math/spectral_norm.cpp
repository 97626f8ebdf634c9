// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/spectral_norm.h"

#include "core/math/random.h"
#include "core/math/symmetric_eigen.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr Eigen::Index kMostSteps = 30;
constexpr double kSettled =
    1e-14; ///< a new direction this short, relative to the largest so far, is rounding

Eigen::VectorXd startFor(Eigen::Index size)
{
    Random random(1);
    Eigen::VectorXd start(size);
    for (double& entry : start)
        entry = random.normal();
    return start.normalized();
}

} // namespace

double spectralNorm(const Eigen::MatrixXd& matrix)
{
    const Eigen::Index steps = std::min(kMostSteps, matrix.cols());
    Eigen::MatrixXd basis(matrix.cols(), steps);
    Eigen::MatrixXd tridiagonal = Eigen::MatrixXd::Zero(steps, steps);
    Eigen::VectorXd next = startFor(matrix.cols());
    double largest = 0;
    for (Eigen::Index step = 0; step < steps; ++step) {
        basis.col(step) = next;
        next = matrix.transpose() * (matrix * next).eval();
        tridiagonal(step, step) = basis.col(step).dot(next);
        for (int pass = 0; pass < 2; ++pass)
            next -= basis.leftCols(step + 1) * (basis.leftCols(step + 1).transpose() * next).eval();
        const double length = next.norm();
        largest = std::max({largest, tridiagonal(step, step), length});
        if (length <= kSettled * largest || step + 1 == steps)
            break;
        tridiagonal(step, step + 1) = tridiagonal(step + 1, step) = length;
        next /= length;
    }
    return std::sqrt(std::max(0.0, symmetricEigenvaluesOf(tridiagonal).maxCoeff()));
}

} // namespace kaba
