// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/hippo_memory.h"

#include <span>
#include <vector>

namespace kaba {

/// Experiments that run a memory more than once. All stop when asked and fail only then.

/// Mean square errors of the state and of least squares for the history seen at each moment.
struct ErrorHistory {
    std::vector<std::size_t> moments;
    Samples state, best; ///< NaN in `state` after an overflow
};
/// At evenly spaced moments up to the last sample: 64 of them, fewer (at least 8) where N · length is large.
/// Cost of one run plus O(N · length · moments).
Result<ErrorHistory> errorHistory(const HippoMemory& memory, std::span<const double> input,
                                  const RunContext& context);

/// How much the coefficients change when the same signal is heard at twice the rate.
struct RateStudy {
    Samples samples; ///< heard at the higher rate, ascending by factors of 2
    Samples change;  ///< ‖c − c'‖/max(‖c‖, ‖c'‖), c' heard half as many
    double order; ///< p of change ≈ C·samples^(−p), from the three highest rates; NaN where there is none
};
enum class StepAtRate { Adapted, Kept };
/// The signal is what straight lines between the samples of `input` draw, sample k at time k + 1, so that it can be
/// read at any rate; the history always ends with the last sample. Adapted: Δ shrinks as the rate grows. Scaled LegS
/// has no Δ. Up to five rates, the highest 16 times that of the input or what 2²⁶ operations allow.
Result<RateStudy> rateStudy(const HippoMemory& memory, std::span<const double> input, StepAtRate step,
                            const RunContext& context);

/// max |c − c'| where c' belongs to a memory that was given 7 times the step: 0 to the bit for scaled LegS. NaN after an
/// overflow.
Result<double> stepDependence(const HippoMemory& memory, std::span<const double> input,
                              const RunContext& context);

} // namespace kaba
