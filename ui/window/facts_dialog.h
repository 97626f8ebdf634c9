// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper_facts.h"

#include <QDialog>

#include <vector>

class QFormLayout;
class QLabel;
class QPushButton;

namespace kaba {

class ComposingLineEdit;
class InlineMessage;
class Library;

/// The facts of one paper, each a line, saved when it is left. Beside a changed one stands what shipped, one click
/// away.
class FactsDialog : public QDialog {
    Q_OBJECT
public:
    FactsDialog(Library& library, const QString& paper, Language language, QWidget* parent);

private:
    struct Row {
        Fact fact;
        ComposingLineEdit* line;
        QPushButton* shipped;
        QString before; ///< what ships, where it differs
    };

    void addRow(QFormLayout& form, Fact fact);
    void save(const Row& row, const QString& text);
    void refresh();

    Library& m_library;
    QString m_paper;
    Language m_language;
    std::vector<Row> m_rows;
    InlineMessage* m_message;
};

} // namespace kaba
