// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/krylov.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>

namespace kaba {

namespace {

constexpr Eigen::Index kColumnsAtATime = 1024;

} // namespace

Eigen::MatrixXd krylovMatrix(const Eigen::MatrixXd& a, const Eigen::VectorXd& b, Eigen::Index count)
{
    Eigen::MatrixXd columns(a.rows(), count);
    columns.col(0) = b;
    Eigen::MatrixXd power = a;
    for (Eigen::Index known = 1; known < count; known *= 2) {
        const Eigen::Index fresh = std::min(known, count - known);
        columns.middleCols(known, fresh).noalias() = power * columns.leftCols(fresh);
        if (2 * known < count)
            power = power * power;
    }
    return columns;
}

Eigen::MatrixXd matrixPower(Eigen::MatrixXd a, std::size_t exponent)
{
    Eigen::MatrixXd power = Eigen::MatrixXd::Identity(a.rows(), a.cols());
    for (; exponent > 0; exponent /= 2) {
        if (exponent % 2 == 1)
            power = power * a;
        if (exponent > 1)
            a = a * a;
    }
    return power;
}

Eigen::VectorXd rowTimesPower(Eigen::VectorXd c, Eigen::MatrixXd a, std::size_t exponent)
{
    for (; exponent > 0; exponent /= 2) {
        if (exponent % 2 == 1)
            c = a.transpose() * c;
        if (exponent > 1)
            a = a * a;
    }
    return c;
}

Result<std::vector<double>> krylovKernel(const StateSpace& discrete, std::size_t length,
                                         const RunContext& context)
{
    const auto total = static_cast<Eigen::Index>(length);
    std::vector<double> kernel(length);
    Eigen::Map<Eigen::VectorXd> out(kernel.data(), total);
    const Eigen::Index width = std::min(total, kColumnsAtATime);
    Eigen::MatrixXd columns = krylovMatrix(discrete.a, discrete.b, width);
    const Eigen::MatrixXd shift =
        width < total ? matrixPower(discrete.a, static_cast<std::size_t>(width)) : Eigen::MatrixXd();
    for (Eigen::Index from = 0;;) {
        const Eigen::Index count = std::min(width, total - from);
        out.segment(from, count).noalias() = columns.leftCols(count).transpose() * discrete.c;
        from += count;
        if (from == total)
            return kernel;
        if (!context.advance(from, total))
            return RunContext::cancelled();
        columns = shift * columns;
    }
}

std::vector<double> giantStepKernel(const StateSpace& discrete, std::size_t length)
{
    assert(length >= 1);
    const std::size_t small = std::bit_ceil(static_cast<std::size_t>(std::sqrt(static_cast<double>(length))));
    const auto babies = static_cast<Eigen::Index>(small);
    const auto giants = static_cast<Eigen::Index>((length + small - 1) / small);
    const Eigen::MatrixXd right = krylovMatrix(discrete.a, discrete.b, babies);
    const Eigen::MatrixXd left = krylovMatrix(matrixPower(discrete.a, small).transpose(), discrete.c, giants);
    const Eigen::MatrixXd kernel = right.transpose() * left; // column i holds K_{im}…K_{im+m−1}
    return {kernel.data(), kernel.data() + length};
}

} // namespace kaba
