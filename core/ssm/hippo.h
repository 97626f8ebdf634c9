// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parameter.h"
#include "core/base/result.h"

#include <Eigen/Core>

#include <cstddef>

namespace kaba {

/// What a HiPPO memory holds of the past.
enum class Measure {
    LegS,    ///< uniform on [0, t]: the scaled ODE x' = (1/t)(A x + B u)
    LegSLti, ///< the same matrices without 1/t: weight e^{-age} on the whole past
    LegT,    ///< uniform on the last θ, orthonormal Legendre polynomials
    Lmu,     ///< LegT up to scaling: Legendre Memory Unit
    LagT,    ///< e^{-age/2} on the whole past, Laguerre functions
    Fourier, ///< uniform on the last θ, sines and cosines; state = (c0, s0 ≡ 0, c1, s1, …)
};

/// In the order of Measure.
inline constexpr Option kMeasureOptions[] = {
    {"legs", {"LegS (scaled)", "LegS（時間伸縮型）"}},
    {"legs-lti", {"LegS, time-invariant", "LegS（時不変）"}},
    {"legt", {"LegT (window)", "LegT（滑走窓）"}},
    {"lmu", {"LMU (window)", "LMU（滑走窓）"}},
    {"lagt", {"LagT (decay)", "LagT（指数減衰）"}},
    {"fourier", {"Fourier (window)", "Fourier（滑走窓）"}},
};

constexpr const Label& measureLabel(Measure measure)
{
    return kMeasureOptions[static_cast<std::size_t>(measure)].label;
}
constexpr bool isTimeInvariant(Measure measure) { return measure != Measure::LegS; }
/// Keeps the last θ only.
constexpr bool hasWindow(Measure measure)
{
    return measure == Measure::LegT || measure == Measure::Lmu || measure == Measure::Fourier;
}

/// Of x' = A x + B u (LegS: x' = (A x + B u)/t), with A stable: the minus sign stands inside A.
struct HippoMatrices {
    Eigen::MatrixXd a; ///< N × N
    Eigen::VectorXd b; ///< N
};

/// √(2n+1): the norm that makes the shifted Legendre polynomial of degree n orthonormal on [0, 1].
double legendreNorm(Eigen::Index n);

/// An error that says why where no such state exists (Fourier with an odd order).
Status checkOrder(Measure measure, int order);

/// A and B of order N ≥ 1. Windowed measures: those of window 1 divided by `window` > 0, so window 2 gives the
/// LegT and FouT initialisation of the S4 code; the other measures ignore it. Cost O(N²).
/// Fails as checkOrder does. Sources: HiPPO (2020), appendix D; LMU (2019), eq. 2; S4 (2022), appendix C.
Result<HippoMatrices> hippo(Measure measure, int order, double window = 1);

/// Eigenvalues of A, sorted by imaginary, then real part: closed forms where they exist (legs: −(n+1),
/// lagt: −1/2), else by the QR algorithm, O(N³), once per measure and order. Requires a valid order.
Eigen::VectorXcd hippoEigenvalues(Measure measure, int order, double window = 1);

} // namespace kaba
