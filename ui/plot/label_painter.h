// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QString>
#include <QStringList>

class QPainter;
class QColor;
class QPointF;

namespace kaba {

/// Draws a line of text whose letters may carry a bar, tilde or hat (K̄, C̃, x̂: U+0304, U+0303, U+0302 after the
/// letter). Fonts place these marks badly where no precomposed letter exists, so the letters are drawn as text and
/// the marks as strokes over them, the same on screen and on paper. `origin` is the left end of the base line.
void drawLabel(QPainter& painter, const QPointF& origin, const QString& text, const QFont& font,
               const QColor& colour);

/// How far drawLabel() moves to the right.
double labelWidth(const QString& text, const QFont& font);

/// `text` in lines no wider than `width`, broken at spaces and between Japanese characters; what does not fit into
/// `maxLines` ends in an ellipsis.
QStringList wrappedLabel(const QString& text, const QFont& font, double width, int maxLines);

/// The same, with lines of similar length where one is not enough: a title never leaves a single word behind.
QStringList balancedLabel(const QString& text, const QFont& font, double width, int maxLines);

} // namespace kaba
