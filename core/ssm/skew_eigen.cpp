// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/skew_eigen.h"

#include <Eigen/Eigenvalues>

#include <array>
#include <complex>

namespace kaba {

namespace {

/// H = i·D·T·D* with D = diag(iⁿ): the real symmetric T shares its subdiagonal up to sign with the skew H.
/// H_{n+1,n} = h gives (D*HD)_{n+1,n} = −i·h, hence T_{n+1,n} = −h.
Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> symmetricTwin(const Eigen::MatrixXd& tridiagonal)
{
    const Eigen::Index order = tridiagonal.rows();
    Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(order);
    solver.computeFromTridiagonal(Eigen::VectorXd::Zero(order), -tridiagonal.diagonal(-1));
    return solver;
}

} // namespace

SkewEigen skewEigen(const Eigen::MatrixXd& skew)
{
    const Eigen::Index order = skew.rows();
    const Eigen::Index kept = (order + 1) / 2;
    if (order == 1)
        return {Eigen::VectorXd::Zero(1), Eigen::MatrixXcd::Ones(1, 1)};
    const Eigen::HessenbergDecomposition<Eigen::MatrixXd> reduction(skew);
    const auto twin = symmetricTwin(reduction.matrixH());

    SkewEigen result{twin.eigenvalues().head(kept), Eigen::MatrixXcd(order, kept)};
    constexpr std::array<std::complex<double>, 4> kPhases{{{1, 0}, {0, 1}, {-1, 0}, {0, -1}}};
    const Eigen::MatrixXd basis = reduction.matrixQ();
    Eigen::MatrixXd re = twin.eigenvectors().leftCols(kept);
    Eigen::MatrixXd im = re;
    for (Eigen::Index n = 0; n < order; ++n) {
        re.row(n) *= kPhases[static_cast<std::size_t>(n % 4)].real();
        im.row(n) *= kPhases[static_cast<std::size_t>(n % 4)].imag();
    }
    result.vectors.real() = basis * re;
    result.vectors.imag() = basis * im;
    if (order % 2 == 1)
        result.frequency(kept - 1) = 0;
    return result;
}

} // namespace kaba
