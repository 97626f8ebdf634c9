// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/label_painter.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <QTextBoundaryFinder>

#include <algorithm>

namespace kaba {

namespace {

constexpr QChar kBar(0x0304), kTilde(0x0303), kHat(0x0302), kOverline(0x0305);

bool isMark(QChar c) { return c == kBar || c == kTilde || c == kHat || c == kOverline; }

/// Plain text, or one letter under its mark.
struct Run {
    QString text;
    QChar mark = {};
};

/// Ā and ā have a code point of their own; taken apart they get the same bar as B̄ beside them.
QString takenApart(const QString& text)
{
    QString result = text;
    result.replace(QChar(0x0100), QStringLiteral("A\u0304"));
    result.replace(QChar(0x0101), QStringLiteral("a\u0304"));
    return result;
}

QList<Run> runsOf(const QString& label)
{
    const QString text = takenApart(label);
    QList<Run> runs;
    QString plain;
    const auto flush = [&] {
        if (!plain.isEmpty())
            runs.push_back({plain});
        plain.clear();
    };
    for (const QChar c : text) {
        if (!isMark(c) || plain.isEmpty()) {
            plain += c;
            continue;
        }
        QString letter = plain.right(plain.size() > 1 && plain.back().isLowSurrogate() ? 2 : 1);
        plain.chop(letter.size());
        flush();
        runs.push_back({letter, c});
    }
    flush();
    return runs;
}

/// The mark over ink that spans `ink`, drawn from the top of the letter upwards.
QPainterPath markPath(QChar mark, const QRectF& ink, double em)
{
    const double gap = 0.11 * em, rise = 0.13 * em;
    const double y = ink.top() - gap;
    QPainterPath path;
    if (mark == kBar || mark == kOverline) {
        path.moveTo(ink.left(), y);
        path.lineTo(ink.right(), y);
        return path;
    }
    const double half = std::clamp(ink.width() / 2, 0.18 * em, 0.28 * em);
    const QPointF middle(ink.center().x(), y);
    path.moveTo(middle.x() - half, y);
    if (mark == kHat) {
        path.lineTo(middle.x(), y - rise);
        path.lineTo(middle.x() + half, y);
    } else {
        path.cubicTo(middle + QPointF(-half / 3, -1.6 * rise), middle + QPointF(half / 3, 0.9 * rise),
                     middle + QPointF(half, -0.7 * rise));
    }
    return path;
}

void drawMark(QPainter& painter, const QPointF& origin, const Run& run, const QFont& font,
              const QColor& colour)
{
    const double em = QFontMetricsF(font).height() * 0.86;
    const QRectF ink = QFontMetricsF(font).tightBoundingRect(run.text).translated(origin);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, em * (font.weight() > QFont::Medium ? 0.085 : 0.065), Qt::SolidLine,
                        Qt::FlatCap, Qt::RoundJoin));
    painter.drawPath(markPath(run.mark, ink, em));
    painter.restore();
}

QString elided(const QString& text, const QFont& font, double width)
{
    QString kept = text;
    while (kept.size() > 1 && labelWidth(kept + u'…', font) > width)
        kept.chop(isMark(kept.back()) ? 2 : 1);
    return kept.trimmed() + u'…';
}

/// The longest beginning of `text` that fits, ending where a line may break; at least one breakable bit.
qsizetype fitting(const QString& text, const QFont& font, double width)
{
    QTextBoundaryFinder breaks(QTextBoundaryFinder::Line, text);
    qsizetype best = 0;
    for (qsizetype end = breaks.toNextBoundary(); end > 0; end = breaks.toNextBoundary()) {
        if (best > 0 && labelWidth(text.left(end).trimmed(), font) > width)
            return best;
        best = end;
    }
    return text.size();
}

} // namespace

void drawLabel(QPainter& painter, const QPointF& origin, const QString& text, const QFont& font,
               const QColor& colour)
{
    painter.setFont(font);
    painter.setPen(colour);
    QPointF pen = origin;
    for (const Run& run : runsOf(text)) {
        painter.drawText(pen, run.text);
        if (!run.mark.isNull())
            drawMark(painter, pen, run, font, colour);
        pen.rx() += QFontMetricsF(font).horizontalAdvance(run.text);
    }
}

double labelWidth(const QString& text, const QFont& font)
{
    const QFontMetricsF metrics(font);
    double width = 0;
    for (const Run& run : runsOf(text))
        width += metrics.horizontalAdvance(run.text);
    return width;
}

QStringList wrappedLabel(const QString& text, const QFont& font, double width, int maxLines)
{
    constexpr QChar kHeldSpace(0x00A0);
    QStringList lines;
    // "N = 64" stays in one piece.
    QString rest = text.trimmed().replace(QStringLiteral(" = "), QStringLiteral("\u00A0=\u00A0"));
    while (!rest.isEmpty()) {
        const bool lastLine = lines.size() + 1 == maxLines;
        const qsizetype count = labelWidth(rest, font) <= width ? rest.size() : fitting(rest, font, width);
        if (lastLine && (count < rest.size() || labelWidth(rest, font) > width)) {
            lines << elided(rest, font, width);
            break;
        }
        lines << rest.left(count).trimmed();
        rest = rest.mid(count).trimmed();
    }
    return lines.replaceInStrings(kHeldSpace, QStringLiteral(" "));
}

QStringList balancedLabel(const QString& text, const QFont& font, double width, int maxLines)
{
    constexpr double kStep = 0.94;
    QStringList lines = wrappedLabel(text, font, width, maxLines);
    if (lines.size() < 2 || lines.back().endsWith(u'…'))
        return lines;
    for (double narrower = width * kStep; narrower > width / 3; narrower *= kStep) {
        const QStringList tighter = wrappedLabel(text, font, narrower, maxLines);
        if (tighter.size() > lines.size() || tighter.back().endsWith(u'…'))
            break;
        lines = tighter;
    }
    return lines;
}

} // namespace kaba
