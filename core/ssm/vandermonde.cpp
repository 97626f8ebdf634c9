// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/vandermonde.h"

#include <cassert>
#include <cmath>

namespace kaba {

namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

std::complex<double> power(std::complex<double> exponent, double multiple)
{
    if (multiple == 0)
        return 1;
    return std::isinf(exponent.real()) ? 0 : std::exp(multiple * exponent);
}

std::complex<double> product(std::complex<double> a, std::complex<double> b)
{
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

/// to(n, j) = e^{j·stride·exponents_n}, j = 0…count−1: every eighth exactly, the rest by one product.
Eigen::MatrixXcd powerTable(const Eigen::VectorXcd& exponents, Eigen::Index count, double stride)
{
    constexpr Eigen::Index kAnchor = 8;
    Eigen::MatrixXcd table(exponents.size(), count);
    for (Eigen::Index n = 0; n < exponents.size(); ++n) {
        for (Eigen::Index j = 0; j < count; ++j) {
            const Eigen::Index within = j % kAnchor;
            table(n, j) = j < kAnchor || within == 0 ? power(exponents(n), stride * static_cast<double>(j))
                                                     : product(table(n, j - within), table(n, within));
        }
    }
    return table;
}

} // namespace

std::vector<double> vandermondeSum(const Eigen::VectorXcd& weights, const Eigen::VectorXcd& exponents,
                                   std::size_t length)
{
    assert(weights.size() == exponents.size());
    const Eigen::Index modes = exponents.size();
    const auto block = static_cast<Eigen::Index>(std::ceil(std::sqrt(static_cast<double>(length))));
    const Eigen::Index blocks = (static_cast<Eigen::Index>(length) + block - 1) / block;
    const Eigen::MatrixXcd within = powerTable(exponents, block, 1);
    const Eigen::MatrixXcd anchors =
        weights.asDiagonal() * powerTable(exponents, blocks, static_cast<double>(block));

    // Re(g·t) = Re g · Re t − Im g · Im t: one real product of the stacked parts.
    Eigen::MatrixXd left(blocks, 2 * modes);
    left << anchors.real().transpose(), -anchors.imag().transpose();
    Eigen::MatrixXd right(2 * modes, block);
    right << within.real(), within.imag();
    const RowMajor kernel = left * right;
    return {kernel.data(), kernel.data() + length};
}

Eigen::VectorXcd logEigenvalues(const Eigen::VectorXcd& lambda, double step, const Discretization& method)
{
    if (!method.isGbt())
        return step * lambda;
    return lambda.unaryExpr(
        [&](const std::complex<double>& value) { return std::log(discreteEigenvalue(value, step, method)); });
}

std::vector<double> vandermondeKernel(const DiagonalStateSpace& continuous, double step,
                                      const Discretization& method, std::size_t length)
{
    const DiagonalStateSpace discrete = discretize(continuous, step, method);
    const Eigen::VectorXcd weights = discrete.factor * (discrete.b.array() * discrete.c.array());
    return vandermondeSum(weights, logEigenvalues(continuous.a, step, method), length);
}

} // namespace kaba
