// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/learn/training_run.h"

#include <vector>

namespace kaba::learn {

/// What must hold of the model before its training, whatever the settings: the loss is that of a guess, the gradient is the
/// slope, and threads change no bit. Cancelled where the context asks to stop.
Result<std::vector<Claim>> startingClaims(const TrainingRun& run, const RunContext& context);

/// The weights of a stored run, tested now, against what its record says: TrainingRun::answersOffTheRecord().
Claim recordClaim(const TrainingRun& run, int differing);

/// A run made now against the stored one of the same settings, made on this kind of processor.
Claim againClaim(const RunRecord& now, const RunRecord& stored);

} // namespace kaba::learn
