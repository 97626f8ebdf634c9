// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

class QColor;
class QFontMetrics;
class QPainter;
class QRectF;

namespace kaba {

struct MarkedSpan {
    qsizetype begin = 0, length = 0; ///< UTF-16 units

    bool operator==(const MarkedSpan&) const = default;
};

/// One line of text with the words that a search has found.
struct MarkedText {
    QString text;
    QList<MarkedSpan> marks = {};

    bool operator==(const MarkedText&) const = default;
};

/// The text cut to `width` pixels. Where the first mark would be cut off, the beginning is left out instead,
/// with an ellipsis, so that a hit is always seen.
MarkedText elided(const MarkedText& line, const QFontMetrics& metrics, int width);

/// The line without its first `length` characters.
MarkedText withoutBeginning(const MarkedText& line, qsizetype length);

/// Draws one line in the painter's font and pen, vertically centred, a mark behind each span. Returns its width.
double drawMarked(QPainter& painter, const QRectF& box, const MarkedText& line, const QColor& mark);

} // namespace kaba
