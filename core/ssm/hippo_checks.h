// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/hippo_memory.h"

#include <span>

namespace kaba {

/// The numbers behind the claims of the HiPPO demo: relative residuals, 0 where theory and computation agree.

/// Scaled LegS, GBT: the O(N) update against (I − αA/t)⁻¹((I + (1−α)A/t)c + Bu/t) with the dense A, one step each
/// at samples 0 … 31 and at the moment. Relative to the largest of both states and Bu/t. Cost O(N²) a step.
double fastUpdateResidual(const HippoMemory& memory, std::span<const double> input, std::size_t moment,
                          const StateHistory& history);

/// Scaled LegS, zero-order hold: the state against ∫ of the held history times each basis function, exactly.
/// Relative to the larger of state and input. Cost O(N · moment).
double heldProjectionResidual(std::span<const double> input, std::size_t moment,
                              std::span<const double> state);

/// ‖c' − c‖/‖c‖ where c' heard only every second sample, the newest included: time running twice as fast.
Result<double> timescaleResidual(const HippoMemory& memory, std::span<const double> input, std::size_t moment,
                                 std::span<const double> state, const RunContext& context);

/// max |A e₀ + B| / max |B|: a constant input has e₀ as its fixed point (not for LagT).
double constantResidual(const HippoMatrices& matrices);

/// How far A plus its low-rank term (plus ½I for LegS) is from skew-symmetric, relative to its largest entry.
/// LMU is brought to LegT's norm before. Source: S4 (2022), theorem 1 and appendix C.
double normalPlusLowRankResidual(const MemorySettings& settings, const HippoMatrices& matrices);

/// max |A_lmu − D A_legt D⁻¹| relative to max |A_lmu|, D = diag((−1)^n √(2n+1)).
double lmuLegtResidual(int order, double window);

/// Ā of LagT is Toeplitz whatever the rule: the largest difference along a diagonal over the largest entry.
double toeplitzResidual(const Eigen::MatrixXd& a);

/// LegS without 1/t and LagT under zero-order hold: ĀB against the kernel at age Δ, e^{−Δ}√(2n+1)P_n(2e^{−Δ}−1) or
/// e^{−Δ/2}L_n(Δ), relative to max |B|.
double kernelResidual(const HippoMemory& memory);

} // namespace kaba
