// SPDX-License-Identifier: GPL-3.0-or-later
// Scenes and lessons with keyboard and mouse, in the window and through their files.
#include "core/figure_io/recipe.h"
#include "tests/support/window_desk.h"
#include "ui/base/words.h"
#include "ui/demo/parameter_panel.h"
#include "ui/page/paper_page.h"
#include "ui/plot/figure_view.h"
#include "ui/scenes/scene_bar.h"
#include "ui/scenes/scene_list.h"
#include "ui/scenes/scene_pane.h"
#include "ui/scenes/scene_stage.h"
#include "ui/window/window_actions.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace kaba;
using kaba::test::Desk;

class TestScenes : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_desk = std::make_unique<Desk>();
        begin();
    }
    void cleanup()
    {
        m_window.reset();
        m_desk->pool.waitForDone();
        m_desk.reset();
    }
    void stepsWithThePagesOfAPresenter();
    void bringsBackPinsZoomAndPanels();
    void resetReturnsToTheScene();
    void showingASceneCanBeUndone();
    void isRenamedInPlace();
    void movesByDraggingAndByKeyboard();
    void whatIsDeletedComesBackByUndo();
    void theSentenceIsKeptWhileItIsTyped();
    void aLessonGoesThroughSeveralDemos();
    void lessonsAreMadeRenamedAndDeleted();
    void aLessonGoesThroughAFile();
    void aSceneGoesThroughAFile();
    void survivesTheProgram();
    void leavesPageKeysToLists();

private:
    void begin()
    {
        m_window = m_desk->window();
        m_window->resize(1280, 800);
        m_window->openDemo(QStringLiteral("hippo"));
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        settle();
        figure().setFocus();
    }
    DemoView& demo() const { return *m_window->demo(); }
    FigureView& figure() const { return demo().figureView(); }
    ScenePane& pane() const { return m_window->stage().pane(); }
    SceneList& list() const { return pane().list(); }
    void settle() const { QTRY_VERIFY_WITH_TIMEOUT(demo().current() && !demo().isComputing(), 60000); }
    void set(const char* id, const char* value) const
    {
        ParameterSet values = demo().values();
        QVERIFY(values.setText(id, value));
        demo().parameters().changeValues(values, demo().seed());
        settle();
    }
    void press(int key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(&figure(), static_cast<Qt::Key>(key), modifiers);
        settle();
    }
    void openPane() const { QTest::keyClick(m_window.get(), Qt::Key_F8); }
    /// Scenes with these orders, in a lesson that is made by the way.
    void keepOrders(const QList<const char*>& orders) const
    {
        for (const char* order : orders) {
            set("order", order);
            press(Qt::Key_D, Qt::ControlModifier);
        }
    }
    QStringList names() const
    {
        QStringList names;
        for (int i = 0; i < list().count(); ++i)
            names << list().item(i)->text();
        return names;
    }
    QString order() const { return qstring(demo().values().textOf("order")); }
    QString words() const { return m_window->findChild<QLabel*>(QStringLiteral("scene-words"))->text(); }

    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<MainWindow> m_window;
};

void TestScenes::stepsWithThePagesOfAPresenter()
{
    QVERIFY(m_window->stage().bar().isHidden());
    keepOrders({"8", "16", "32"});
    QVERIFY(m_window->stage().bar().isVisible());
    press(Qt::Key_PageUp);
    press(Qt::Key_PageUp);
    QCOMPARE(order(), QStringLiteral("8"));
    QVERIFY(words().contains(QStringLiteral("Order N = 8")));
    press(Qt::Key_PageUp);
    QCOMPARE(order(), QStringLiteral("8"));
    press(Qt::Key_PageDown);
    press(Qt::Key_PageDown);
    QCOMPARE(order(), QStringLiteral("32"));
    press(Qt::Key_PageDown);
    QCOMPARE(order(), QStringLiteral("32"));
}

void TestScenes::bringsBackPinsZoomAndPanels()
{
    press(Qt::Key_P);
    set("order", "12");
    figure().chooseRanges({});
    QTest::keyClick(&figure(), Qt::Key_Plus);
    const auto zoom = figure().chosenRanges();
    QVERIFY(!zoom.empty());
    const auto pins = demo().pins();
    press(Qt::Key_D, Qt::ControlModifier);
    const std::vector<std::string> panels = demo().panels();
    press(Qt::Key_P, Qt::ShiftModifier);
    demo().setPanels({figure().visiblePanels().front()});
    set("measure", "legt");
    figure().resetView();
    QTest::keyClick(&figure(), Qt::Key_PageDown);
    QTest::keyClick(&figure(), Qt::Key_PageUp);
    m_window->stage().leave();
    press(Qt::Key_PageDown);
    QVERIFY(demo().pins() == pins);
    QCOMPARE(demo().panels(), panels);
    QTRY_VERIFY(figure().chosenRanges() == zoom);
}

