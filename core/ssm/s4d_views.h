// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/ssm/layer.h"

namespace kaba {

/// The panels of the demo `s4d` that look beyond one kernel. Each computes its own numbers and is asked for only when
/// it is wanted.

/// `kernels`: Lin, Inv, LegS and Real beside LegS itself (diagonal plus low rank, S4), each over its largest value,
/// under the settings' order, step, rule and readout. CannotCompute where the order is odd.
Result<Panel> kernelsPanel(const LayerSettings& settings, std::size_t length, const RunContext& context);

/// `basis`: Re e^{λ_n t} B_n of every mode against time, and `basis-lines` of a few.
Panel basisPanel(const SsmLayer& layer, std::size_t length);
Panel basisLinesPanel(const SsmLayer& layer, std::size_t length);

/// `limit`: the distance of S4D-LegS from LegS against N with the fitted power of N, and `limit-kernel`: the first
/// state of both.
Panel limitPanel();
Panel limitKernelPanel(int order);

/// max |K_zoh − K_bilinear| / max |K_zoh| over the first `length` lags.
double rulesDifference(const DiagonalStateSpace& continuous, double step, std::size_t length);

/// `rules`: the kernel under both, and `rules-difference`: their difference against Δ, the present one marked.
Panel rulesPanel(const SsmLayer& layer, std::size_t length);
Panel rulesDifferencePanel(const SsmLayer& layer, std::size_t length);

/// That the rules agree at this step, and that where Δ|λ| ≪ 1 their difference falls as Δ².
std::vector<Claim> rulesClaims(const SsmLayer& layer, std::size_t length);

/// That the highest frequency of S4D-Inv is near that of LegS.
Claim inverseLawClaim(int order);

} // namespace kaba
