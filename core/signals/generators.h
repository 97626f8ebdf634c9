// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <cstdint>
#include <span>

namespace kaba {

/// Seeded and closed-form test signals. Each has `length` samples at τ = k/length, so a longer signal is the same
/// shape sampled more finely. All lie within about [−2, 2]. Cost O(length) unless said.

/// sin(2π3τ) + ½ sin(2π7τ + 0.3) + ¼ cos(2π13τ).
Samples sines(std::size_t length);
/// sin(2π(τ + 10τ²)): from 1 to 21 cycles per length.
Samples chirp(std::size_t length);
/// Band-limited Gaussian noise: cosines and sines of 1 … 24 cycles per length with normal weights, mean square ½.
Samples noise(std::size_t length, std::uint64_t seed);
/// Eight plateaus of equal length at heights drawn from [−1, 1].
Samples steps(std::size_t length, std::uint64_t seed);
/// x' = 0.2 x(t−17)/(1 + x(t−17)¹⁰) − 0.1 x over 600 time units after its transient, minus 0.9
/// (Mackey and Glass, 1977; the standard chaotic setting). Runge–Kutta of order four.
Samples mackeyGlass(std::size_t length);
/// 1 at sample 0, then 0.
Samples impulse(std::size_t length);
/// The points spread evenly over the length and joined by straight lines. Requires a point.
Samples drawn(std::span<const double> points, std::size_t length);

} // namespace kaba
