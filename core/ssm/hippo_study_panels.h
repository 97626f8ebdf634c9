// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/hippo_panels.h"

namespace kaba {

/// Each adds its panel, readouts and claims where the request wants the panel. They stop when asked.

/// error-over-time: the error of the state beside the least possible at the same moments.
Status addErrorOverTime(const HippoScene& scene, Figure& figure, const RunContext& context);

/// timescale: what hearing the same signal faster changes; readout timescale-order.
Status addTimescale(const HippoScene& scene, Figure& figure, const RunContext& context);

} // namespace kaba
