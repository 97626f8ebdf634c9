// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/training_bar.h"

#include "ui/base/words.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <utility>

namespace kaba {

TrainingBar::TrainingBar(QWidget* parent)
    : QWidget(parent)
    , m_train(new QPushButton(this))
    , m_again(new QPushButton(this))
    , m_table(new QPushButton(this))
    , m_status(new QLabel(this))
{
    setObjectName(QStringLiteral("training"));
    m_train->setObjectName(QStringLiteral("train"));
    m_again->setObjectName(QStringLiteral("train-again"));
    m_table->setObjectName(QStringLiteral("train-table"));
    m_status->setObjectName(QStringLiteral("training-status"));
    m_status->setTextFormat(Qt::PlainText);
    m_status->setMinimumWidth(0);
    m_status->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 8, 4);
    row->addWidget(m_train);
    row->addWidget(m_again);
    row->addWidget(m_table);
    row->addWidget(m_status, 1);
    connect(m_train, &QPushButton::clicked, this, &TrainingBar::toggle);
    connect(m_again, &QPushButton::clicked, this, &TrainingBar::startAgainWanted);
    connect(m_table, &QPushButton::clicked, this, &TrainingBar::tableWanted);
    retranslate();
}

void TrainingBar::toggle()
{
    if (m_training)
        Q_EMIT pauseWanted();
    else
        Q_EMIT trainWanted();
}

void TrainingBar::setTraining(bool training)
{
    if (std::exchange(m_training, training) != training)
        retranslate();
}

void TrainingBar::setHasTable(bool hasTable) { m_table->setVisible(hasTable); }

void TrainingBar::setStatus(const Text& status)
{
    m_words = status;
    m_status->setText(inLanguage(m_words, m_language));
}

void TrainingBar::setLanguage(Language language)
{
    m_language = language;
    setStatus(m_words);
}

void TrainingBar::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void TrainingBar::retranslate()
{
    m_train->setText(m_training ? tr("Pause") : tr("Train"));
    m_train->setToolTip(m_training ? tr("Stop and keep the run as far as it came")
                                   : tr("Train the model, from where its run stands"));
    m_again->setText(tr("Start again"));
    m_again->setToolTip(tr("Train from the first step, whatever is stored"));
    m_table->setText(tr("Run the table"));
    m_table->setToolTip(tr("Train every run that the table lacks, one after another"));
    m_table->setAccessibleName(m_table->text());
    m_train->setAccessibleName(m_train->text());
    m_again->setAccessibleName(m_again->text());
    m_status->setAccessibleName(tr("State of the training"));
}

} // namespace kaba
