// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/notice_bar.h"

#include "ui/widgets/marked_label.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace kaba {

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent)
    , m_sentences(new MarkedLabel(this))
{
    setObjectName(QStringLiteral("notices"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_sentences->setObjectName(QStringLiteral("sentences"));
    m_sentences->setWordWrap(true);
    m_sentences->setTextFormat(Qt::PlainText);
    m_sentences->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->addWidget(m_sentences, 1);
    hide();
}

void NoticeBar::showSentences(const QString& sentences)
{
    if (m_sentences->text() != sentences) {
        m_sentences->setText(sentences);
        setAccessibleName(sentences);
    }
    setVisible(!sentences.isEmpty());
}

QString NoticeBar::sentences() const { return m_sentences->text(); }

QPushButton* NoticeBar::addWayOut(const QString& name)
{
    auto* button = new QPushButton(this);
    button->setObjectName(name);
    button->hide();
    layout()->addWidget(button);
    return button;
}

} // namespace kaba
