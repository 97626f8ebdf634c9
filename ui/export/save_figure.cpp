// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/save_figure.h"

#include "core/base/file.h"
#include "core/figure_io/figure_csv.h"
#include "core/figure_io/figure_json.h"
#include "core/figure_io/figure_npz.h"

namespace kaba {

Status saveFigure(const Figure& figure, const Recipe& recipe, const FigureStyle& style,
                  const std::filesystem::path& file)
{
    const std::string suffix = file.extension().string();
    if (suffix == ".json")
        return writeFile(file, figureJson(figure, recipe, style.language));
    if (suffix == ".csv")
        return writeFile(file, figureCsv(figure, recipe, style.language));
    if (suffix == ".kaba")
        return writeFile(file, recipeText(recipe));
    if (suffix != ".npz")
        return exportPicture(figure, recipeLine(recipe), style, file);
    const Result<std::string> archive = figureNpz(figure, recipe);
    return archive ? writeFile(file, *archive) : Status(archive.error());
}

} // namespace kaba
