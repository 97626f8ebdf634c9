// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/base/result.h"
#include "ui/theme/colour_map.h"
#include "ui/theme/theme.h"

#include <QImage>
#include <QSizeF>
#include <QString>

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace kaba {

/// How a figure stands on paper.
struct FigureStyle {
    QSizeF sizeMm = {120, 90};
    int dpi = 300; ///< of PNG, and of images
    Theme theme = Theme::Light;
    QString font = {}; ///< family; empty: DejaVu Sans
    double fontSizePt = 8;
    std::optional<QString> title =
        {}; ///< nothing: each panel's own; empty: none, for LaTeX; else these words
    Language language = Language::English;
    Magnitudes magnitudes = Magnitudes::Viridis;
    std::vector<std::string> panels =
        {}; ///< which, in the figure's order; empty: featured ones, or all if none is
};

struct FigurePreset {
    Label label;
    double widthMm = 0;
};
/// One column, one and a half, two columns, and the text width of NeurIPS (5.5 in).
const std::array<FigurePreset, 4>& figurePresets();

/// Writes `figure` as .pdf, .svg or .png (the suffix decides), whole or not at all. `recipe` is the JSON text
/// that restores the demo; it travels inside the file. The same arguments give the same bytes, provided that
/// QHashSeed::setDeterministicGlobalSeed() was called before the application object was made.
/// Errors: Usage (unknown suffix, impossible size), Io. GUI thread only; any platform, offscreen too.
Status exportPicture(const Figure& figure, const std::string& recipe, const FigureStyle& style,
                     const std::filesystem::path& file);

/// A sentence with the height that would do, where a picture in `style` leaves its panels too flat to read; nothing
/// where they have room. GUI thread only.
std::optional<Text> crampedNotice(const Figure& figure, const FigureStyle& style);

/// The same picture in memory: for the clipboard, thumbnails and PNG. Requires a possible size.
QImage renderImage(const Figure& figure, const FigureStyle& style);

} // namespace kaba
