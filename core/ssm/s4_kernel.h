// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/dplr.h"
#include "core/ssm/state_space.h"

#include <vector>

namespace kaba {

/// C̃ = C(I − Ā^length) for the bilinear rule, the readout whose generating function is that of the kernel cut off
/// after `length` samples. S4 trains C̃ itself; here it is made from C. Powers of Ā are carried as Ā^m − I, so that no
/// digits go where length·Δ is small. Cost O(N³ log length).
Eigen::VectorXd truncatedReadout(const StateSpace& continuous, double step, std::size_t length);

/// K_l = C Ā^l B̄, l = 0…length−1, for the bilinear rule (S4, algorithm 1): the truncated generating function
///   K̂(ω) = 2/(1+ω) · C̃ (z/Δ − A)⁻¹ B, z = 2(1−ω)/(1+ω), at ω = e^{−2πik/length}, k = 0…length/2,
/// through Cauchy sums over the modes and Woodbury's identity, then one inverse FFT. `modes` is dplr.inModes(C̃).
/// ω = −1 is taken by its limit; points next to a pole of the diagonal part by eliminating that mode last, so that a
/// mode with Re λ = 0, or λ = 0 itself at ω = 1, costs no digits. Requires step > 0, length ≥ 1.
/// Cost O(N·length + length log length), memory O(length).
std::vector<double> s4Kernel(const Dplr& dplr, double step, const Eigen::VectorXcd& modes,
                             std::size_t length);

} // namespace kaba
