// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace kaba {

class InlineMessage;

/// The reader's own file: a button that asks for one, its name, and what was said while reading it.
class InputRow : public QWidget {
    Q_OBJECT
public:
    explicit InputRow(QWidget* parent = nullptr);

    void showInput(const Input* input); ///< null: none yet
    void showReading(const QString& name);
    void showRefusal(const Text& reason);
    void offerReading(bool offered); ///< the button that opens how the file was read
    void setLanguage(Language language);

Q_SIGNALS:
    void fileWanted();
    void readingWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QPushButton* m_choose;
    QPushButton* m_reading;
    QLabel* m_name;
    InlineMessage* m_message;
    QString m_shownName;
    Text m_said;
    Language m_language = Language::English;
};

} // namespace kaba
