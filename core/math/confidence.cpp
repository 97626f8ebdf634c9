// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/confidence.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace kaba {
namespace {

/// Two-sided 95 % quantiles of Student's t for 1 … 10 degrees of freedom.
constexpr std::array kStudent{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228};
constexpr double kNormal = 1.96;

} // namespace

double mean(std::span<const double> values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double halfInterval(std::span<const double> values)
{
    if (values.size() < 2)
        return 0;
    const double middle = mean(values);
    double square = 0;
    for (const double value : values)
        square += (value - middle) * (value - middle);
    const std::size_t freedom = values.size() - 1;
    const double quantile = freedom <= kStudent.size() ? kStudent[freedom - 1] : kNormal;
    return quantile * std::sqrt(square / static_cast<double>(freedom) / static_cast<double>(values.size()));
}

ShareInterval shareInterval(std::ptrdiff_t right, std::ptrdiff_t asked)
{
    if (asked == 0)
        return {};
    const auto count = static_cast<double>(asked);
    const double share = static_cast<double>(right) / count;
    const double square = kNormal * kNormal / count;
    const double middle = (share + square / 2) / (1 + square);
    const double half =
        kNormal * std::sqrt(share * (1 - share) / count + square / (4 * count)) / (1 + square);
    return {std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

} // namespace kaba
