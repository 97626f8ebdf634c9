// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/probe/probe_run.h"
#include "core/probe/probe_table.h"

#include <vector>

namespace kaba::probe {

/// What learn::startingClaims() says, and that the parameters are as many as the official model's.
/// Cancelled where the context asks to stop.
Result<std::vector<Claim>> startingClaims(const Run& run, const RunContext& context);

/// The paper's table for this task beside what the stored runs say, where there are any; which models have none.
std::vector<Claim> tableClaims(Task task, const std::vector<Cell>& cells);
/// The models of the paper that have none.
std::optional<Text> notComputed(Task task, const std::vector<Cell>& cells);

} // namespace kaba::probe
