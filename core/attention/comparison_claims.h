// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/comparison.h"
#include "core/base/figure.h"

#include <span>
#include <vector>

namespace kaba {

/// That softmax as one of the methods is exact.
Claim exactClaim(const MechanismScore& softmax);

/// That the mechanisms which declare a limit in which they are exact are so there: the worst of them, by
/// errorInTheLimit(). Errors: those of the mechanisms; stops when asked.
Result<Claim> limitClaim(std::span<const Mechanism* const> mechanisms, const ComparisonTask& task,
                         const RunContext& context);

/// That outputs are matrices times values, for every mechanism. Requires scores with matrices.
Claim linearityClaim(std::span<const MechanismScore> scores);

/// That counted multiply-adds grow with the power of n that each mechanism declares: of exact attention, the linear
/// methods and the others. A sweep for each mechanism, softmax first.
std::vector<Claim> slopeClaims(std::span<const Mechanism* const> mechanisms,
                               std::span<const TokensSweep> growths);

} // namespace kaba
