// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/base/result.h"
#include "core/figure_io/recipe.h"

#include <string>
#include <string_view>

namespace kaba {

/// True for the suffixes that hold data and need no picture: ".json", ".csv", ".npz", ".kaba".
bool isDataSuffix(std::string_view suffix);

/// The figure, or for ".kaba" the recipe alone, in the form that `suffix` names. Requires isDataSuffix(suffix).
Result<std::string> figureData(const Figure& figure, const Recipe& recipe, Language language,
                               std::string_view suffix);

} // namespace kaba
