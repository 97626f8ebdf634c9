// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/matters/matters_cells.h"

namespace kaba::matters {

/// The id of a pair's panel of curves.
std::string_view lagsPanelId(Pair pair);
/// Accuracy against lag of the models of a pair: mean over seeds with its 95 % interval.
Panel lagsPanel(Pair pair, const Cells& cells, int vocabulary);

/// What each memory adds to the model without it, against lag: paired over seeds.
Panel differencesPanel(const Cells& cells);

Panel tablePanel(const Cells& cells);

/// Loss and accuracy of a run, beside those stored of the models of its pair at the same lag and seed.
Panel withCompanions(Panel panel, const Cells& cells, const Settings& settings, int seed);

} // namespace kaba::matters
