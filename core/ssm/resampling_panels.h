// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/ssm/resampling.h"

#include <vector>

namespace kaba {

/// One signal read by one layer at two rates, and by the fast one's taps left as they are.
struct ResampleScene {
    LayerSettings settings;
    Samples signal;
    ResampledRun fine;   ///< at Δ
    ResampledRun coarse; ///< at rate·Δ
    Samples fixed;       ///< the fine kernel over the coarse samples
};

/// How the difference between two rates grows.
struct RateSweep {
    Samples rates, resampled, fixed;           ///< against rate 1
    Samples halved, halvedMiddle, halvedStart; ///< between a rate and twice that rate
    double orderMiddle = 0,
           orderStart = 0; ///< fitted exponents of the last two in the step; NaN where too few
};

/// The rates from 1 to 16 that leave samples to compare. Stops when asked.
Result<RateSweep> sweepRates(const ResampleScene& scene, const RunContext& context);

/// The wanted panels; `sweep` where it was computed.
Result<std::vector<Panel>> resamplePanels(const Request& request, const ResampleScene& scene,
                                          const RateSweep* sweep, const RunContext& context);

} // namespace kaba
