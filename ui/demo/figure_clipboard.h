// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure_io/recipe.h"
#include "ui/export/export.h"

#include <memory>

class QMimeData;

namespace kaba {

/// The figure as PNG, SVG and PDF at once: the program that it is pasted into takes what it likes best.
std::unique_ptr<QMimeData> figureMimeData(const Figure& figure, const Recipe& recipe,
                                          const FigureStyle& style);

} // namespace kaba
