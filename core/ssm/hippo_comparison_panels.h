// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ssm/hippo_panels.h"

namespace kaba {

/// Each adds its panels, readouts and claims where the request wants the panels. They stop when asked.

/// window-against-all: LegS and LegT on the same signal; readouts window-mse-legs and window-mse-legt.
Status addWindowAgainstAll(const HippoScene& scene, Figure& figure, const RunContext& context);

/// rules, transient, rules-table: the same memory under every discretisation rule.
Status addRules(const HippoScene& scene, Figure& figure, const RunContext& context);

} // namespace kaba
