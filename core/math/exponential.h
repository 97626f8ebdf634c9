// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace kaba {

/// values_i ← exp(scale·values_i − shift); returns their sum. Requires that no scale·value − shift is a NaN or above 0
/// by more than rounding: the shift is the largest of them, as in a softmax. What lies below −708 (double) or −87
/// (float) becomes 0. Relative error ≤ 1e-15 (double), 2e-7 (float), without the sum. The same bits at every call on
/// one machine. Cost O(count), about one nanosecond a value without AVX.
double expShifted(std::span<double> values, double scale, double shift);
float expShifted(std::span<float> values, float scale, float shift);

/// The largest value. Requires at least one, none a NaN.
double largest(std::span<const double> values);
float largest(std::span<const float> values);

} // namespace kaba
