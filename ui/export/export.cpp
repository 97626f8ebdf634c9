// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export.h"

#include "core/base/file.h"
#include "ui/export/picture.h"

#include <algorithm>
#include <cmath>

namespace kaba {

namespace {

constexpr double kMostMm = 5000, kLeastMm = 10;
constexpr double kMostPixels = 30000; ///< per side

bool within(double value, double least, double most) { return value >= least && value <= most; }

Status checked(const FigureStyle& style)
{
    const QSizeF size = style.sizeMm;
    if (!within(size.width(), kLeastMm, kMostMm) || !within(size.height(), kLeastMm, kMostMm))
        return Error{Error::Kind::Usage,
                     text("A figure cannot be {}×{} mm: choose from {} to {} mm for each side.",
                          "図を {}×{} mm にはできません。各辺は {}〜{} mm にしてください。", size.width(),
                          size.height(), kLeastMm, kMostMm)};
    if (!within(style.fontSizePt, 3, 72))
        return Error{Error::Kind::Usage,
                     text("A font size of {} pt cannot be used: choose from 3 to 72 pt.",
                          "{} pt の文字は使えません。3〜72 pt にしてください。", style.fontSizePt)};
    return Done{};
}

Status checkedForPixels(const FigureStyle& style)
{
    const double longest = std::max(style.sizeMm.width(), style.sizeMm.height()) / kMmPerInch * style.dpi;
    if (style.dpi >= 1 && longest <= kMostPixels)
        return Done{};
    return Error{Error::Kind::Usage,
                 text("{} dpi cannot be used at this size: a picture has at most {} pixels a side.",
                      "この大きさでは {} dpi にできません。画像の一辺は {} ピクセルまでです。", style.dpi,
                      kMostPixels)};
}

} // namespace

const std::array<FigurePreset, 4>& figurePresets()
{
    static const std::array<FigurePreset, 4> kPresets{{{{"One column, 89 mm", "1 段 89 mm"}, 89},
                                                       {{"One and a half, 120 mm", "1.5 段 120 mm"}, 120},
                                                       {{"Two columns, 183 mm", "2 段 183 mm"}, 183},
                                                       {{"Text width, 5.5 in", "本文幅 5.5 in"}, 139.7}}};
    return kPresets;
}

Status exportPicture(const Figure& figure, const std::string& recipe, const FigureStyle& style,
                     const std::filesystem::path& file)
{
    if (const Status fine = checked(style); !fine)
        return fine.error();
    const QByteArray recipeBytes = QByteArray::fromStdString(recipe);
    const std::string suffix = file.extension().string();
    if (suffix == ".pdf")
        return writeFile(file, pdfOf(figure, recipeBytes, style).toStdString());
    if (suffix == ".svg")
        return writeFile(file, svgOf(figure, recipeBytes, style).toStdString());
    if (suffix != ".png")
        return Error{Error::Kind::Usage,
                     text("Pictures end in .pdf, .svg or .png, not in '{}'.",
                          "画像の拡張子は .pdf、.svg、.png のいずれかです（'{}' は使えません）。", suffix)};
    if (const Status fine = checkedForPixels(style); !fine)
        return fine.error();
    return writeFile(file, pngOf(figure, recipeBytes, style).toStdString());
}

} // namespace kaba
