// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/factored_dense.h"

#include "core/layers/uniform_weights.h"
#include "core/math/random.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kaba {

Eigen::VectorXd FactoredDense::apply(const Eigen::VectorXd& x) const
{
    const Eigen::Index size = projection.cols();
    Eigen::VectorXd y(modules() * size);
    for (Eigen::Index module = 0; module < modules(); ++module) {
        const Eigen::VectorXd gated = gates.row(module).transpose().cwiseProduct(x);
        y.segment(module * size, size).noalias() = projection.transpose() * gated;
    }
    return y;
}

Eigen::MatrixXd FactoredDense::matrix() const
{
    const Eigen::Index size = projection.cols();
    Eigen::MatrixXd whole(projection.rows(), modules() * size);
    for (Eigen::Index module = 0; module < modules(); ++module)
        whole.middleCols(module * size, size) = gates.row(module).asDiagonal() * projection;
    return whole;
}

FactoredDense randomFactoredDense(Eigen::Index width, Eigen::Index modules, std::uint64_t seed)
{
    constexpr double kGateDeviation = 0.5;
    Random random(seed);
    return {.gates = Eigen::MatrixXd::NullaryExpr(modules, width,
                                                  [&] { return kGateDeviation * random.normal(); }),
            .projection = uniformWeights<double>(width, width / modules, seed)};
}

FactoredDense permutingFactoredDense(std::span<const Eigen::Index> permutation, Eigen::Index modules)
{
    const auto width = static_cast<Eigen::Index>(permutation.size());
    const Eigen::Index size = width / modules;
    FactoredDense layer{.gates = Eigen::MatrixXd::Zero(modules, width),
                        .projection = Eigen::MatrixXd::Zero(width, size)};
    for (Eigen::Index i = 0; i < width; ++i) {
        const Eigen::Index target = permutation[static_cast<std::size_t>(i)];
        layer.gates(target / size, i) = 1;
        layer.projection(i, target % size) = 1;
    }
    return layer;
}

std::vector<Eigen::Index> randomPermutation(Eigen::Index count, std::uint64_t seed)
{
    std::vector<Eigen::Index> places(static_cast<std::size_t>(count));
    std::iota(places.begin(), places.end(), Eigen::Index(0));
    Random random(seed);
    for (std::size_t left = places.size(); left > 1; --left)
        std::swap(places[left - 1], places[random.below(left)]);
    return places;
}

ModuleConvolution::ModuleConvolution(Eigen::Index width, Eigen::Index modules, std::uint64_t seed)
    : m_modules(modules)
    , m_size(width / modules)
{
    const double share = 1.0 / kTaps; // of a Glorot limit for all 9 taps together
    for (int tap = 0; tap < kTaps * kTaps; ++tap)
        m_filters.emplace_back(
            share * uniformWeights<double>(m_size, m_size, seed * 16 + static_cast<std::uint64_t>(tap)));
}

Eigen::MatrixXd ModuleConvolution::apply(const Eigen::MatrixXd& tokens) const
{
    Eigen::MatrixXd outputs = Eigen::MatrixXd::Zero(tokens.rows(), tokens.cols());
    for (Eigen::Index lag = 0; lag < std::min(kTaps, tokens.rows()); ++lag)
        for (Eigen::Index module = 0; module < m_modules; ++module)
            for (int side = -1; side <= 1; ++side) {
                const Eigen::Index from = module + side;
                if (from >= 0 && from < m_modules)
                    outputs.bottomRows(tokens.rows() - lag).middleCols(module * m_size, m_size) +=
                        tokens.topRows(tokens.rows() - lag).middleCols(from * m_size, m_size) *
                        filter(lag, side);
            }
    return outputs;
}

Eigen::MatrixXd ModuleConvolution::matrix(int lag) const
{
    Eigen::MatrixXd whole = Eigen::MatrixXd::Zero(m_modules * m_size, m_modules * m_size);
    for (Eigen::Index module = 0; module < m_modules; ++module)
        for (int side = -1; side <= 1; ++side)
            if (const Eigen::Index from = module + side; from >= 0 && from < m_modules)
                whole.block(from * m_size, module * m_size, m_size, m_size) = filter(lag, side);
    return whole;
}

} // namespace kaba
