// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/probe/probe_run.h"

namespace kaba::probe {

/// The last layer at work on the first test sequence: the attention of each token on those before it, or what the state space
/// or the recurrence keeps in each channel. Cost a forward pass of one sequence.
Panel insidePanel(const Run& run);

} // namespace kaba::probe
