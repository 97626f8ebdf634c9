// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/operation_counts.h"

#include <algorithm>

namespace kaba {

double dplrStepOperations(double order, double rank) { return order / 2 * (8 + 4 * rank); }

double s4LayerStepOperations(double order, double rank, double width)
{
    return width * dplrStepOperations(order, rank) + 2 * width * width;
}

double attentionStepOperations(double width, double position)
{
    return 4 * width * width + 2 * position * width;
}

double s4KernelNumbers(double order, double rank, double length)
{
    constexpr double kBlock = 1024;
    const double sums = (1 + rank) * (1 + rank);
    const double nodes = length / 2;
    return nodes + 2 * sums * std::min(kBlock, nodes) + 3 * length + order / 2 * (3 + 2 * sums);
}

double krylovNumbers(double order, double length) { return order * length + 2 * order * order + length; }

double powersNumbers(double order, double length) { return order * order + 2 * order + length; }

} // namespace kaba
