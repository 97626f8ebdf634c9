// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QActionGroup>
#include <QMenuBar>

namespace kaba {

/// Every action of the main window, in its menus. The window connects them; a single place knows names and keys.
class WindowActions : public QObject {
    Q_OBJECT
public:
    explicit WindowActions(QWidget* window);

    void addMenusTo(QMenuBar& bar);
    /// What needs a demo is greyed out without one.
    void setDemoAvailable(bool available);
    void setRecentFiles(const QStringList& files);
    void retranslate();

    QAction *open, *exportFigure, *copyFigure, *quit;
    QAction *undo, *redo, *undoCatalogue, *redoCatalogue, *copySettings, *pasteSettings, *resetDemo;
    QAction *panes, *demoOnly, *lightTheme, *darkTheme, *systemTheme, *english, *japanese, *systemLanguage;
    QAction* reducedMotion;
    QAction *search, *groups, *papers, *paper, *nextPaper, *previousPaper, *nextTab;
    QAction *newWindow, *playPause, *explain, *shortcuts, *about, *aboutQt;

Q_SIGNALS:
    void recentFileChosen(const QString& path);
    void recentFilesCleared();

private:
    QAction* add(const char* name, const QKeySequence& keys = {});
    QAction* addChoice(const char* name, QActionGroup* group);

    QWidget* m_window;
    QActionGroup* m_themes;
    QActionGroup* m_languages;
    QMenu *m_file = nullptr, *m_recent = nullptr, *m_edit = nullptr, *m_view = nullptr, *m_theme = nullptr;
    QMenu *m_language = nullptr, *m_go = nullptr, *m_tools = nullptr, *m_help = nullptr;
};

} // namespace kaba
