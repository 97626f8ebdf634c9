// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scenes/lesson_book.h"

#include <QObject>

#include <filesystem>

class QAction;
class QWidget;

namespace kaba {

class DemoView;
struct LessonFile;
class SceneBar;
class ScenePane;

/// Which scene is on show, and the way from one to the next. It makes the pane and the bar; the window places them, shows
/// the demos that are wanted and tells which one is on show.
class SceneStage : public QObject {
    Q_OBJECT
public:
    struct Actions {
        QAction* keep;
        QAction* next;
        QAction* previous;
    };

    SceneStage(Library& library, const Actions& actions, QObject* parent);

    ScenePane& pane() const { return *m_pane; }
    SceneBar& bar() const { return *m_bar; }
    LessonBook& book() { return m_book; }
    /// Where Page Up and Page Down step through the scenes: there and in all that it holds.
    void listenIn(QWidget& place);

    void setDemo(DemoView* demo); ///< the one on show; null: none
    void setLanguage(Language language) { m_language = language; }

    /// Shows a scene that came from a file: it is in no lesson.
    void showAlone(const Recipe& scene);
    std::int64_t shown() const { return m_shown; } ///< 0: none, or one alone
    bool isOnShow() const;
    void leave();

    /// Takes the scenes of a lesson's file into the library and shows the first.
    void openLesson(const LessonFile& lesson);
    /// The lesson of the pane, or one of its scenes, as a file.
    Status save(std::int64_t scene, const std::filesystem::path& file) const;

Q_SIGNALS:
    void demoWanted(const QString& id); ///< answered by setDemo() before it returns
    void told(const QString& sentence); ///< for a status bar
    void failed(const kaba::Text& reason);
    void fileWanted(std::int64_t scene); ///< a place for it; 0: for the lesson

private:
    void show(std::int64_t scene);
    void step(int by);
    void keep();
    void replace(std::int64_t scene);
    void followBook();
    void showInBar();
    QString freshName() const;

    LessonBook m_book;
    Actions m_actions;
    ScenePane* m_pane;
    SceneBar* m_bar;
    DemoView* m_demo = nullptr;
    Language m_language = Language::English;
    std::int64_t m_shown = 0;
    std::optional<Recipe> m_recipe; ///< of what is on show
};

} // namespace kaba
