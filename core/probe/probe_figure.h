// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/probe/probe_run.h"

#include <string>
#include <vector>

namespace kaba::probe {

/// That of learn::, with the published value.
Panel accuracyPanel(const Run& run);
/// Rows: the answer that is due; columns: what the model says; shares of each row.
Panel confusionPanel(const Run& run);

/// How a token of the task is spelled: "=>", ".", "7".
std::string tokenName(const Settings& settings, int token);

} // namespace kaba::probe
