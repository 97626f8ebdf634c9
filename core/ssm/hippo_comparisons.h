// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/hippo_memory.h"

#include <span>
#include <vector>

namespace kaba {

/// Several memories on one signal. All stop when asked and fail only then, or as makeMemory() does.

/// One discretisation rule: how large the state gets and what it gives back at the moment.
struct RuleRun {
    StepRule rule;
    Samples size;     ///< max |c_n| after each sample, NaN from an overflow on
    std::size_t peak; ///< the sample after which the size is greatest, the first overflow where there is one
    Recollection recollection;
    double radius; ///< ρ(Ā) at the moment
};
/// The memory under every rule, in the order of StepRule; GBT with the α of its settings. Cost of five runs.
Result<std::vector<RuleRun>> runRules(const MemorySettings& settings, std::span<const double> input,
                                      std::size_t moment, const RunContext& context);

/// Scaled LegS and LegT with the same order and rule.
struct WindowComparison {
    MemorySettings window;    ///< of LegT
    Recollection all, recent; ///< LegS over the whole history, LegT over its window
    double allInWindow;       ///< mean square error of LegS over the samples of LegT's window
};
/// The window is that of the settings, or the last quarter of the history where their measure has none.
Result<WindowComparison> compareWindow(const MemorySettings& settings, std::span<const double> input,
                                       std::size_t moment, const RunContext& context);

/// Scaled LegS by forward Euler after an impulse and N − 1 zeros.
struct Recovery {
    double peak;     ///< max |c_n| on the way
    double residual; ///< max |c_n − (−1)^n √(2n+1)/N| at the end over the peak: 0 in theory
};
/// Each step multiplies the eigencomponent of −m by 1 − m/t: what grew while t < m/2 is gone at t = m, so that N
/// steps leave that of −1 alone, the image of a point at the beginning of time. Cost O(N²).
Recovery forwardEulerRecovery(int order);

} // namespace kaba
