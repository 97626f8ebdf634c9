// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/catalogue.h"
#include "ui/window/list_dialog.h"

#include <vector>

class QTimer;

namespace kaba {

class ComposingLineEdit;
class Library;

/// What was deleted in the last thirty days, with its date and the way back.
class TrashDialog : public ListDialog {
    Q_OBJECT
public:
    TrashDialog(Library& library, Language language, QWidget* parent);

private:
    void act() override;
    void refresh();

    Library& m_library;
    Language m_language;
};

/// The backups of the library, and for each what putting it back would bring and take.
class RestoreDialog : public ListDialog {
    Q_OBJECT
public:
    RestoreDialog(Library& library, Language language, QWidget* parent);

private:
    void act() override;
    void choose() override;
    void refresh();

    Library& m_library;
    Language m_language;
    std::vector<Backup> m_backups;
};

/// The notes on papers, groups and demos, with a search.
class NotesDialog : public ListDialog {
    Q_OBJECT
public:
    NotesDialog(Library& library, Language language, QWidget* parent);

Q_SIGNALS:
    void noteWanted(const kaba::NoteSubject& subject);

private:
    void act() override;
    void refresh();

    Library& m_library;
    Language m_language;
    ComposingLineEdit* m_search;
    std::vector<NoteHead> m_found;
};

} // namespace kaba
