// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/run_context.h"
#include "core/ssm/figure_parts.h"
#include "core/ssm/layer.h"

#include <span>

namespace kaba {

/// The panel `kernel` with its one layer.
Panel kernelPanel(std::span<const double> kernel);

/// The panel `frequency`: magnitude and phase of the transfer function at 513 frequencies up to half a cycle per
/// sample. `radius` is ρ(Ā). Costs as transferFunction() does; stops when asked.
Result<Panel> frequencyPanel(const AnySystem& discrete, double radius, const RunContext& context);

} // namespace kaba
