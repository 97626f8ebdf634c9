// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plot/layer_painter.h"

namespace kaba {

/// The kinds of layer that are not curves. Heat maps: rectangles up to 5000 cells on paper, else a picture whose
/// pixels are cells; on a screen never more pixels than the screen has.
void drawHeatmap(const LayerContext& context, const Heatmap& map);
void drawImage(const LayerContext& context, const Image& image);
void drawTokens(const LayerContext& context, const Tokens& tokens, const QColor& colour);
void drawTable(const LayerContext& context, const Table& table);

} // namespace kaba
