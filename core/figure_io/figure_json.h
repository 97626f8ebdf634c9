// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/figure_io/recipe.h"

#include <string>

namespace kaba {

/// The figure as JSON, schema "kaba.figure/1": the data as computed, the recipe, readouts and claims, with the
/// words in one language. O(numbers).
std::string figureJson(const Figure& figure, const Recipe& recipe, Language language);

/// The figure without the readouts that depend on this machine and moment.
Figure withoutMeasurements(Figure figure);

} // namespace kaba
