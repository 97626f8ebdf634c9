// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/attention_measures.h"

#include "core/math/singular_values.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace kaba {

Samples rowEntropies(const Eigen::MatrixXd& weights)
{
    Eigen::VectorXd entropies = Eigen::VectorXd::Zero(weights.rows());
    for (Eigen::Index column = 0; column < weights.cols(); ++column)
        for (Eigen::Index row = 0; row < weights.rows(); ++row)
            if (const double weight = weights(row, column); weight > 0)
                entropies[row] -= weight * std::log(weight);
    return {entropies.data(), entropies.data() + entropies.size()};
}

Samples rowEntropiesOfSizes(const Eigen::MatrixXd& weights)
{
    Eigen::MatrixXd sizes = weights.cwiseAbs();
    const Eigen::VectorXd sums = sizes.rowwise().sum();
    for (Eigen::Index row = 0; row < sizes.rows(); ++row)
        if (sums[row] > 0)
            sizes.row(row) /= sums[row];
    return rowEntropies(sizes);
}

Samples singularValues(const Eigen::MatrixXd& matrix)
{
    const Eigen::VectorXd values = singularValuesOf(matrix);
    return {values.data(), values.data() + values.size()};
}

double effectiveRank(const Samples& singular)
{
    double sum = 0;
    for (const double value : singular)
        sum += value;
    double entropy = 0;
    for (const double value : singular)
        if (value > 0)
            entropy -= value / sum * std::log(value / sum);
    return std::exp(entropy);
}

double largeWeight(const Eigen::MatrixXd& weights)
{
    constexpr double kShare = 0.99;
    Samples positive;
    for (const double weight : weights.reshaped())
        if (weight > 0)
            positive.push_back(weight);
    if (positive.empty())
        return 1;
    const auto place = static_cast<std::ptrdiff_t>(kShare * static_cast<double>(positive.size() - 1));
    std::ranges::nth_element(positive, positive.begin() + place);
    return positive[static_cast<std::size_t>(place)];
}

Eigen::MatrixXd rolledThrough(const Eigen::MatrixXd& layer, const Eigen::MatrixXd& below)
{
    if (below.size() == 0)
        return 0.5 * (layer + Eigen::MatrixXd::Identity(layer.rows(), layer.cols()));
    return 0.5 * (below + layer * below);
}

double relativeError(const Eigen::MatrixXd& found, const Eigen::MatrixXd& exact)
{
    const double distance = (found - exact).norm();
    return distance == 0 ? 0 : distance / exact.norm();
}

Eigen::MatrixXd tilesOfExtremes(const Eigen::MatrixXd& matrix, Eigen::Index most)
{
    const Eigen::Index side = (std::max(matrix.rows(), matrix.cols()) + most - 1) / most;
    if (side <= 1)
        return matrix;
    Eigen::MatrixXd tiles =
        Eigen::MatrixXd::Zero((matrix.rows() + side - 1) / side, (matrix.cols() + side - 1) / side);
    for (Eigen::Index column = 0; column < matrix.cols(); ++column)
        for (Eigen::Index row = 0; row < matrix.rows(); ++row) {
            double& tile = tiles(row / side, column / side);
            if (std::abs(matrix(row, column)) > std::abs(tile))
                tile = matrix(row, column);
        }
    return tiles;
}

} // namespace kaba
