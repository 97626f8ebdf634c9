// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace kaba {

/// Train, Pause, Start again and Run the table for a demo that trains a model, and where its run stands.
class TrainingBar : public QWidget {
    Q_OBJECT
public:
    explicit TrainingBar(QWidget* parent = nullptr);

    void setTraining(bool training);
    /// Whether there is a table of runs to train; at first there is.
    void setHasTable(bool hasTable);
    void setStatus(const Text& status);
    void setLanguage(Language language);
    /// Presses Train or Pause, whichever is offered.
    void toggle();

Q_SIGNALS:
    void trainWanted();
    void pauseWanted();
    void startAgainWanted();
    void tableWanted(); ///< every run that is missing

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QPushButton* m_train; ///< or Pause
    QPushButton* m_again;
    QPushButton* m_table;
    QLabel* m_status;
    bool m_training = false;
    Text m_words;
    Language m_language = Language::English;
};

} // namespace kaba
