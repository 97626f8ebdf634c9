// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/hippo_panels.h"

#include <vector>

namespace kaba {

/// The equation, basis, factor and sign in use.
Text memoryConvention(const MemorySettings& settings);

/// What the reader must know: what the signal left out, instability, early growth, overflow. `radius` is ρ(Ā).
std::vector<Text> memoryNotices(const HippoScene& scene, double radius);

} // namespace kaba
