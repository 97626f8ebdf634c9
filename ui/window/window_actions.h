// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QActionGroup>
#include <QMenuBar>

class QMenu;

namespace kaba {

class DemoView;

/// Every action of the main window, in its menus. The window connects them; a single place knows names and keys.
class WindowActions : public QObject {
    Q_OBJECT
public:
    explicit WindowActions(QWidget* window);

    void addMenusTo(QMenuBar& bar);
    /// Puts the demo's own actions (export, undo, …) into the menus; null: none is on show.
    void setDemo(DemoView* demo);
    void setRecentFiles(const QStringList& files);
    void retranslate();

    QList<QAction*> windowActions() const;
    QList<QAction*> demoActions() const; ///< of the demo on show

    QAction *open, *quit, *undoCatalogue, *redoCatalogue;
    QAction *panes, *demoOnly, *lightTheme, *darkTheme, *systemTheme, *english, *japanese, *systemLanguage;
    QAction *viridis, *cividis, *reducedMotion;
    QAction *search, *groups, *papers, *paper, *nextPaper, *previousPaper, *nextTab;
    QAction *scenes, *keepScene, *nextScene,
        *previousScene;                            ///< the last two act in the demo, not in the window
    QAction *larger, *smaller, *plainSize, *black; ///< of a presentation
    QAction *newWindow, *playPause, *shortcuts, *about, *aboutQt;
    QActionGroup *themes, *languages, *colourMaps; ///< each choice holds the word of its setting

Q_SIGNALS:
    void recentFileChosen(const QString& path);
    void recentFilesCleared();

private:
    QAction* add(const char* name, const QKeySequence& keys = {});
    QActionGroup* addGroup(const char* name);
    QAction* addChoice(QActionGroup* group, const char* setting);
    void insert(QMenu* menu, QAction* before, const QList<QAction*>& actions);

    QWidget* m_window;
    QList<std::pair<QMenu*, QAction*>> m_inserted;      ///< the demo's actions in our menus
    QAction *m_fileEnd = nullptr, *m_editEnd = nullptr; ///< before which they stand
    QMenu *m_file = nullptr, *m_recent = nullptr, *m_edit = nullptr, *m_view = nullptr, *m_theme = nullptr;
    QMenu *m_language = nullptr, *m_colourMap = nullptr, *m_go = nullptr, *m_tools = nullptr,
          *m_help = nullptr;
};

} // namespace kaba
