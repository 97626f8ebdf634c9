// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/probe/probe_run.h"

#include <string>
#include <vector>

namespace kaba::probe {

/// The run in pictures; points stand where the curve has been measured.
Panel lossPanel(const Run& run);
Panel accuracyPanel(const Run& run);
/// Rows: the answer that is due; columns: what the model says; shares of each row.
Panel confusionPanel(const Run& run);

std::vector<Readout> readoutsOf(const Run& run);

/// "step 1200 of 62 800, …": where the run stands. `training`: it is going on at this moment.
Text statusOf(const Run& run, bool training);
/// What the reader must know of the run: not trained yet, diverged, weights left out, could not be kept.
std::vector<Text> noticesOf(const Run& run, bool trained);

/// How a token of the task is spelled: "=>", ".", "7".
std::string tokenName(const Settings& settings, int token);

} // namespace kaba::probe
