// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/probe/probe_run.h"
#include "core/probe/probe_table.h"

#include <vector>

namespace kaba::probe {

/// What must hold of the model before its training, whatever the settings: the loss is that of a guess, the gradient is the
/// slope, threads change no bit, and the parameters are as many as the official model's.
/// Cancelled where the context asks to stop.
Result<std::vector<Claim>> startingClaims(const Run& run, const RunContext& context);

/// The weights of a stored run, tested now, against what its record says.
Claim recordClaim(const Run& run, const std::vector<int>& predictionsNow);

/// A run made now against the stored one of the same settings, made on this kind of processor.
Claim againClaim(const learn::RunRecord& now, const learn::RunRecord& stored);

/// The paper's table for this task beside what the stored runs say, where there are any; which models have none.
std::vector<Claim> tableClaims(Task task, const std::vector<Cell>& cells);
/// The models of the paper that have none.
std::optional<Text> notComputed(Task task, const std::vector<Cell>& cells);

} // namespace kaba::probe
