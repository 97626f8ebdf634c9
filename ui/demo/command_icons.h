// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>

namespace kaba {

enum class Glyph { Reset, Export, Copy, Question, Play, Pause, Pin, Star, FilledStar };

/// A small line drawing in one ink: no font or icon theme is sure to have these signs.
QIcon glyphIcon(Glyph glyph, const QColor& ink);

} // namespace kaba
