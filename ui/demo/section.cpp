// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/section.h"

#include <QStyleOptionToolButton>
#include <QStylePainter>
#include <QVBoxLayout>

namespace kaba {
namespace {

/// Checked means open, which the arrow shows: the button is not drawn pressed for it.
class HeadingButton : public QToolButton {
public:
    using QToolButton::QToolButton;

protected:
    void paintEvent(QPaintEvent*) override
    {
        QStyleOptionToolButton option;
        initStyleOption(&option);
        option.state.setFlag(QStyle::State_On, false);
        QStylePainter(this).drawComplexControl(QStyle::CC_ToolButton, option);
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
    m_heading->setCheckable(true);
    m_heading->setAutoRaise(true);
    m_heading->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_heading->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_contents->setContentsMargins(8, 0, 0, 0);
    m_contents->setSpacing(12);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
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
    m_heading->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
    m_body->setVisible(open);
}

} // namespace kaba
