// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/mechanism.h"
#include "core/attention/nystrom.h"

#include <vector>

namespace kaba {

/// Skyformer's own parameters: method, sampling, ridge, inverse, steps.
std::vector<Parameter> skyformerParameters();

/// What they say, with the budget as landmarks and the seed.
NystromSettings skyformerSettings(const MechanismSettings& settings);

} // namespace kaba
