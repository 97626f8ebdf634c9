// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/temporal_projection.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kaba {
namespace {

Eigen::MatrixXd frequencies(Random& random, Eigen::Index size)
{
    return Eigen::MatrixXd::NullaryExpr(size, size / 2,
                                        [&] { return static_cast<double>(size) * random.normal(); });
}

Eigen::MatrixXd waves(const Eigen::MatrixXd& frequencies, int depth)
{
    const double unit = depth * std::numbers::pi / static_cast<double>(frequencies.rows());
    const Eigen::RowVectorXd places =
        unit *
        Eigen::RowVectorXd::LinSpaced(frequencies.cols(), 0, static_cast<double>(frequencies.cols() - 1));
    const Eigen::ArrayXXd angles = frequencies.array().rowwise() * places.array();
    Eigen::MatrixXd all(frequencies.rows(), 2 * frequencies.cols());
    all << angles.sin(), angles.cos();
    return all;
}

} // namespace

TemporalProjection::TemporalProjection(Random& random, Eigen::Index in, Eigen::Index out)
    : m_inFrequencies(frequencies(random, in))
    , m_outFrequencies(frequencies(random, out))
    , m_values(std::min(in, out))
{
    const double limit = std::sqrt(6.0 / static_cast<double>(m_values.size()));
    for (double& value : m_values)
        value = limit * (2 * random.uniform() - 1);
}

Eigen::MatrixXd TemporalProjection::left(int depth) const
{
    return waves(m_inFrequencies, depth) / std::sqrt(static_cast<double>(m_outFrequencies.rows()));
}

Eigen::MatrixXd TemporalProjection::right(int depth) const
{
    return waves(m_outFrequencies, depth) / std::sqrt(static_cast<double>(m_outFrequencies.rows()));
}

Eigen::MatrixXd TemporalProjection::weights(int depth) const
{
    const Eigen::Index rank = m_values.size();
    return left(depth).leftCols(rank) * m_values.asDiagonal() * right(depth).topRows(rank);
}

double distanceFromRotation(const Eigen::MatrixXd& matrix)
{
    const Eigen::MatrixXd rows = matrix.rowwise().normalized();
    const Eigen::MatrixXd gap = rows * rows.transpose() - Eigen::MatrixXd::Identity(rows.rows(), rows.rows());
    return gap.norm() / std::sqrt(static_cast<double>(rows.rows()));
}

} // namespace kaba
