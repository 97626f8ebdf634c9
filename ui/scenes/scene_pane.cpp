// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/scene_pane.h"

#include "ui/base/words.h"
#include "ui/scenes/lesson_book.h"
#include "ui/scenes/scene_list.h"
#include "ui/widgets/composing_line_edit.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalBlocker>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace kaba {
namespace {

constexpr int kTypingMs = 300;

QPushButton* button(const char* name, QWidget* parent)
{
    auto* made = new QPushButton(parent);
    made->setObjectName(QLatin1String(name));
    made->setAutoDefault(false);
    return made;
}

} // namespace

ScenePane::ScenePane(LessonBook& book, QWidget* parent)
    : QWidget(parent)
    , m_book(book)
    , m_title(new QLabel(this))
    , m_lessons(new QComboBox(this))
    , m_name(new ComposingLineEdit(this))
    , m_more(new QToolButton(this))
    , m_menu(new QMenu(this))
    , m_list(new SceneList(this))
    , m_empty(new QLabel(this))
    , m_sentence(new ComposingLineEdit(this))
    , m_keep(button("keep-scene-button", this))
    , m_update(button("update-scene-button", this))
{
    setObjectName(QStringLiteral("scene-pane"));
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    build();
    connectParts();
    retranslate();
    offerLessons();
}

