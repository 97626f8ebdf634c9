// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/marked_text.h"

#include <QFontMetrics>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace kaba {
namespace {

constexpr QChar kEllipsis(0x2026);

/// Marks moved by `shift` and kept within [first, last).
QList<MarkedSpan> movedMarks(const QList<MarkedSpan>& marks, qsizetype shift, qsizetype first, qsizetype last)
{
    QList<MarkedSpan> moved;
    for (const MarkedSpan& span : marks) {
        const qsizetype begin = std::max(span.begin + shift, first);
        const qsizetype end = std::min(span.begin + span.length + shift, last);
        if (begin < end)
            moved.append({begin, end - begin});
    }
    return moved;
}

MarkedText cutAtEnd(const MarkedText& line, const QFontMetrics& metrics, int width)
{
    const QString cut = metrics.elidedText(line.text, Qt::ElideRight, width);
    if (cut == line.text)
        return line;
    return {cut, movedMarks(line.marks, 0, 0, std::max<qsizetype>(cut.size() - 1, 0))};
}

} // namespace

MarkedText elided(const MarkedText& line, const QFontMetrics& metrics, int width)
{
    const MarkedText cut = cutAtEnd(line, metrics, width);
    if (line.marks.isEmpty() || !cut.marks.isEmpty())
        return cut;
    // Begin a few words before the first mark, as many as a third of the line holds, at a word's start if there is one.
    const qsizetype mark = line.marks.front().begin;
    qsizetype wanted = mark;
    while (wanted > 0 && metrics.horizontalAdvance(line.text.mid(wanted - 1, mark - wanted + 1)) < width / 3)
        --wanted;
    const qsizetype space = line.text.indexOf(u' ', wanted);
    const qsizetype begin = space >= 0 && space < mark ? space + 1 : wanted;
    const MarkedText tail{kEllipsis + line.text.mid(begin),
                          movedMarks(line.marks, 1 - begin, 1, line.text.size() - begin + 1)};
    return cutAtEnd(tail, metrics, width);
}

MarkedText withoutBeginning(const MarkedText& line, qsizetype length)
{
    return {line.text.mid(length), movedMarks(line.marks, -length, 0, line.text.size() - length)};
}

double drawMarked(QPainter& painter, const QRectF& box, const MarkedText& line, const QColor& mark)
{
    QTextLayout layout(line.text, painter.font(), painter.device());
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    layout.setTextOption(option);
    QList<QTextLayout::FormatRange> formats;
    for (const MarkedSpan& span : line.marks) {
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(span.begin);
        range.length = static_cast<int>(span.length);
        range.format.setBackground(mark);
        formats.append(range);
    }
    layout.setFormats(formats);
    layout.beginLayout();
    const QTextLine row = layout.createLine();
    layout.endLayout();
    if (!row.isValid())
        return 0;
    layout.draw(&painter, {box.left(), box.top() + (box.height() - row.height()) / 2});
    return row.naturalTextWidth();
}

} // namespace kaba
