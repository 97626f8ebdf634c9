// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/recall_scene.h"

#include <span>
#include <string_view>

namespace kaba {

/// A panel that sets many memories side by side.
struct RecallMap {
    using Draw = Result<Panel> (*)(const RecallScene& scene, const RunContext& context);
    std::string_view id;
    Draw draw;
};

/// `measures`: m over the lags for every measure at this order, step and window. `map-order` and `map-step`: m as a
/// picture, lag across, the order or the step upward.
std::span<const RecallMap> recallMaps();

} // namespace kaba
