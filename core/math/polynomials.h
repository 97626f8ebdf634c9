// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <span>

namespace kaba {

/// Σ_n c_n P_n(x_j), Legendre polynomials with P_n(1) = 1, for every x_j in [−1, 1].
/// Cost O(count · places), by the three-term recurrence, which is stable there.
Samples legendreSeries(std::span<const double> coefficients, std::span<const double> places);

/// Σ_n c_n e^{−s/2} L_n(s), Laguerre functions, for every s_j ≥ 0. Zero where e^{−s/2} underflows. Same cost.
Samples laguerreSeries(std::span<const double> coefficients, std::span<const double> places);

/// c_0 + √2 Σ_m (c_{2m} cos 2πmr_j + c_{2m+1} sin 2πmr_j), m = 1 … count/2 − 1; c_1 is not used. Same cost.
/// Requires an even count.
Samples fourierSeries(std::span<const double> coefficients, std::span<const double> places);

/// moments_n = Σ_j weights_j P_n(x_j) for every n: the transpose of legendreSeries(), at the same cost.
void legendreMoments(std::span<const double> weights, std::span<const double> places,
                     std::span<double> moments);

/// P_0(x) … P_{count−1}(x).
Samples legendreValues(std::size_t count, double x);

/// Nodes in (−1, 1), ascending, and weights of the Gauss–Legendre rule, exact up to degree 2·count − 1.
struct GaussRule {
    Samples nodes, weights;
};
/// Requires count ≥ 1. Newton's method on P_count; cost O(count²).
GaussRule gaussLegendre(std::size_t count);

} // namespace kaba
