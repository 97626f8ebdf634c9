// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/base/result.h"
#include "core/figure_io/recipe.h"
#include "ui/export/export.h"

#include <QByteArray>

#include <filesystem>

namespace kaba {

/// One A4 page of a demo, to be handed out: what it is about, its figure, the equations that hold with their numbers,
/// the settings, the command that makes it, and every claim with what it says, what was computed and whether it
/// holds. `style` gives language, font, letters of the figure, colours of maps
/// and panels; paper is white. The recipe travels inside, as in every export. What does not
/// fit is set smaller; past the smallest letters the last claims are counted instead of listed. GUI thread only.
QByteArray handoutOf(const Demo& demo, const Request& request, const Figure& figure, const Recipe& recipe,
                     FigureStyle style);

/// Writes it, whole or not at all. Errors: Io.
Status saveHandout(const Demo& demo, const Request& request, const Figure& figure, const Recipe& recipe,
                   const FigureStyle& style, const std::filesystem::path& file);

} // namespace kaba
