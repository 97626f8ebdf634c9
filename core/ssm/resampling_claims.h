// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/resampling_panels.h"

#include <vector>

namespace kaba {

double spectralRadius(const ResampledRun& run);

/// Between the slow and the full rate, in the middle of the steps: of the model, and of the fixed taps.
double modelDifference(const ResampleScene& scene);
double fixedDifference(const ResampleScene& scene);

/// Identities where the slow recurrence is stable, and what the papers say; the order where a sweep was made.
Result<std::vector<Claim>> resampleClaims(const ResampleScene& scene, const RateSweep* sweep,
                                          const RunContext& context);

} // namespace kaba
