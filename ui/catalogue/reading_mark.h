// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper.h"

#include <QString>

class QColor;
class QIcon;
class QPainter;
class QPalette;
class QRectF;

namespace kaba {

/// The mark of the reading state, told apart by shape: full disc, half disc, tick.
void drawReadingMark(QPainter& painter, const QRectF& box, Reading reading, const QColor& accent,
                     const QColor& muted);

QIcon readingIcon(Reading reading, const QPalette& palette);

/// As a word that stands alone, with a capital where the language has them.
QString readingName(Reading reading, Language language);

} // namespace kaba
