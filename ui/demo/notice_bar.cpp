// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/notice_bar.h"

#include "ui/demo/marked_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace kaba {

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent)
    , m_sentences(new MarkedLabel(this))
    , m_layout(new QHBoxLayout(this))
{
    setObjectName(QStringLiteral("notices"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::ToolTipBase);
    m_sentences->setForegroundRole(QPalette::ToolTipText);
    m_sentences->setObjectName(QStringLiteral("sentences"));
    m_sentences->setWordWrap(true);
    m_sentences->setTextFormat(Qt::PlainText);
    m_sentences->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_layout->setContentsMargins(8, 4, 8, 4);
    m_layout->addWidget(m_sentences, 1);
    hide();
}

void NoticeBar::showSentences(const QString& sentences)
{
    if (m_sentences->text() != sentences)
        m_sentences->setText(sentences);
    setVisible(!sentences.isEmpty());
}

QPushButton* NoticeBar::addWayOut(const QString& name)
{
    auto* button = new QPushButton(this);
    button->setObjectName(name);
    button->hide();
    m_layout->addWidget(button);
    return button;
}

} // namespace kaba
