// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/layers/sparse_feed_forward.h"

#include "core/layers/uniform_weights.h"
#include "core/math/random.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

enum Part : std::uint64_t { In, Out, ControllerIn, ControllerOut, kParts };

std::uint64_t streamOf(std::uint64_t seed, Part part) { return seed * kParts + part; }

std::uint64_t product(Eigen::Index rows, Eigen::Index cols)
{
    return static_cast<std::uint64_t>(rows) * static_cast<std::uint64_t>(cols);
}

} // namespace

template <class Scalar>
SparseFeedForward<Scalar>::SparseFeedForward(const SparseShape& shape, std::uint64_t seed, bool withUnits)
    : m_shape(shape)
{
    if (withUnits) {
        m_in = uniformWeights<Scalar>(shape.width, shape.units, streamOf(seed, In));
        m_out = uniformWeights<Scalar>(shape.width, shape.units, streamOf(seed, Out));
    }
    if (shape.perBlock > 1) {
        m_controllerIn = uniformWeights<Scalar>(shape.width, shape.bottleneck, streamOf(seed, ControllerIn));
        m_controllerOut =
            uniformWeights<Scalar>(shape.bottleneck, shape.units, streamOf(seed, ControllerOut));
    }
}

template <class Scalar>
auto SparseFeedForward<Scalar>::logitsOf(const Matrix& tokens, std::uint64_t& multiplyAdds) const -> Matrix
{
    if (m_shape.perBlock == 1)
        return Matrix::Zero(m_shape.units, tokens.cols());
    multiplyAdds +=
        static_cast<std::uint64_t>(tokens.cols()) * (product(m_controllerIn.rows(), m_controllerIn.cols()) +
                                                     product(m_controllerOut.rows(), m_controllerOut.cols()));
    const Matrix narrow = m_controllerIn.transpose() * tokens;
    return m_controllerOut.transpose() * narrow;
}

template <class Scalar>
auto SparseFeedForward<Scalar>::logits(const Vector& token, std::uint64_t& multiplyAdds) const -> Vector
{
    return logitsOf(token, multiplyAdds);
}

template <class Scalar>
auto SparseFeedForward<Scalar>::hidden(const Vector& token, std::uint64_t& multiplyAdds) const -> Vector
{
    multiplyAdds += product(m_in.rows(), m_in.cols());
    return (m_in.transpose() * token).cwiseMax(Scalar(0));
}

template <class Scalar>
auto SparseFeedForward<Scalar>::project(const Vector& hidden, std::uint64_t& multiplyAdds) const -> Vector
{
    multiplyAdds += product(m_out.rows(), m_out.cols());
    return m_out * hidden;
}

template <class Scalar>
auto SparseFeedForward<Scalar>::dense(const Vector& token, std::uint64_t& multiplyAdds) const -> Vector
{
    return project(hidden(token, multiplyAdds), multiplyAdds);
}

template <class Scalar>
auto SparseFeedForward<Scalar>::masked(const Vector& token, const ChosenUnits& chosen,
                                       std::uint64_t& multiplyAdds) const -> Vector
{
    const Vector all = hidden(token, multiplyAdds);
    Vector kept = Vector::Zero(all.size());
    for (const Eigen::Index unit : chosen)
        kept[unit] = all[unit];
    return project(kept, multiplyAdds);
}

template <class Scalar>
auto SparseFeedForward<Scalar>::gathered(const Vector& token, const ChosenUnits& chosen,
                                         std::uint64_t& multiplyAdds) const -> Vector
{
    Vector output = Vector::Zero(m_shape.width);
    for (const Eigen::Index unit : chosen) {
        multiplyAdds += 2 * static_cast<std::uint64_t>(m_shape.width);
        const Scalar value = std::max(Scalar(0), m_in.col(unit).dot(token));
        output.noalias() += value * m_out.col(unit);
    }
    return output;
}

template <class Scalar>
auto SparseFeedForward<Scalar>::sparse(const Vector& token, std::uint64_t& multiplyAdds) const -> Vector
{
    return gathered(token, largestOfBlocks(logits(token, multiplyAdds), m_shape.perBlock), multiplyAdds);
}

template class SparseFeedForward<float>;
template class SparseFeedForward<double>;

Eigen::VectorXd gumbelNoise(Eigen::Index units, std::uint64_t seed)
{
    Random random(seed);
    return Eigen::VectorXd::NullaryExpr(units, [&] {
        constexpr double kTiny = 1e-300;
        return -std::log(std::max(kTiny, -std::log(std::max(kTiny, random.uniform()))));
    });
}

double denseMultiplyAdds(const SparseShape& shape)
{
    return 2 * static_cast<double>(shape.width) * static_cast<double>(shape.units);
}

double sparseMultiplyAdds(const SparseShape& shape)
{
    if (shape.perBlock == 1)
        return denseMultiplyAdds(shape);
    return denseMultiplyAdds(shape) / static_cast<double>(shape.perBlock) +
           static_cast<double>(shape.bottleneck) * static_cast<double>(shape.width + shape.units);
}

} // namespace kaba
