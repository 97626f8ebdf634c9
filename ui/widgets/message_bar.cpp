// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_bar.h"

#include <QEvent>
#include <QLayout>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace kaba {

MessageBar::MessageBar(QWidget* parent)
    : NoticeBar(parent)
    , m_action(addWayOut(u"messageAction"_s))
    , m_close(new QToolButton(this))
{
    setObjectName(u"messageBar"_s);
    m_close->setText(u"×"_s);
    m_close->setAutoRaise(true);
    layout()->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
    connect(m_action, &QPushButton::clicked, this, [this] {
        const auto act = m_act;
        dismiss();
        if (act)
            act();
    });
    retranslate();
}

void MessageBar::say(const QString& sentence, const QString& action, std::function<void()> act)
{
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_act = std::move(act);
    showSentences(sentence);
}

void MessageBar::dismiss()
{
    m_act = {};
    showSentences({});
}

void MessageBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    NoticeBar::changeEvent(event);
}

void MessageBar::retranslate()
{
    m_close->setToolTip(tr("Dismiss"));
    m_close->setAccessibleName(tr("Dismiss"));
}

} // namespace kaba
