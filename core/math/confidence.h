// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace kaba {

/// Requires at least one value.
double mean(std::span<const double> values);
/// Half of the 95 % interval of the mean by Student's t; 0 for a single value.
double halfInterval(std::span<const double> values);

/// Where a share lies that was seen as `right` of `asked`.
struct ShareInterval {
    double low = 0;
    double high = 1;
};
/// The 95 % interval of a share, good for few and for one-sided answers. Requires 0 ≤ right ≤ asked.
/// Source: Wilson (1927), Probable inference, the law of succession, and statistical inference.
ShareInterval shareInterval(std::ptrdiff_t right, std::ptrdiff_t asked);

} // namespace kaba
