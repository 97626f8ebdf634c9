// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/ssm/state_space.h"

#include <complex>
#include <span>
#include <vector>

namespace kaba {

/// H(f) = C (I − Ā e^{−2πif})⁻¹ B̄ + D at the given frequencies in cycles per sample: the answer of x_k = Ā x_{k−1} +
/// B̄ u_k to u_k = e^{2πifk}, the Fourier transform of the whole kernel where ρ(Ā) < 1. Not finite on an eigenvalue of
/// Ā that the input drives. Cost O(N³) once and O(N²) a frequency (Hessenberg form), O(n) for a diagonal system.
Result<std::vector<std::complex<double>>>
transferFunction(const StateSpace& discrete, std::span<const double> frequencies, const RunContext& context);
Result<std::vector<std::complex<double>>> transferFunction(const DiagonalStateSpace& discrete,
                                                           std::span<const double> frequencies,
                                                           const RunContext& context);

} // namespace kaba
