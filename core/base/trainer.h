// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/base/run_store.h"

#include <functional>
#include <memory>

namespace kaba {

/// What a demo that trains a model for seconds or minutes is to do now.
enum class Work {
    Stored,  ///< no training: show what is stored, else the model before its training
    Resume,  ///< train on from where the stored run stands; one that has ended is shown
    Afresh,  ///< train from the start, whatever is stored
    Missing, ///< every run that the demo's table still lacks, one after another; then as Stored
};

struct TrainingJob {
    Work work = Work::Stored;
    std::shared_ptr<RunStore> runs = {}; ///< of the reader; null: only the runs that come with the program
    std::function<void(const Text&)> tell =
        {}; ///< where the run stands, a few times a second, on the computing thread
};

/// The figure of a demo's request after as much training as the job wants. Partial figures are published meanwhile. Cancelled
/// leaves a checkpoint in the store.
using Trainer = Result<Figure> (*)(const Request&, const TrainingJob&, const RunContext&);

/// Null for a demo that does not train. Where there is one, Demo::compute is the trainer with Work::Stored and no store.
Trainer trainerOf(const Demo& demo);

/// How the ids of panels begin that show the training of a demo which has other things to show as well.
inline constexpr std::string_view kTrainingPanels = "training";
/// Whether a demo is such a one: it trains only where that is asked for.
bool trainsBeside(const Demo& demo);

/// As run() of demo.h, by the trainer. A demo without one is computed.
Result<Figure> run(const Demo& demo, const Request& request, const TrainingJob& job,
                   const RunContext& context);

} // namespace kaba