QWidget* ScenePane::buildHead()
{
    auto* head = new QWidget(this);
    auto* line = new QHBoxLayout(head);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(4);
    m_lessons->setObjectName(QStringLiteral("lessons"));
    m_lessons->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_lessons->setMinimumContentsLength(6);
    m_name->setObjectName(QStringLiteral("lesson-name"));
    m_name->hide();
    m_more->setObjectName(QStringLiteral("lesson-menu"));
    m_more->setText(QStringLiteral("⋯"));
    m_more->setAutoRaise(true);
    m_more->setMenu(m_menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setStyleSheet(QStringLiteral("QToolButton::menu-indicator { image: none; }"));
    line->addWidget(m_lessons, 1);
    line->addWidget(m_name, 1);
    line->addWidget(m_more);
    return head;
}

void ScenePane::build()
{
    QFont strong = m_title->font();
    strong.setWeight(QFont::DemiBold);
    m_title->setFont(strong);
    m_empty->setObjectName(QStringLiteral("no-scenes"));
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_sentence->setObjectName(QStringLiteral("scene-sentence"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(8);
    column->addWidget(m_title);
    column->addWidget(buildHead());
    column->addWidget(m_list, 1);
    column->addWidget(m_empty, 1);
    column->addWidget(m_sentence);
    column->addWidget(m_keep);
    column->addWidget(m_update);
}

void ScenePane::connectParts()
{
    connect(&m_book, &LessonBook::changed, this, &ScenePane::offerLessons);
    connect(m_lessons, &QComboBox::activated, this,
            [this] { setLesson(m_lessons->currentData().toLongLong()); });
    connect(m_menu, &QMenu::aboutToShow, this, &ScenePane::fillMenu);
    connect(m_name, &QLineEdit::editingFinished, this, &ScenePane::endRenaming);
    connect(m_name, &ComposingLineEdit::escaped, this, [this] {
        m_name->clear();
        endRenaming();
    });
    connect(m_list, &SceneList::chosen, this, [this](int place) { Q_EMIT sceneChosen(idAt(place)); });
    connect(m_list, &SceneList::renamed, this, &ScenePane::renameScene);
    connect(m_list, &SceneList::moved, this, [this](int from, int to) { m_book.moveScene(idAt(from), to); });
    connect(m_list, &SceneList::removalWanted, this, [this](int place) { m_book.removeScene(idAt(place)); });
    connect(m_list, &QListWidget::currentRowChanged, this, &ScenePane::fillSentence);
    connect(m_list, &QWidget::customContextMenuRequested, this, &ScenePane::openSceneMenu);
    connect(m_sentence, &QLineEdit::textEdited, &m_typing, qOverload<>(&QTimer::start));
    connect(&m_typing, &QTimer::timeout, this, &ScenePane::keepSentence);
    connect(m_sentence, &QLineEdit::editingFinished, this, &ScenePane::commitSentence);
    connect(m_keep, &QPushButton::clicked, this, &ScenePane::keepWanted);
    connect(m_update, &QPushButton::clicked, this, [this] { Q_EMIT updateWanted(currentScene()); });
}

const Lesson* ScenePane::lesson() const { return m_book.lesson(m_lesson); }

std::int64_t ScenePane::idAt(int place) const
{
    const Lesson* own = lesson();
    const auto index = static_cast<std::size_t>(place);
    return own && place >= 0 && index < own->scenes.size() ? own->scenes[index].id : 0;
}

std::int64_t ScenePane::currentScene() const { return idAt(m_list->currentRow()); }

void ScenePane::setLesson(std::int64_t lesson)
{
    commitSentence();
    m_lesson = lesson;
    offerLessons();
    Q_EMIT lessonChanged();
}

void ScenePane::setShown(std::int64_t scene)
{
    m_shown = scene;
    fill();
}

void ScenePane::offerLessons()
{
    const std::vector<Lesson>& lessons = m_book.lessons();
    if (!lesson())
        m_lesson = lessons.empty() ? 0 : lessons.front().id;
    {
        const QSignalBlocker silent(m_lessons);
        m_lessons->clear();
        for (const Lesson& each : lessons)
            m_lessons->addItem(qstring(each.name), static_cast<qlonglong>(each.id));
        m_lessons->setCurrentIndex(m_lessons->findData(static_cast<qlonglong>(m_lesson)));
    }
    m_lessons->setEnabled(!lessons.empty());
    fill();
    Q_EMIT lessonChanged();
}

void ScenePane::fill()
{
    if (m_list->isRenaming())
        return; // the reader is typing a name; the edit itself will fill
    QStringList names;
    int shown = -1;
    if (const Lesson* own = lesson())
        for (const Scene& scene : own->scenes) {
            if (scene.id == m_shown)
                shown = static_cast<int>(names.size());
            const Result<Recipe> recipe = recipeOf(scene);
            names << (recipe ? qstring(recipe->name) : tr("unreadable"));
        }
    {
        const QSignalBlocker silent(m_list);
        m_list->show(names, shown);
    }
    m_list->setVisible(!names.isEmpty());
    m_empty->setVisible(names.isEmpty());
    m_keep->setEnabled(m_book.writable());
    fillSentence();
}

void ScenePane::fillSentence()
{
    const std::int64_t current = currentScene();
    m_sentence->setVisible(current != 0);
    m_update->setVisible(current != 0);
    m_sentence->setReadOnly(!m_book.writable());
    m_update->setEnabled(m_book.writable());
    if (current == m_described && m_sentence->hasFocus())
        return;
    commitSentence();
    m_described = current;
    const auto [own, place] = m_book.placeOf(current);
    const Result<Recipe> recipe =
        own ? recipeOf(own->scenes[static_cast<std::size_t>(place)]) : Result<Recipe>(Recipe{});
    m_before = recipe ? qstring(recipe->sentence) : QString();
    m_sentence->setText(m_before);
    m_sentence->setCursorPosition(0);
}

/// A stop in typing: the words are in the library, the step of undo comes when the reader leaves the line.
void ScenePane::keepSentence()
{
    m_typing.stop();
    const auto [own, place] = m_book.placeOf(m_described);
    if (!own)
        return;
    if (Result<Recipe> recipe = recipeOf(own->scenes[static_cast<std::size_t>(place)])) {
        recipe->sentence = m_sentence->text().toStdString();
        m_book.keepTyped(m_described, *recipe);
    }
}

void ScenePane::commitSentence()
{
    m_typing.stop();
    const auto [own, place] = m_book.placeOf(m_described);
    const QString typed = m_sentence->text();
    if (!own || typed == m_before)
        return;
    m_before = typed;
    if (Result<Recipe> recipe = recipeOf(own->scenes[static_cast<std::size_t>(place)])) {
        recipe->sentence = typed.toStdString();
        m_book.changeScene(m_described, *recipe, tr("Changed the sentence of a scene"));
    }
}

void ScenePane::save() { commitSentence(); }

void ScenePane::renameScene(int place, const QString& name)
{
    const Lesson* own = lesson();
    if (!own || idAt(place) == 0)
        return;
    Result<Recipe> recipe = recipeOf(own->scenes[static_cast<std::size_t>(place)]);
    const QString wanted = name.trimmed();
    if (recipe && !wanted.isEmpty()) {
        const QString before = qstring(recipe->name);
        recipe->name = wanted.toStdString();
        m_book.changeScene(idAt(place), *recipe, tr("Renamed the scene “%1” to “%2”").arg(before, wanted));
    }
    QTimer::singleShot(0, this, &ScenePane::fill); // the editor is still closing
}

void ScenePane::fillMenu()
{
    m_menu->clear();
    const Lesson* own = lesson();
    const auto add = [&](const QString& words, bool possible, auto act) {
        QAction* action = m_menu->addAction(words);
        action->setEnabled(possible);
        connect(action, &QAction::triggered, this, act);
    };
    const bool mayEdit = own && m_book.writable();
    const int place = m_lessons->currentIndex();
    add(tr("&New lesson"), m_book.writable(), &ScenePane::addLesson);
    add(tr("&Rename the lesson"), mayEdit, &ScenePane::beginRenaming);
    add(tr("Move the lesson &up"), mayEdit && place > 0,
        [this, place] { m_book.moveLesson(m_lesson, place - 1); });
    add(tr("Move the lesson &down"), mayEdit && place + 1 < m_lessons->count(),
        [this, place] { m_book.moveLesson(m_lesson, place + 1); });
    m_menu->addSeparator();
    add(tr("&Save the lesson as a file…"), own != nullptr, [this] { Q_EMIT fileWanted(0); });
    m_menu->addSeparator();
    add(tr("D&elete the lesson"), mayEdit, [this] { m_book.removeLesson(m_lesson); });
}

void ScenePane::openSceneMenu(const QPoint& position)
{
    if (!m_list->itemAt(position))
        return;
    const int place = m_list->row(m_list->itemAt(position));
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const QString& words, auto act) {
        connect(menu->addAction(words), &QAction::triggered, this, act);
    };
    add(tr("&Show"), [this, id = idAt(place)] { Q_EMIT sceneChosen(id); });
    add(tr("&Rename"), [this] { m_list->renameCurrent(); });
    add(tr("Save the scene as a &file…"), [this, id = idAt(place)] { Q_EMIT fileWanted(id); });
    menu->addSeparator();
    add(tr("&Delete"), [this, id = idAt(place)] { m_book.removeScene(id); });
    menu->popup(m_list->viewport()->mapToGlobal(position));
}

void ScenePane::addLesson()
{
    if (const auto made = m_book.addLesson(tr("Lesson %1").arg(m_book.lessons().size() + 1))) {
        setLesson(*made);
        beginRenaming();
    }
}

void ScenePane::beginRenaming()
{
    m_name->setText(m_lessons->currentText());
    m_lessons->hide();
    m_name->show();
    m_name->selectAll();
    m_name->setFocus();
}

void ScenePane::endRenaming()
{
    if (m_name->isHidden())
        return;
    m_name->hide();
    m_lessons->show();
    if (const QString wanted = m_name->text().trimmed(); !wanted.isEmpty())
        m_book.renameLesson(m_lesson, wanted);
}

QSize ScenePane::sizeHint() const
{
    return QWidget::minimumSizeHint().expandedTo({fontMetrics().averageCharWidth() * 34, 0});
}

void ScenePane::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void ScenePane::retranslate()
{
    setAccessibleName(tr("Scenes"));
    m_title->setText(tr("Scenes"));
    m_lessons->setAccessibleName(tr("Lesson"));
    m_lessons->setPlaceholderText(tr("No lesson yet"));
    m_name->setAccessibleName(tr("Name of the lesson"));
    m_more->setAccessibleName(tr("What to do with the lesson"));
    m_more->setToolTip(m_more->accessibleName());
    m_list->setAccessibleName(tr("Scenes of the lesson"));
    m_list->setToolTip(
        tr("Click shows a scene, F2 renames it, dragging or Ctrl+Shift and an arrow moves it, Delete "
           "removes it."));
    m_empty->setText(
        tr("A scene keeps the demo as it is now: settings, pins, zoom and panels, with a sentence. "
           "Prepare a few and step through them with Page Down and Page Up, or with a presenter."));
    m_sentence->setPlaceholderText(tr("What this scene shows"));
    m_sentence->setAccessibleName(tr("Sentence of the scene"));
    m_keep->setText(tr("Keep this as a scene"));
    m_keep->setToolTip(tr("Keep the demo as it is now (Ctrl+D)"));
    m_update->setText(tr("Replace by what is shown"));
    m_update->setToolTip(tr("The marked scene becomes the demo as it is now; name and sentence stay."));
}

} // namespace kaba
