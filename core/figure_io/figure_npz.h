// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/base/result.h"
#include "core/figure_io/recipe.h"

#include <string>

namespace kaba {

/// The figure as an NPZ archive for NumPy: `panel.layer` (the y of a curve, the matrix of a heat map, complex128
/// where the layer is complex), `panel.layer.x` with its positions, the demo's own arrays by name, `settings`
/// (a JSON object as a string) and `kaba.recipe`. Same figure, same bytes.
Result<std::string> figureNpz(const Figure& figure, const Recipe& recipe);

} // namespace kaba
