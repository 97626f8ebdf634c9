// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace kaba {

/// Σ left_i right_i. Requires equal lengths. The same bits at every call on one machine.
double dot(std::span<const double> left, std::span<const double> right);

/// target += factor · source. Requires equal lengths.
void addScaled(std::span<double> target, double factor, std::span<const double> source);

/// target = matrix · source for a column-major matrix of target.size() rows and source.size() columns.
void multiply(std::span<const double> matrix, std::span<const double> source, std::span<double> target);

} // namespace kaba
