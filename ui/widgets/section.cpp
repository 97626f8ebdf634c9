// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/section.h"

#include "ui/theme/shades.h"
#include "ui/theme/small_font.h"

#include <QPainter>
#include <QStyleOptionFocusRect>
#include <QVBoxLayout>

namespace kaba {
namespace {

constexpr int kChevron = 7; ///< its width and height
constexpr int kAir = 8;

/// Flat: a chevron and bold words, no button to be seen.
class HeadingButton : public QToolButton {
public:
    explicit HeadingButton(QWidget* parent)
        : QToolButton(parent)
    {
        QFont bold = smallFont(font());
        bold.setBold(true);
        setFont(bold);
        setCheckable(true);
        setAttribute(Qt::WA_Hover);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

    QSize sizeHint() const override
    {
        return {textLeft() + fontMetrics().horizontalAdvance(text()) + kAir, fontMetrics().height() + kAir};
    }
    QSize minimumSizeHint() const override { return {textLeft(), sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        drawChevron(painter);
        painter.setPen(palette().color(QPalette::WindowText));
        const QRect words = rect().adjusted(textLeft(), 0, -kAir / 2, 0);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                         fontMetrics().elidedText(text(), Qt::ElideRight, words.width()));
        if (hasFocus())
            drawFocus(painter);
    }

private:
    static int textLeft() { return kAir + kChevron + kAir; }

    /// Points down while open, else to the right.
    void drawChevron(QPainter& painter) const
    {
        const double half = kChevron / 2.0;
        const QPolygonF right{{-half / 2, -half}, {half / 2, 0}, {-half / 2, half}};
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(underMouse() ? palette().color(QPalette::WindowText) : shades::muted(palette()),
                            1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.translate(kAir + half, height() / 2.0);
        painter.rotate(isChecked() ? 90 : 0);
        painter.drawPolyline(right);
        painter.restore();
    }

    void drawFocus(QPainter& painter) const
    {
        QStyleOptionFocusRect option;
        option.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &option, &painter, this);
    }
};

} // namespace

Section::Section(QWidget* parent)
    : QWidget(parent)
    , m_heading(new HeadingButton(this))
    , m_headRow(new QHBoxLayout)
    , m_body(new QWidget(this))
    , m_contents(new QVBoxLayout(m_body))
{
    m_heading->setObjectName(QStringLiteral("heading"));
    m_contents->setContentsMargins(8, 0, 0, 0);
    m_contents->setSpacing(12);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    m_headRow->addWidget(m_heading);
    layout->addLayout(m_headRow);
    layout->addWidget(m_body);
    connect(m_heading, &QToolButton::toggled, this, &Section::setOpen);
    setOpen(false);
}

void Section::setTitle(const QString& title) { m_heading->setText(title); }

void Section::addCorner(QWidget* corner) { m_headRow->addWidget(corner); }

void Section::setOpen(bool open)
{
    m_heading->setChecked(open);
    m_body->setVisible(open);
}

void Section::paintEvent(QPaintEvent* /*event*/)
{
    QPainter(this).fillRect(0, 0, width(), 1, shades::hairline(palette()));
}

} // namespace kaba