void TestScenes::resetReturnsToTheScene()
{
    keepOrders({"20"});
    set("order", "40");
    demo().action(DemoView::Command::ResetParameters)->trigger();
    settle();
    QCOMPARE(order(), QStringLiteral("20"));
    m_window->stage().leave();
    QVERIFY(m_window->stage().bar().isHidden());
    demo().action(DemoView::Command::ResetParameters)->trigger();
    settle();
    QVERIFY(demo().values() == ParameterSet(demo().demo().parameters));
}

void TestScenes::showingASceneCanBeUndone()
{
    keepOrders({"20"});
    set("order", "40");
    m_window->stage().leave();
    press(Qt::Key_PageDown);
    QCOMPARE(order(), QStringLiteral("20"));
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(order(), QStringLiteral("40"));
    press(Qt::Key_Y, Qt::ControlModifier);
    QCOMPARE(order(), QStringLiteral("20"));
}

void TestScenes::isRenamedInPlace()
{
    keepOrders({"8"});
    openPane();
    list().setFocus();
    list().setCurrentRow(0);
    QTest::keyClick(&list(), Qt::Key_F2);
    auto* editor = list().findChild<QLineEdit*>();
    QVERIFY(editor);
    editor->selectAll();
    QInputMethodEvent composing(QStringLiteral("きおく"), {});
    QApplication::sendEvent(editor, &composing);
    QInputMethodEvent committed;
    committed.setCommitString(QStringLiteral("記憶"));
    QApplication::sendEvent(editor, &committed);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(names(), QStringList{QStringLiteral("記憶")});
    QVERIFY(words().contains(QStringLiteral("記憶")));
    m_window->actions().undoCatalogue->trigger();
    QTRY_COMPARE(names(), QStringList{QStringLiteral("Order N = 8")});
}

