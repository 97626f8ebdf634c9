// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

namespace kaba {

/// Σ left_i right_i. Requires equal lengths. The same bits at every call on one machine.
double dot(std::span<const double> left, std::span<const double> right);

/// target += factor · source. Requires equal lengths.
void addScaled(std::span<double> target, double factor, std::span<const double> source);

/// target = matrix · source for a column-major matrix of target.size() rows and source.size() columns.
void multiply(std::span<const double> matrix, std::span<const double> source, std::span<double> target);

/// Σ values_i².
double squaredNorm(std::span<const double> values);

/// max |value|, 0 for none. Requires that none is NaN.
double maxAbs(std::span<const double> values);

bool allFinite(std::span<const double> values);

/// The values with NaN, a gap in every figure, in place of what is not finite.
std::vector<double> finiteOrNan(std::vector<double> values);

} // namespace kaba
