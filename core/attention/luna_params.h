// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/luna.h"
#include "core/attention/mechanism.h"

#include <vector>

namespace kaba {

/// Luna's own parameter: where its slots come from.
std::vector<Parameter> lunaParameters();

/// What it says.
LunaSlots lunaSlotsOf(const MechanismSettings& settings);

/// "keys, evenly spaced", …
Label lunaSlotsName(LunaSlots kind);

} // namespace kaba
