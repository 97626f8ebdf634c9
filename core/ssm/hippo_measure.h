// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/hippo_memory.h"

#include <span>

namespace kaba {

/// The weight of one sample in the first coefficient by the theory, at offsets counted in samples from the first
/// recalled one: 1/(k+1) for scaled LegS, 1/θ' inside a window, Δe^{−s} and Δe^{−s/2} at age s for LegS without 1/t
/// and LagT. This is the measure of the memory times the time of one sample. Source: HiPPO (2020), section 2.3 and
/// appendix D.
Samples measureWeights(const MemorySettings& settings, std::size_t moment, std::span<const double> offsets);

/// The weight of samples 0 … moment in the first coefficient as the recurrence holds it. Not finite where the rule is
/// unstable. Cost O(moment) for scaled LegS, else that of giantStepKernel().
Samples heldWeights(const HippoMemory& memory, std::size_t moment);

/// c_n²‖g_n‖² over their sum: what each coefficient contributes to the power of the remembered history (‖g_n‖ = 1 but
/// for LMU, whose polynomials carry no norm). All 0 for a state at rest, not finite for one that has overflowed.
Samples coefficientShares(Measure measure, std::span<const double> coefficients);

/// How many coefficients, from the first on, hold the fraction `part` of the power.
std::size_t coefficientsFor(std::span<const double> shares, double part);

/// Scaled LegS under zero-order hold: (Σ c_n² − E)/E with E the power of the held history, (1/(k+2)) Σ u_j². Bessel's
/// inequality says that it is not positive. 0 for silence.
double besselExcess(std::span<const double> input, std::size_t moment, std::span<const double> state);

} // namespace kaba
