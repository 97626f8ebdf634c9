// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/probe/probe_settings.h"

#include <optional>

namespace kaba::probe {

/// % that the H3 paper reports for this task and model (Fu et al. 2023, table 1); nothing where it has no such cell, or
/// the task is of another size.
std::optional<double> publishedAccuracy(const Settings& settings);

/// Weights of the official model of this kind on associative recall with 20 tokens, 42 positions, 2 layers, width 32;
/// nothing where the official code has none.
std::optional<int> publishedParameters(learn::Mixer mixer);

} // namespace kaba::probe
