// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include <cstdint>

class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace kaba {

class ComposingLineEdit;
class LessonBook;
struct Lesson;
class SceneList;

/// The lessons and the scenes of one of them: choose, order, rename, describe, delete.
class ScenePane : public QWidget {
    Q_OBJECT
public:
    explicit ScenePane(LessonBook& book, QWidget* parent = nullptr);

    const Lesson* lesson() const; ///< null where there is none
    void setLesson(std::int64_t lesson);
    /// Which scene is on show; 0: none.
    void setShown(std::int64_t scene);
    std::int64_t currentScene() const; ///< the one that is marked in the list; 0: none
    SceneList& list() const { return *m_list; }
    /// Writes what is being typed.
    void save();

    QSize sizeHint() const override;

Q_SIGNALS:
    void sceneChosen(std::int64_t scene);
    void keepWanted();                     ///< the demo on show as a new scene
    void updateWanted(std::int64_t scene); ///< the demo on show in the place of this one
    void fileWanted(std::int64_t scene);   ///< this scene as a file; 0: the lesson
    void lessonChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    QWidget* buildHead();
    void connectParts();
    void fill();
    void fillSentence();
    void offerLessons();
    void fillMenu();
    void openSceneMenu(const QPoint& position);
    void addLesson();
    void beginRenaming();
    void endRenaming();
    void renameScene(int place, const QString& name);
    void keepSentence();
    void commitSentence();
    std::int64_t idAt(int place) const;
    void retranslate();

    LessonBook& m_book;
    std::int64_t m_lesson = 0;
    std::int64_t m_shown = 0;
    QLabel* m_title;
    QComboBox* m_lessons;
    ComposingLineEdit* m_name; ///< in the place of m_lessons while the lesson is renamed
    QToolButton* m_more;
    QMenu* m_menu;
    SceneList* m_list;
    QLabel* m_empty;
    ComposingLineEdit* m_sentence;
    std::int64_t m_described = 0; ///< whose sentence stands there
    QString m_before;             ///< it, before it was typed at
    QPushButton* m_keep;
    QPushButton* m_update;
    QTimer m_typing;
};

} // namespace kaba
