// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/spectrum.h"

#include "core/math/singular_values.h"

#include <Eigen/Eigenvalues>

#include <algorithm>

namespace kaba {
namespace {

bool isHeavierBelow(const Eigen::MatrixXd& a)
{
    return a.triangularView<Eigen::StrictlyLower>().toDenseMatrix().norm() >
           a.triangularView<Eigen::StrictlyUpper>().toDenseMatrix().norm();
}

Eigen::MatrixXd turned(const Eigen::MatrixXd& a)
{
    return isHeavierBelow(a) ? Eigen::MatrixXd(a.reverse()) : a;
}

double conditionOf(const Eigen::MatrixXcd& vectors)
{
    const Eigen::VectorXd sizes = singularValuesOf(vectors);
    const double largest = sizes(0);
    return largest / std::max(sizes(sizes.size() - 1), largest / kMostCondition);
}

} // namespace

Eigen::VectorXcd eigenvaluesOf(const Eigen::MatrixXd& a)
{
    return Eigen::EigenSolver<Eigen::MatrixXd>(turned(a), false).eigenvalues();
}

Eigen::VectorXcd eigenvaluesOf(const Eigen::MatrixXcd& a)
{
    return Eigen::ComplexEigenSolver<Eigen::MatrixXcd>(a, false).eigenvalues();
}

Spectrum spectrumOf(const Eigen::MatrixXd& a)
{
    const Eigen::EigenSolver<Eigen::MatrixXd> solver(turned(a));
    return {solver.eigenvalues(), conditionOf(solver.eigenvectors())};
}

} // namespace kaba
