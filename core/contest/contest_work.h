// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/trainer.h"
#include "core/contest/contest.h"

namespace kaba::contest {

/// The figure of a demo that has more to show than its contest: what `compute` gives of the other panels, then those of the
/// contest after as much training as the job wants. Afresh: all contestants; Resume and Missing: those that have not ended,
/// from where they stand; a contestant that diverges stops nothing.
Result<Figure> trainBeside(Demo::Compute compute, const Contest& contest, const Request& request,
                           const TrainingJob& job, const RunContext& context);

} // namespace kaba::contest
