// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper_facts.h"

#include <QDialog>

#include <vector>

class QLabel;
class QPlainTextEdit;
class QPushButton;
class QTimer;

namespace kaba {

class ComposingLineEdit;
class InlineMessage;
class Library;

/// A new paper: from BibTeX that is pasted, or filled in by hand. Papers that may be the same are shown with the
/// evidence before it is added.
class AddPaperDialog : public QDialog {
    Q_OBJECT
public:
    AddPaperDialog(Library& library, Language language, QWidget* parent);

Q_SIGNALS:
    void added(const QString& id);
    void paperWanted(const QString& id); ///< one that may be the same

private:
    void build();
    void readPasted();
    void showNext();
    Result<Paper> written() const;
    void compare();
    void add();

    Library& m_library;
    Language m_language;
    std::vector<Paper> m_waiting; ///< of a text with several entries, the one shown first
    Paper m_base;                 ///< what the entry says and no line shows
    QPlainTextEdit* m_bibtex;
    std::vector<std::pair<Fact, ComposingLineEdit*>> m_lines;
    InlineMessage* m_message;
    QLabel* m_left;
    QLabel* m_like;
    QPushButton* m_add;
    QPushButton* m_skip;
    QTimer* m_timer;
};

} // namespace kaba
