// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/attention/sdm_scene.h"

namespace kaba {

/// The panels of the sparse distributed memory that the request wants. Stops when asked.
Result<std::vector<Panel>> sdmPanels(const Request& request, const SdmScene& scene,
                                     const RunContext& context);

} // namespace kaba
