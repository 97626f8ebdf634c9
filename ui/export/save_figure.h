// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure_io/recipe.h"
#include "ui/export/export.h"

namespace kaba {

/// Writes a figure, whole or not at all, in the form that the file's suffix names: .json .csv .npz (the data with
/// all digits), .pdf .svg .png (a picture in `style`), .kaba (the recipe alone). The recipe travels in each.
/// Panels: style.panels for pictures, all of the figure for data. Errors: Usage for another suffix, Io.
Status saveFigure(const Figure& figure, const Recipe& recipe, const FigureStyle& style,
                  const std::filesystem::path& file);

} // namespace kaba
