// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/figure_data.h"

#include "core/figure_io/figure_csv.h"
#include "core/figure_io/figure_json.h"
#include "core/figure_io/figure_npz.h"

#include <algorithm>
#include <array>

namespace kaba {

bool isDataSuffix(std::string_view suffix)
{
    constexpr std::array<std::string_view, 4> kSuffixes{".json", ".csv", ".npz", ".kaba"};
    return std::ranges::find(kSuffixes, suffix) != kSuffixes.end();
}

Result<std::string> figureData(const Figure& figure, const Recipe& recipe, Language language,
                               std::string_view suffix)
{
    if (suffix == ".npz")
        return figureNpz(figure, recipe);
    if (suffix == ".csv")
        return figureCsv(figure, recipe, language);
    return suffix == ".kaba" ? recipeText(recipe) : figureJson(figure, recipe, language);
}

} // namespace kaba
