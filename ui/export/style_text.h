// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/export/export.h"

#include <span>
#include <string>
#include <utility>
#include <vector>

namespace kaba {

/// A style as recipes and the command line spell it: {"size", "89x60mm"}, {"dpi", "300"}, {"theme", "dark"},
/// {"colour-map", "cividis"}, {"font", "Noto Sans"}, {"font-size", "8"}, {"title", "none" or words}. Later ones count.
using StyleText = std::vector<std::pair<std::string, std::string>>;

/// Error::Usage names the option, what it can be and what was given; an unknown name is passed over, so that a
/// later version's recipe still opens.
Result<FigureStyle> styleFrom(const StyleText& text);

/// What differs from the default style, so that styleFrom() gives it back.
StyleText textOf(const FigureStyle& style);

} // namespace kaba
