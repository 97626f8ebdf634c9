// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/signals/input_file.h"

#include <QDialog>

#include <optional>
#include <vector>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTableWidget;

namespace kaba {

class DemoInput;
class InlineMessage;
class ParameterControl;

/// How a file of text was read, on its first rows: separator, decimal mark, heading, encoding. Each may be chosen
/// otherwise; the demo follows at once, and the choice is kept with the file in sessions and recipes.
class ReadingDialog : public QDialog {
    Q_OBJECT
public:
    explicit ReadingDialog(DemoInput& input, QWidget* parent = nullptr);

    /// Opens on the file that is now the demo's. Requires that it may be text.
    void begin(Language language);
    void setLanguage(Language language);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* buildChoices();
    QWidget* buildPreview();
    void follow(); ///< the file and the options that are now wanted
    void choose(const ParameterSet& wanted);
    void showChoices();
    void showLook(const Result<TextLook>& look);
    void showTable(const TextLook& look);
    QString usedText(const ParameterSet& used) const;
    void retranslate();

    DemoInput& m_input;
    ParameterSet m_wanted;
    std::optional<TextLook> m_look;
    Text m_refusal;
    Language m_language = Language::English;
    std::vector<ParameterControl*> m_controls;
    QLabel* m_used;
    QStackedWidget* m_preview;
    QTableWidget* m_table;
    QPlainTextEdit* m_words;
    InlineMessage* m_message;
    QPushButton* m_automatic;
    QPushButton* m_close;
};

} // namespace kaba
