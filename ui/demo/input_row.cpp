// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/input_row.h"

#include "ui/base/words.h"
#include "ui/widgets/inline_message.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace kaba {

InputRow::InputRow(QWidget* parent)
    : QWidget(parent)
    , m_choose(new QPushButton(this))
    , m_reading(new QPushButton(this))
    , m_name(new QLabel(this))
    , m_message(new InlineMessage(this))
{
    setObjectName(QStringLiteral("input"));
    m_choose->setObjectName(QStringLiteral("chooseFile"));
    m_reading->setObjectName(QStringLiteral("howRead"));
    m_reading->hide();
    m_name->setTextFormat(Qt::PlainText);
    m_name->setWordWrap(true);
    auto* line = new QHBoxLayout;
    line->addWidget(m_name, 1);
    line->addWidget(m_choose);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(line);
    layout->addWidget(m_reading, 0, Qt::AlignRight);
    layout->addWidget(m_message);
    connect(m_choose, &QPushButton::clicked, this, &InputRow::fileWanted);
    connect(m_reading, &QPushButton::clicked, this, &InputRow::readingWanted);
    retranslate();
}

void InputRow::showInput(const Input* input)
{
    m_shownName = input ? qstring(input->name) : QString();
    m_said = {};
    if (input)
        for (const Text& notice : input->notices) {
            m_said.en += (m_said.en.empty() ? "" : "\n") + notice.en;
            m_said.ja += (m_said.ja.empty() ? "" : "\n") + notice.ja;
        }
    retranslate();
}

void InputRow::showReading(const QString& name)
{
    m_shownName = tr("Reading %1…").arg(name);
    m_said = {};
    retranslate();
}

void InputRow::showRefusal(const Text& reason)
{
    m_shownName.clear();
    m_said = reason;
    retranslate();
}

void InputRow::offerReading(bool offered) { m_reading->setVisible(offered); }

void InputRow::setLanguage(Language language)
{
    m_language = language;
    retranslate();
}

void InputRow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void InputRow::retranslate()
{
    m_choose->setText(tr("Choose a file…"));
    m_reading->setText(tr("How it was read…"));
    m_reading->setToolTip(tr("Separator, decimal mark, heading and encoding, with the first rows"));
    m_choose->setAccessibleDescription(
        tr("CSV, NPY, NPZ, WAV, FLAC or text; a file can also be dropped here."));
    m_choose->setToolTip(m_choose->accessibleDescription());
    m_name->setText(m_shownName.isEmpty() ? tr("No file yet") : m_shownName);
    m_message->say(inLanguage(m_said, m_language));
}

} // namespace kaba
