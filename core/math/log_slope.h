// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace kaba {

/// The exponent s of the power law y ≈ c·xˢ by least squares in the logarithms: the order of a convergence, the growth
/// of a cost. Points with x ≤ 0, y ≤ 0 or a NaN do not count; NaN where fewer than two different x are left.
/// Requires equal lengths. Cost O(count).
double logSlope(std::span<const double> x, std::span<const double> y);

} // namespace kaba
