// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/discretization.h"

#include <Eigen/LU>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <unsupported/Eigen/MatrixFunctions>

namespace kaba {
namespace {

template <class Scalar>
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>;
template <class Scalar>
using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

template <class Scalar>
DiscreteSystem<Scalar> generalisedBilinear(const Matrix<Scalar>& a, const Vector<Scalar>& b, double step,
                                           double alpha)
{
    const auto identity = Matrix<Scalar>::Identity(a.rows(), a.cols());
    DiscreteSystem<Scalar> explicitHalf{identity + (1 - alpha) * step * a, step * b};
    if (alpha == 0)
        return explicitHalf;
    const Eigen::PartialPivLU<Matrix<Scalar>> implicitHalf(identity - alpha * step * a);
    return {implicitHalf.solve(explicitHalf.a), implicitHalf.solve(explicitHalf.b)};
}

template <class Scalar>
DiscreteSystem<Scalar> zeroOrderHold(const Matrix<Scalar>& a, const Vector<Scalar>& b, double step)
{
    const Eigen::Index order = a.rows();
    Matrix<Scalar> augmented = Matrix<Scalar>::Zero(order + 1, order + 1);
    augmented.topLeftCorner(order, order) = step * a;
    augmented.topRightCorner(order, 1) = step * b;
    const Matrix<Scalar> exponential = augmented.exp();
    return {exponential.topLeftCorner(order, order), exponential.topRightCorner(order, 1)};
}

template <class Scalar>
DiscreteSystem<Scalar> discretized(const Matrix<Scalar>& a, const Vector<Scalar>& b, double step,
                                   const Discretization& method)
{
    assert(a.rows() == a.cols() && a.rows() == b.rows() && step > 0);
    return method.isGbt() ? generalisedBilinear<Scalar>(a, b, step, method.alpha())
                          : zeroOrderHold<Scalar>(a, b, step);
}

} // namespace

double Discretization::alpha() const
{
    assert(isGbt());
    switch (rule) {
    case StepRule::ForwardEuler:
        return 0;
    case StepRule::BackwardEuler:
        return 1;
    case StepRule::Gbt:
        return alphaOfGbt;
    case StepRule::Bilinear:
    case StepRule::Zoh:
        break;
    }
    return 0.5;
}

Discretization discretizationOf(const ParameterSet& values)
{
    return {values.as<StepRule>(kRule), values[kAlpha]};
}

DiscreteSystem<double> discretize(const Eigen::MatrixXd& a, const Eigen::VectorXd& b, double step,
                                  const Discretization& method)
{
    return discretized<double>(a, b, step, method);
}

DiscreteSystem<std::complex<double>> discretize(const Eigen::MatrixXcd& a, const Eigen::VectorXcd& b,
                                                double step, const Discretization& method)
{
    return discretized<std::complex<double>>(a, b, step, method);
}

std::complex<double> discreteEigenvalue(std::complex<double> lambda, double step,
                                        const Discretization& method)
{
    const std::complex<double> z = step * lambda;
    if (!method.isGbt())
        return std::exp(z);
    return (1.0 + (1 - method.alpha()) * z) / (1.0 - method.alpha() * z);
}

std::complex<double> continuousEigenvalue(std::complex<double> discrete, double step,
                                          const Discretization& method)
{
    if (!method.isGbt())
        return std::log(discrete) / step;
    return (discrete - 1.0) / ((1 - method.alpha()) + method.alpha() * discrete) / step;
}

Eigen::VectorXcd discreteEigenvalues(const Eigen::VectorXcd& lambda, double step,
                                     const Discretization& method)
{
    return lambda.unaryExpr(
        [&](const std::complex<double>& value) { return discreteEigenvalue(value, step, method); });
}

double spectralRadius(const Eigen::VectorXcd& eigenvalues)
{
    double radius = 0;
    for (const std::complex<double>& value : eigenvalues) {
        const double size = std::abs(value);
        if (std::isnan(size))
            return size;
        radius = std::max(radius, size);
    }
    return radius;
}

double stepLimit(const Eigen::VectorXcd& eigenvalues, double alpha)
{
    double limit = std::numeric_limits<double>::infinity();
    if (alpha >= 0.5)
        return limit;
    for (const std::complex<double>& value : eigenvalues)
        if (const double size = std::norm(value); size > 0)
            limit = std::min(limit, -2 * value.real() / ((1 - 2 * alpha) * size));
    return limit;
}

} // namespace kaba
