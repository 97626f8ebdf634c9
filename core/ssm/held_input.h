// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/ssm/state_space.h"

#include <Eigen/Core>

#include <cstddef>
#include <span>
#include <vector>

namespace kaba {

/// The continuous view of a layer: x' = A x + B u(t), y = C x + D u from x = 0 for the input that holds u_k over the
/// step (k−1)Δ < t ≤ kΔ, as the recurrence x_k = Ā x_{k−1} + B̄ u_k reads it.

/// y at `perSample` evenly spaced moments of every step; the last one of step k, element (k+1)·perSample − 1, is t = kΔ.
/// Exact but for rounding: e^{δA} at the fine step δ = Δ/perSample. Requires step > 0, perSample ≥ 1.
/// Cost O(N³ + N²·input·perSample). Stops when asked.
Result<std::vector<double>> heldOutput(const StateSpace& continuous, double step,
                                       std::span<const double> input, std::size_t perSample,
                                       const RunContext& context);

/// Every `stride`-th value, the last of each group. Requires a multiple of `stride` values.
std::vector<double> lastOfEach(std::span<const double> values, std::size_t stride);

/// 2^doublings equal steps under one held input, as one step: x ← Āᵐx + (I + Ā + … + Ā^{m−1})B̄u, m = 2^doublings.
/// Cost O(N³·doublings).
StateSpace repeated(StateSpace discrete, int doublings);

/// A layer whose continuous output is known, to measure rules against.
struct HeldProblem {
    const StateSpace& continuous;
    const Eigen::VectorXcd& eigenvalues; ///< of A
    double step;
    std::span<const double> input;
    std::vector<double> exact; ///< y at the samples
};

/// max |error| / max |exact| of the recurrence by `method` with the step divided by 2^halvings, the input held as
/// before. NaN where it is unstable or overflows. Cost O(N³·(1 + halvings) + N²·input). Stops when asked.
Result<double> ruleError(const HeldProblem& problem, const Discretization& method, int halvings,
                         const RunContext& context);

} // namespace kaba
