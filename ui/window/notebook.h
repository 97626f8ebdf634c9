// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/reader.h"

#include <QObject>

class QAction;
class QMenu;
class QMenuBar;

namespace kaba {

class MainWindow;
struct WindowServices;

/// What the reader writes, seen from the window: where the links of notes lead, and the menu of the notebook.
class Notebook : public QObject {
    Q_OBJECT
public:
    Notebook(MainWindow& window, const WindowServices& services);

    /// Opens the paper, demo or group that a link names.
    void openSubject(const NoteSubject& subject);
    /// Opens the note on it.
    void openNote(const NoteSubject& subject);
    void addMenu(QMenuBar& bar);
    void retranslate();
    void saveSession();
    void restoreSession();

private:
    QAction* addAction(const char* name, void (Notebook::*act)());
    void openGroup(const std::string& id);
    void addPaper();
    void editFacts();
    void deletePaper();
    void showNotes();
    void showTrash();
    void showBackups();

    MainWindow& m_window;
    const WindowServices& m_services;
    QMenu* m_menu = nullptr;
    QAction *m_add, *m_facts, *m_delete, *m_notes, *m_trash, *m_restore;
};

} // namespace kaba
