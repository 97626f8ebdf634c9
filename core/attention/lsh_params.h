// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/lsh_attention.h"
#include "core/attention/mechanism.h"

#include <vector>

namespace kaba {

/// Terraformer's own parameters: rounds, buckets, which vectors are the keys.
std::vector<Parameter> lshParameters();

/// What they say. The budget is the keys that a query sees in all rounds together, two chunks in each; from n on there
/// are no chunks. `auto` makes about one bucket for each chunk, at most 64, and a single one where the budget reaches n:
/// exact attention.
LshSettings lshSettings(const MechanismSettings& settings, Eigen::Index tokens);

} // namespace kaba
