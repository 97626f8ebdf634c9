// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/layer_claims.h"
#include "core/ssm/pole_planes.h"
#include "core/ssm/scan.h"

namespace kaba {

/// The eigenvalues of a layer, with the hand's hold on them where poles make the system and a parameter `poles` holds them.
Poles polesOf(const SsmLayer& layer, const ParameterSet& values);

/// The wanted panels of a layer. Moves the states out of `scan`. Stops when asked.
Result<std::vector<Panel>> layerPanels(const Request& request, const LayerRun& run, Scan& scan,
                                       const RunContext& context);

/// Window, factor, sign, readout and edits in use.
Text layerConvention(const SsmLayer& layer, KernelMethod method);

} // namespace kaba
