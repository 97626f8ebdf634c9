// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/ssm/dplr.h"
#include "core/ssm/state_space.h"

#include <span>
#include <vector>

namespace kaba {

/// C̃ = C(I − Ā^length) for the bilinear rule, the readout whose generating function is that of the kernel cut off
/// after `length` samples. S4 trains C̃ itself; here it is made from C. Powers of Ā are carried as Ā^m − I, so that no
/// digits go where length·Δ is small. Cost O(N³ log length).
Eigen::VectorXd truncatedReadout(const StateSpace& continuous, double step, std::size_t length);

/// C(I − Ā^length)⁻¹: the readout whose kernel is Σ_m K_{l+m·length}, what comes back where C stands in place of C̃: a
/// kernel longer than the transform is folded onto its beginning. States that nothing reaches (Ā = 1) do not count.
/// Cost O(N³ log length).
Eigen::VectorXd foldedReadout(const StateSpace& continuous, double step, std::size_t length);

/// K_l = C Ā^l B̄, l = 0…length−1, for the bilinear rule (S4, algorithm 1): the truncated generating function at the
/// roots of unity (core/ssm/generating_function.h), then one inverse FFT. `modes` is dplr.inModes(C̃). Requires
/// step > 0, length ≥ 1. Stops when asked. Cost O(N·length + length log length), memory O(length).
Result<std::vector<double>> s4Kernel(const Dplr& dplr, double step, const Eigen::VectorXcd& modes,
                                     std::size_t length, const RunContext& context = {});

/// The kernels of several channels of one A and B, length × H: channel h has the step Δ_h and the readout modes.col(h),
/// dplr.inModes(C̃_h). The channels are shared out among the cores, each with the memory of one kernel beside the
/// result. Requires steps.size() = modes.cols(), else as s4Kernel(). Stops when asked.
Result<Eigen::MatrixXd> s4Kernels(const Dplr& dplr, std::span<const double> steps,
                                  const Eigen::MatrixXcd& modes, std::size_t length,
                                  const RunContext& context = {});

} // namespace kaba