void TestScenes::movesByDraggingAndByKeyboard()
{
    keepOrders({"8", "16", "32"});
    openPane();
    const QStringList before = names();
    QTRY_VERIFY(list().isVisible() && list().visualItemRect(list().item(2)).isValid());
    const QPoint from = list().visualItemRect(list().item(0)).center();
    const QPoint to = list().visualItemRect(list().item(2)).bottomLeft() + QPoint(20, 0);
    QTest::mousePress(list().viewport(), Qt::LeftButton, {}, from);
    QTest::mouseMove(list().viewport(), (from + to) / 2);
    QTest::mouseMove(list().viewport(), to);
    QTest::mouseRelease(list().viewport(), Qt::LeftButton, {}, to);
    QCOMPARE(names(), (QStringList{before[1], before[2], before[0]}));
    list().setFocus();
    list().setCurrentRow(2);
    QTest::keyClick(&list(), Qt::Key_Up, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(names(), (QStringList{before[1], before[0], before[2]}));
    m_window->actions().undoCatalogue->trigger();
    m_window->actions().undoCatalogue->trigger();
    QCOMPARE(names(), before);
}

void TestScenes::whatIsDeletedComesBackByUndo()
{
    keepOrders({"8", "16"});
    openPane();
    list().setFocus();
    list().setCurrentRow(0);
    QTest::keyClick(&list(), Qt::Key_Delete);
    QCOMPARE(names(), QStringList{QStringLiteral("Order N = 16")});
    QTest::keyClick(m_window.get(), Qt::Key_Z, Qt::ControlModifier | Qt::AltModifier);
    QCOMPARE(names(), (QStringList{QStringLiteral("Order N = 8"), QStringLiteral("Order N = 16")}));
}

void TestScenes::theSentenceIsKeptWhileItIsTyped()
{
    keepOrders({"8"});
    openPane();
    auto* line = m_window->findChild<QLineEdit*>(QStringLiteral("scene-sentence"));
    QTest::mouseClick(line, Qt::LeftButton);
    QTest::keyClicks(line, QStringLiteral("Eight are few"));
    const auto written = [&] {
        const auto lessons = Lessons(m_desk->library->catalogue()).all();
        return lessons && recipeOf(lessons->front().scenes.front())->sentence == "Eight are few";
    };
    QTRY_VERIFY(written());
    QTest::keyClick(line, Qt::Key_Return);
    QVERIFY(words().contains(QStringLiteral("Eight are few")));
    m_window->actions().undoCatalogue->trigger();
    QVERIFY(!words().contains(QStringLiteral("Eight are few")));
}

void TestScenes::aLessonGoesThroughSeveralDemos()
{
    keepOrders({"8"});
    m_window->openDemo(QStringLiteral("ssm"));
    settle();
    press(Qt::Key_D, Qt::ControlModifier);
    press(Qt::Key_PageUp);
    QCOMPARE(demo().demo().id, std::string_view("hippo"));
    QCOMPARE(order(), QStringLiteral("8"));
    press(Qt::Key_PageDown);
    QCOMPARE(demo().demo().id, std::string_view("ssm"));
    QCOMPARE(m_window->page().currentTab(), PaperPage::Tab::Demo);
}

void TestScenes::lessonsAreMadeRenamedAndDeleted()
{
    openPane();
    QVERIFY(m_window->findChild<QLabel*>(QStringLiteral("no-scenes"))->isVisible());
    auto* menu = pane().findChild<QMenu*>();
    const auto choose = [&](int entry) {
        Q_EMIT menu->aboutToShow();
        menu->actions().at(entry)->trigger();
    };
    choose(0);
    auto* name = m_window->findChild<QLineEdit*>(QStringLiteral("lesson-name"));
    QVERIFY(name->isVisible());
    QTest::keyClicks(name, QStringLiteral("Memory"));
    QTest::keyClick(name, Qt::Key_Return);
    auto* lessons = m_window->findChild<QComboBox*>(QStringLiteral("lessons"));
    QCOMPARE(lessons->currentText(), QStringLiteral("Memory"));
    choose(0);
    QTest::keyClick(name, Qt::Key_Return);
    QCOMPARE(lessons->currentText(), QStringLiteral("Lesson 2"));
    choose(2);
    QCOMPARE(lessons->itemText(0), QStringLiteral("Lesson 2"));
    choose(7);
    QCOMPARE(lessons->count(), 1);
    m_window->actions().undoCatalogue->trigger();
    QCOMPARE(lessons->count(), 2);
    QCOMPARE(lessons->itemText(0), QStringLiteral("Lesson 2"));
}

void TestScenes::aLessonGoesThroughAFile()
{
    keepOrders({"8", "16"});
    const std::string file = m_desk->folder.filePath(QStringLiteral("lesson.kaba")).toStdString();
    QVERIFY(m_window->stage().save(0, file));
    m_window->openFile(qstring(file));
    settle();
    const auto lessons = m_window->stage().book().lessons();
    QCOMPARE(lessons.size(), std::size_t(2));
    QCOMPARE(lessons[1].name, lessons[0].name);
    QCOMPARE(lessons[1].scenes.size(), std::size_t(2));
    for (std::size_t i = 0; i < 2; ++i)
        QCOMPARE(lessons[1].scenes[i].recipe, lessons[0].scenes[i].recipe);
    QCOMPARE(order(), QStringLiteral("8"));
}

void TestScenes::aSceneGoesThroughAFile()
{
    keepOrders({"8"});
    const auto scene = m_window->stage().shown();
    const std::string file = m_desk->folder.filePath(QStringLiteral("scene.kaba")).toStdString();
    QVERIFY(m_window->stage().save(scene, file));
    set("order", "40");
    m_window->stage().leave();
    m_window->openFile(qstring(file));
    settle();
    QCOMPARE(order(), QStringLiteral("8"));
    QVERIFY(words().contains(QStringLiteral("Order N = 8")));
    const auto recipe = readRecipe(file);
    QVERIFY(recipe && recipe->name == "Order N = 8");
}

void TestScenes::survivesTheProgram()
{
    keepOrders({"8", "16"});
    const QStringList before = names();
    openPane();
    m_window->close();
    begin();
    QVERIFY(pane().isVisible());
    QCOMPARE(names(), before);
    press(Qt::Key_PageDown);
    QCOMPARE(order(), QStringLiteral("8"));
}

void TestScenes::leavesPageKeysToLists()
{
    keepOrders({"8", "16"});
    QWidget* papers = m_window->findChild<QAbstractItemView*>(QStringLiteral("papers"));
    QVERIFY(papers);
    QSignalSpy stepped(m_window->actions().previousScene, &QAction::triggered);
    papers->setFocus();
    QTest::keyClick(papers, Qt::Key_PageUp);
    QCOMPARE(stepped.count(), 0);
}

QTEST_MAIN(TestScenes)
#include "tst_scenes.moc"
