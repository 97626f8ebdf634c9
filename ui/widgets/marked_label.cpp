// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/marked_label.h"

#include "ui/plot/label_painter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr int kManyLines = 99;
constexpr std::u16string_view kMarks = u"\u0302\u0303\u0304";

} // namespace

bool MarkedLabel::hasMarks() const
{
    return std::ranges::any_of(
        text(), [](QChar letter) { return kMarks.find(letter.unicode()) != std::u16string_view::npos; });
}

const QStringList& MarkedLabel::lines(int width) const
{
    const int limit = wordWrap() ? width : 0;
    if (m_broken.width != limit || m_broken.text != text() || m_broken.font != font())
        m_broken = {text(), font(), limit,
                    wordWrap() ? wrappedLabel(text(), font(), width, kManyLines) : QStringList{text()}};
    return m_broken.lines;
}

int MarkedLabel::heightForWidth(int width) const
{
    if (!hasMarks() || !wordWrap())
        return QLabel::heightForWidth(width);
    const QMargins margins = contentsMargins();
    const auto count = lines(width - margins.left() - margins.right()).size();
    return static_cast<int>(count) * fontMetrics().lineSpacing() + margins.top() + margins.bottom();
}

void MarkedLabel::paintEvent(QPaintEvent* event)
{
    if (!hasMarks())
        return QLabel::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect box = contentsRect();
    const QStringList& all = lines(box.width());
    const QFontMetrics metrics = fontMetrics();
    const int height = static_cast<int>(all.size()) * metrics.lineSpacing();
    double y = box.top() + metrics.ascent();
    if (alignment() & Qt::AlignVCenter)
        y += std::max(0, (box.height() - height) / 2);
    const QColor ink = palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, foregroundRole());
    for (const QString& line : all) {
        double x = box.left();
        if (alignment() & Qt::AlignRight)
            x = box.right() + 1 - labelWidth(line, font());
        drawLabel(painter, {std::round(x), y}, line, font(), ink);
        y += metrics.lineSpacing();
    }
}

} // namespace kaba
