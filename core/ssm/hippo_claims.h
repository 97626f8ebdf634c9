// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/hippo_memory.h"

#include <span>
#include <vector>

namespace kaba {

/// One run of a memory, read at one moment.
struct MemoryRun {
    const HippoMemory& memory;
    std::span<const double> input;
    std::size_t moment = 0;
    const StateHistory& history;
    double error = 0;     ///< mean square, of the reconstruction; NaN after an overflow
    double bestError = 0; ///< of least squares
};

/// The claims that theory makes for this run; those about the state only where the state is finite.
/// Fails only when cancelled. Cost: of the run itself or less, plus O(N²) a checked step.
Result<std::vector<Claim>> hippoClaims(const MemoryRun& run, const RunContext& context);

} // namespace kaba
