// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/reader.h"

#include <QObject>

namespace kaba {

class MainWindow;
struct WindowServices;

/// What the reader writes, seen from the window: where the links of notes lead.
class Notebook : public QObject {
    Q_OBJECT
public:
    Notebook(MainWindow& window, const WindowServices& services);

    /// Opens the paper, demo or group that a link names.
    void openSubject(const NoteSubject& subject);
    /// Opens the note on it.
    void openNote(const NoteSubject& subject);
    void saveSession();
    void restoreSession();

private:
    MainWindow& m_window;
    const WindowServices& m_services;
};

} // namespace kaba
