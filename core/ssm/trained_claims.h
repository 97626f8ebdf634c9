// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/trained_panels.h"

#include <span>

namespace kaba {

/// That a constant input is answered by −factor Re Σ C_n/λ_n + D, in which zero-order hold leaves no Δ: the discrete
/// channel against that. Rounding: 1 − λ̄ loses as many digits as Δλ is small. Requires Re λ < 0.
Claim staticGain(const TrainedChannel& channel);

/// ‖kernel − target‖ over the samples that both have, relative to ‖target‖.
double fitError(std::span<const double> kernel, std::span<const double> target);

} // namespace kaba
