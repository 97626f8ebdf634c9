// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/matters/matters_cells.h"

#include <vector>

namespace kaba::matters {

/// Of the models before their training: those of the settings' pair start with equal weights wherever they share any.
Claim sharedStartClaim(const Settings& settings, int seed);

/// The papers' claims beside what the stored runs say, where there are enough.
std::vector<Claim> comparisonClaims(const Cells& cells);

/// Which runs the curves still lack.
std::optional<Text> notComputed(const Cells& cells);

} // namespace kaba::matters
