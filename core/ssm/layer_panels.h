// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/layer_claims.h"
#include "core/ssm/scan.h"

namespace kaba {

/// The wanted panels of a layer. Moves the states out of `scan`. Stops when asked.
Result<std::vector<Panel>> layerPanels(const Request& request, const LayerRun& run, Scan& scan,
                                       const RunContext& context);

/// A, B, C, Abar, Bbar (and D where it is not 0); complex where the system is, a diagonal A as a matrix.
std::vector<NamedArray> layerArrays(const SsmLayer& layer);

/// Window, factor, sign and readout in use.
Text layerConvention(const SsmLayer& layer, KernelMethod method);

} // namespace kaba
