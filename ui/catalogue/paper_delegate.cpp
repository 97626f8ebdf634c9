// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/paper_delegate.h"

#include "ui/catalogue/paper_list_model.h"
#include "ui/catalogue/reading_mark.h"
#include "ui/theme/shades.h"
#include "ui/theme/small_font.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace kaba {
namespace {

constexpr int kPadding = 8;
constexpr int kDot = 8;
constexpr int kGap = 8;

QFont bold(QFont font)
{
    font.setBold(true);
    return font;
}

struct Ink {
    QColor text, muted, accent, mark;
};

void drawCut(QPainter& painter, QRect& line, const MarkedText& words, const Ink& ink)
{
    const MarkedText cut = elided(words, QFontMetrics(painter.font()), line.width());
    line.setLeft(line.left() + qRound(drawMarked(painter, line, cut, ink.mark)) + kGap);
}

/// Chips from the right edge leftwards, at most half of the line; returns where they begin.
int drawChips(QPainter& painter, const QRect& line, const QList<TagChipData>& tags, const QPalette& palette)
{
    int right = line.right();
    const QFontMetrics metrics(painter.font());
    for (const TagChipData& tag : tags) {
        const QString name = metrics.elidedText(tag.name, Qt::ElideRight, line.width() / 4);
        const int width = metrics.horizontalAdvance(name) + 10;
        if (right - width < line.left() + line.width() / 2)
            break;
        const QRectF box(right - width + 0.5, line.top() + 0.5, width - 1, line.height() - 1);
        painter.setPen(QPen(shades::chipEdge(palette, tag.colour), 1));
        painter.setBrush(shades::chip(palette, tag.colour));
        painter.drawRoundedRect(box, 3, 3);
        painter.setPen(palette.color(QPalette::Text));
        painter.drawText(box, Qt::AlignCenter, name);
        right -= width + 4;
    }
    return right;
}

void drawFirstLine(QPainter& painter, QRect line, const ListedPaper& row, const QFont& font, const Ink& ink)
{
    painter.setFont(smallFont(font));
    painter.setPen(ink.muted);
    const int numberWidth = QFontMetrics(painter.font()).horizontalAdvance(u"000"_s);
    if (row.number > 0)
        painter.drawText(line.adjusted(0, 0, numberWidth - line.width(), 0),
                         Qt::AlignRight | Qt::AlignVCenter, QString::number(row.number));
    line.setLeft(line.left() + numberWidth + kGap);
    painter.setPen(ink.text);
    if (!row.shortName.text.isEmpty()) {
        painter.setFont(bold(font));
        drawCut(painter, line, row.shortName, ink);
    }
    painter.setFont(font);
    const bool repeats =
        !row.shortName.text.isEmpty() && row.title.text.startsWith(row.shortName.text + u": "_s);
    drawCut(painter, line, repeats ? withoutBeginning(row.title, row.shortName.text.size() + 2) : row.title,
            ink);
}

void drawSecondLine(QPainter& painter, QRect line, const ListedPaper& row, const QFont& font,
                    const QPalette& palette, const Ink& ink)
{
    painter.setFont(smallFont(font));
    line.setLeft(line.left() + QFontMetrics(painter.font()).horizontalAdvance(u"000"_s) + kGap);
    line.setRight(drawChips(painter, line, row.tags, palette));
    if (!row.snippet.text.isEmpty()) {
        painter.setPen(ink.accent);
        drawCut(painter, line, {row.snippetField}, ink);
        painter.setPen(ink.text);
        drawCut(painter, line, row.snippet, ink);
        return;
    }
    painter.setPen(ink.muted);
    const int venueWidth = QFontMetrics(painter.font()).horizontalAdvance(row.venue);
    QRect people = line.adjusted(0, 0, -venueWidth - kGap, 0);
    drawCut(painter, people, row.authors, ink);
    QRect venue = line;
    venue.setLeft(std::min(people.left(), line.right() - venueWidth));
    drawCut(painter, venue, {row.venue}, ink);
}

} // namespace

void PaperDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const
{
    const auto row = index.data(PaperListModel::RowRole).value<ListedPaper>();
    const QPalette& palette = option.palette;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, palette.color(QPalette::Highlight));
    else if (option.state & QStyle::State_MouseOver)
        painter->fillRect(option.rect, shades::hover(palette));
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
        painter->setPen(palette.color(QPalette::Link));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    if (row.loaded) {
        const Ink ink{palette.color(QPalette::Text), shades::muted(palette), palette.color(QPalette::Link),
                      shades::mark(palette)};
        QRect box = option.rect.adjusted(kPadding, 6, -kPadding, -6);
        QRect first = box, second = box;
        first.setHeight(QFontMetrics(option.font).height());
        second.setTop(first.bottom() + 3);
        const QRectF dot(box.left(), first.center().y() - kDot / 2.0 + 1, kDot, kDot);
        drawReadingMark(*painter, dot, row.reading, ink.accent, ink.muted);
        drawFirstLine(*painter, first.adjusted(kDot, 0, 0, 0), row, option.font, ink);
        drawSecondLine(*painter, second.adjusted(kDot, 0, 0, 0), row, option.font, palette, ink);
    }
    painter->restore();
}

QSize PaperDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    return {120,
            QFontMetrics(option.font).height() + QFontMetrics(smallFont(option.font)).height() + 2 + 12 + 1};
}

} // namespace kaba
