// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/state_space.h"

#include <cmath>

namespace kaba {

namespace {

std::complex<double> expMinusOne(std::complex<double> z)
{
    const double half = std::sin(z.imag() / 2);
    return {std::expm1(z.real()) * std::cos(z.imag()) - 2 * half * half,
            std::exp(z.real()) * std::sin(z.imag())};
}

/// b̄/b of one mode.
std::complex<double> inputFactor(std::complex<double> lambda, double step, const Discretization& method)
{
    if (method.isGbt())
        return step / (1.0 - method.alpha() * step * lambda);
    return lambda == 0.0 ? step : expMinusOne(step * lambda) / lambda;
}

} // namespace

StateSpace realEmbedding(const Eigen::MatrixXcd& a, const Eigen::VectorXcd& b, const Eigen::VectorXcd& c,
                         double d)
{
    const Eigen::Index order = a.rows();
    StateSpace real{Eigen::MatrixXd(2 * order, 2 * order), Eigen::VectorXd(2 * order),
                    Eigen::VectorXd(2 * order), d};
    real.a << a.real(), -a.imag(), a.imag(), a.real();
    real.b << b.real(), b.imag();
    real.c << c.real(), -c.imag();
    return real;
}

Eigen::MatrixXcd embeddedMatrix(const Eigen::MatrixXd& a)
{
    const Eigen::Index half = a.rows() / 2;
    Eigen::MatrixXcd matrix(half, half);
    matrix.real() = a.topLeftCorner(half, half);
    matrix.imag() = a.bottomLeftCorner(half, half);
    return matrix;
}

StateSpace discretize(const StateSpace& system, double step, const Discretization& method)
{
    DiscreteSystem<double> discrete = discretize(system.a, system.b, step, method);
    return {std::move(discrete.a), std::move(discrete.b), system.c, system.d};
}

DiagonalStateSpace discretize(const DiagonalStateSpace& system, double step, const Discretization& method)
{
    DiagonalStateSpace discrete = system;
    for (Eigen::Index n = 0; n < system.a.size(); ++n) {
        discrete.a(n) = discreteEigenvalue(system.a(n), step, method);
        discrete.b(n) *= inputFactor(system.a(n), step, method);
    }
    return discrete;
}

} // namespace kaba
