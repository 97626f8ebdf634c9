// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/base/trainer.h"
#include "core/learn/run_shelf.h"
#include "core/learn/training_run.h"

#include <functional>
#include <vector>

namespace kaba::learn {

/// What a job wants of one run that stands before its first step. Stored: the stored record is taken, or the model tested as
/// it is. Resume: it goes on from what is stored to its end. Afresh: it is trained from the start. `show` is called a few
/// times a second meanwhile. Returns what may be claimed of run and record: that the weights say what was recorded, that
/// training again gave the same. Fails as TrainingRun does. Requires a plan with examples unless the work is Stored.
Result<std::vector<Claim>> work(TrainingRun& run, RunShelf& shelf, Work work, const RunContext& context,
                                const std::function<void()>& show);

/// The runs that a table lacks.
struct MissingRuns {
    std::size_t count = 0;
    std::function<Text(std::size_t)> nameOf = {};
    std::function<Status(std::size_t, const TrainingJob&)> train = {};
};

/// Trains them one after another; the job tells which of how many is at work. Paused ones go on where they stood; one that
/// diverges stops nothing.
Status trainMissing(const MissingRuns& missing, const TrainingJob& job);

/// The figure of a demo with a table: `fill` trains what the table lacks where the job wants that, and then `show` gets a job
/// that asks for what is stored; any other job goes to `show` as it is.
Result<Figure> tableFirst(const TrainingJob& job, const RunContext& context,
                          const std::function<Status()>& fill,
                          const std::function<Result<Figure>(const TrainingJob&)>& show);

} // namespace kaba::learn
