// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/figure_io/recipe.h"

#include <string>

namespace kaba {

/// The figure in long form: under comment lines with demo, settings, seed, units, readouts, claims and recipe
/// stand rows of panel, layer, x, y (curves) or row, column, value (matrices, tables). All digits; a gap is "nan".
std::string figureCsv(const Figure& figure, const Recipe& recipe, Language language);

} // namespace kaba
