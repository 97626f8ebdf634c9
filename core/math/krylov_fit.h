// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>

namespace kaba {

/// The least Σ_j (values_j − p_j)² over all p in the span of start, m∘start, …, m^{count−1}∘start, where ∘
/// multiplies place by place: the least-squares fit by polynomials in m with a weight, without ever forming
/// their ill-conditioned matrix. A basis that the places cannot tell apart ends early, as its rank does.
/// Requires equal lengths. Cost O(count · places), more where orthogonality has to be restored.
/// Lanczos' recurrence with partial reorthogonalisation: Simon, Math. Comp. 42 (1984); for the use on polynomials
/// Brubeck, Nakatsukasa, Trefethen, SIAM Review 63 (2021).
double leastSquaresResidual(std::span<const double> start, std::span<const double> multiplier,
                            std::span<const double> values, std::size_t count);

/// The same for polynomials of degree < count at values.size() evenly spaced places.
double polynomialResidual(std::span<const double> values, std::size_t count);

/// The same for 1, cos mφ, sin mφ (m ≤ harmonics) at evenly spaced angles `spacing` apart.
double trigonometricResidual(std::span<const double> values, std::size_t harmonics, double spacing);

} // namespace kaba
