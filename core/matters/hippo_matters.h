// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/trainer.h"

namespace kaba::matters {

/// The demo's figure: of the stored runs, or of a training done now. Numerical where the training diverged.
Result<Figure> trainMatters(const Request& request, const TrainingJob& job, const RunContext& context);

} // namespace kaba::matters
