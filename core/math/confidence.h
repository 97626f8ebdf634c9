// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace kaba {

/// Requires at least one value.
double mean(std::span<const double> values);
/// Half of the 95 % interval of the mean by Student's t; 0 for a single value.
double halfInterval(std::span<const double> values);

} // namespace kaba
