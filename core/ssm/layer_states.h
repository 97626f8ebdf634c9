// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/layer_claims.h"
#include "core/ssm/scan.h"

#include <vector>

namespace kaba {

/// Panels of the state over time. A complex system is shown by its modes: real parts, then imaginary ones.
/// Each requires a scan that kept states.

/// Every state over time as a heat map, a mark on the row in focus. Moves the states out of `scan`.
Panel statesPanel(const LayerRun& run, Scan& scan);

/// States as lines over time: all of them or kMostStateLines spread over the order, and the one in focus.
Panel stateLinesPanel(const LayerRun& run, const Scan& scan);
inline constexpr std::size_t kMostStateLines = 16;

/// One state against another; of a complex system the real parts, or the plane of one mode where both are the same.
Panel phasePanel(const LayerRun& run, const Scan& scan);

/// Marks the moment in focus on an axis of samples; nothing at the last sample.
std::vector<Layer> momentMark(const LayerRun& run);

/// Marks the row of the state in focus on a heat map with one row per state.
Layer rowMark(const LayerRun& run);

} // namespace kaba
