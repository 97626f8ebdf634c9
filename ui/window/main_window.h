// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "ui/window/window_services.h"

#include <QMainWindow>
#include <QTimer>

#include <cstdint>
#include <filesystem>
#include <memory>

class QSplitter;

namespace kaba {

class Appearance;
class DemoDeck;
class DemoView;
class GroupPane;
class MessageBar;
class Notebook;
struct OpenedRecipe;
class PaperList;
class PaperPage;
class Presentation;
class SceneStage;
class TrailWriter;
class WindowActions;

/// The three panes, the menus and the session. It connects; what the panes do is their own.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(const WindowServices& services);
    ~MainWindow() override;

    void openPaper(const QString& id);
    /// Opens a demo, at the paper that is open if it belongs to it, else at its first paper.
    void openDemo(const QString& id);
    /// A recipe or an exported figure restores its demo; any other file becomes the input of the demo on show.
    void openFile(const QString& path);
    /// A paper, a demo or a file, told apart by what exists; empty: where the reader left off.
    void openTarget(const QString& target);
    void say(const Text& sentence);

    DemoView* demo() const;  ///< null where the paper has none
    QString message() const; ///< the sentence above the panes; empty: none
    Language language() const;
    PaperPage& page() const { return *m_page; }
    PaperList& papers() const { return *m_papers; }
    GroupPane& groups() const { return *m_groups; }
    SceneStage& stage() const { return *m_stage; }
    Presentation& presentation() const { return *m_presentation; }
    WindowActions& actions() const { return *m_actions; }

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildPanes();
    void connectPanes();
    void connectActions();
    void connectViewActions();
    void connectScenes();
    /// Whether the file is a lesson; it is on show then.
    bool openLesson(const QString& path);
    void saveScenes(std::int64_t scene);
    void adopt(DemoView* view);
    void showDemo(DemoView* view);
    void restoreDemo(const OpenedRecipe& opened, const std::filesystem::path& file);
    void choosePath();
    void rememberFile(const QString& path);
    void useLanguage(Language language);
    void showPanes(bool on);
    void goToGroups();
    void placeDemo();
    void openAnotherWindow();
    void showShortcuts();
    void greetOnce();
    void saveDemos();
    void saveSession();
    void restoreSession();
    void retranslate();

    WindowServices m_services;
    bool m_groupsAsked = false; ///< the reader wants the groups although there is little room
    WindowActions* m_actions;
    Appearance* m_appearance;
    MessageBar* m_message;
    QSplitter* m_splitter;
    GroupPane* m_groups;
    PaperList* m_papers;
    PaperPage* m_page;
    Notebook* m_notebook;
    DemoDeck* m_deck;
    SceneStage* m_stage;
    Presentation* m_presentation;
    std::shared_ptr<TrailWriter> m_trails; ///< of every demo
    QTimer m_saving;                       ///< demo settings reach the library a moment after the last change
};

} // namespace kaba
