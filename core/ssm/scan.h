// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/ssm/state_space.h"

#include <span>
#include <vector>

namespace kaba {

/// The recurrent view of a system: its output and, where wanted, its state over time.
struct Scan {
    std::vector<double> output; ///< y_k for every input sample
    std::vector<double>
        states;           ///< rows × columns, row-major; column j is the state after sample j·everySample
    std::size_t rows = 0; ///< N; of a diagonal system 2n: the real parts, then the imaginary ones
    std::size_t columns = 0; ///< 0 where no states were asked for
    std::size_t everySample = 0;
};

/// Runs x_k = Ā x_{k−1} + B̄ u_k, y_k = C x_k + D u_k from x = 0, one step after the other. `everySample` 0 keeps no
/// states. Cost O(N²) per step (half of it where Ā is lower triangular), O(n) for a diagonal system. Stops when asked.
Result<Scan> scan(const StateSpace& discrete, std::span<const double> input, std::size_t everySample,
                  const RunContext& context);
Result<Scan> scan(const DiagonalStateSpace& discrete, std::span<const double> input, std::size_t everySample,
                  const RunContext& context);

/// K_l by powers of a diagonal Ā: its answer to an impulse, without D. Cost O(n·length).
Result<std::vector<double>> powerKernel(DiagonalStateSpace discrete, std::size_t length,
                                        const RunContext& context);

} // namespace kaba
