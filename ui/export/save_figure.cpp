// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/save_figure.h"

#include "core/base/file.h"
#include "core/figure_io/figure_data.h"

namespace kaba {

Status saveFigure(const Figure& figure, const Recipe& recipe, const FigureStyle& style,
                  const std::filesystem::path& file)
{
    const std::string suffix = file.extension().string();
    if (!isDataSuffix(suffix))
        return exportPicture(figure, recipeLine(recipe), style, file);
    const Result<std::string> bytes = figureData(figure, recipe, style.language, suffix);
    return bytes ? writeFile(file, *bytes) : Status(bytes.error());
}

} // namespace kaba
