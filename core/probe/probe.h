// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/trainer.h"

namespace kaba::probe {

/// The demo's figure: of the stored run, of the model before its training, or of a training done now. CannotCompute where the
/// task's settings are impossible, Numerical where the training diverged.
Result<Figure> trainProbe(const Request& request, const TrainingJob& job, const RunContext& context);

} // namespace kaba::probe
