// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/learn/training_run.h"
#include "core/matters/matters_settings.h"

#include <optional>

namespace kaba::matters {

/// What the model remembers with, on the first test sequence. RNN with a memory: what it has written and what the memory
/// at the end gives back of it. State spaces: the kernel of each channel, oldest lag right. A plain RNN has nothing to show.
Panel memoryPanel(const learn::TrainingRun& run, const Settings& settings);

/// The memory inside the network against the one of the HiPPO demo that hears the same feature; nothing for models without.
std::optional<Claim> memoryClaim(const learn::TrainingRun& run, const Settings& settings);

} // namespace kaba::matters
