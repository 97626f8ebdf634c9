// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/scene_bar.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace kaba {
namespace {

QToolButton* flatButton(QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

SceneBar::SceneBar(QAction* previous, QAction* next, QWidget* parent)
    : QWidget(parent)
    , m_place(new QLabel(this))
    , m_words(new QLabel(this))
    , m_leave(flatButton(this))
{
    setObjectName(QStringLiteral("scene-bar"));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(8, 4, 8, 4);
    line->setSpacing(8);
    for (const auto& [action, arrow] :
         {std::pair(previous, Qt::LeftArrow), std::pair(next, Qt::RightArrow)}) {
        QToolButton* button = flatButton(this);
        button->setDefaultAction(action);
        button->setArrowType(arrow);
        button->setToolButtonStyle(Qt::ToolButtonIconOnly);
        line->addWidget(button);
    }
    m_words->setWordWrap(true);
    m_words->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_words->setObjectName(QStringLiteral("scene-words"));
    line->addWidget(m_place);
    line->addWidget(m_words, 1);
    line->addWidget(m_leave);
    m_leave->setObjectName(QStringLiteral("leave-scene"));
    connect(m_leave, &QToolButton::clicked, this, &SceneBar::left);
    retranslate();
}

void SceneBar::showScene(int place, int count, const QString& name, const QString& sentence)
{
    m_place->setText(QStringLiteral("%1 / %2").arg(place).arg(count));
    m_place->setVisible(count > 0);
    QString words = QStringLiteral("<b>%1</b>").arg(name.toHtmlEscaped());
    if (!sentence.isEmpty())
        words += QStringLiteral("&ensp;") + sentence.toHtmlEscaped();
    m_words->setTextFormat(Qt::RichText);
    m_words->setText(words);
    setAccessibleDescription(sentence);
}

void SceneBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void SceneBar::retranslate()
{
    setAccessibleName(tr("The scene on show"));
    m_leave->setText(QStringLiteral("×"));
    m_leave->setAccessibleName(tr("Leave the lesson"));
    m_leave->setToolTip(tr("Leave the lesson: resetting then means the defaults of the demo again"));
}

} // namespace kaba
