// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/ssm/dplr.h"

#include <cstddef>
#include <vector>

namespace kaba {

/// Where single precision takes its points on the unit circle from.
enum class FloatNodes {
    Tangents, ///< z = 2i tan(πk/L), rounded once
    Powers, ///< ω^k as powers of a rounded ω, z = 2(1−ω^k)/(1+ω^k): all in single precision, as the public code does
};

/// Algorithm 1 of S4 as a textbook writes it, every operation from the nodes to the inverse FFT in single precision:
/// the eigenvalues, P, B and C̃ are rounded to it first, and as in the public code no Re λ lies above −1e-4.
/// Compare with s4Kernel(). Requires step > 0 and an even length. Stops when asked. Cost O(N·length).
Result<std::vector<double>> s4KernelInFloat(const Dplr& dplr, double step, const Eigen::VectorXcd& modes,
                                            std::size_t length, FloatNodes nodes, const RunContext& context);

} // namespace kaba
