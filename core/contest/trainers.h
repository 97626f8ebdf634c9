// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/trainer.h"

namespace kaba::contest {

/// The trainers of the demos that have a contest; each stands with its demo.
Result<Figure> trainFmmformer(const Request& request, const TrainingJob& job, const RunContext& context);
Result<Figure> trainTransformerLs(const Request& request, const TrainingJob& job, const RunContext& context);
Result<Figure> trainTransevolve(const Request& request, const TrainingJob& job, const RunContext& context);
Result<Figure> trainKernelizedRpe(const Request& request, const TrainingJob& job, const RunContext& context);
Result<Figure> trainCombiner(const Request& request, const TrainingJob& job, const RunContext& context);

} // namespace kaba::contest
