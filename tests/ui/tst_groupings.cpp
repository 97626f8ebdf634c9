// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/grouping_panes.h"
#include "ui/base/words.h"
#include "ui/catalogue/dragged.h"
#include "ui/catalogue/group_chooser.h"
#include "ui/catalogue/group_model.h"
#include "ui/catalogue/group_pane.h"
#include "ui/catalogue/group_tree.h"
#include "ui/catalogue/grouping_edits.h"
#include "ui/catalogue/paper_list.h"
#include "ui/catalogue/paper_list_model.h"
#include "ui/catalogue/paper_view.h"
#include "ui/widgets/message_bar.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QToolButton>
#include <QtTest>

using namespace kaba;
using namespace kaba::test;
using namespace Qt::StringLiterals;

class TestGroupings : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fifteenPapersUnderFiveHeadings();
    void theShippedGroupingOffersACopy();
    void aCopyHoldsEveryGroup();
    void aNameIsTypedInAConversion();
    void anUnwantedGroupingIsNotMade();
    void deletedGroupingsComeBack();
    void groupsAreMovedByKeys();
    void groupsAreDragged();
    void aDraggedPaperMovesAndWithCtrlStays();
    void papersLeaveByTheKeyboard();
    void papersGoIntoAGroupByItsName();
    void aNameThatNoGroupHasMakesOne();
    void whatIsNotGroupedIsFound();
    void aRenamedGroupStaysChosen();
    void titlesAndDescriptionsInTwoLanguages();
    void undoGivesBackEachValue();
    void twoWindowsDoNotLoseEdits();
    void aComparisonShowsWhoMoved();
    void aGroupIsCopiedAsMarkdown();
    void aLinkToAShippedGroupLeadsThere();
};

/// [1] to [15] in headings of the reader's own words, with nothing but what the window offers.
void TestGroupings::fifteenPapersUnderFiveHeadings()
{
    test::TemporaryLibrary library;
    Panes window(*library);
    window.makeGrouping(u"Reading circle"_s);
    const QList<std::pair<QString, QStringList>> wanted{
        {u"One layer, three views"_s, {u"lssl"_s, u"probabilistic-ssm-ode"_s}},
        {u"Fewer parameters"_s, {u"shapeshifter"_s, u"terraformer"_s, u"transevolve"_s}},
        {u"Cheaper attention"_s, {u"skyformer"_s, u"luna"_s, u"gmlp"_s, u"primer"_s}},
        {u"What recurrence can do"_s, {u"rnn-kernel"_s, u"noisy-rnn"_s, u"self-iru"_s}},
        {u"Better fits to data"_s, {u"kitt"_s, u"mixseq"_s, u"alignment-attention"_s}},
    };
    QStringList all;
    for (const auto& [heading, papers] : wanted) {
        window.addGroup(heading);
        window.click(u"All papers"_s);
        window.drag(papers, heading);
        all += papers;
    }
    const Outline outline = window.outline();
    QCOMPARE(outline.title.en, "Reading circle");
    QCOMPARE(outline.groups.size(), std::size_t{5});
    for (const auto& [heading, papers] : wanted)
        QCOMPARE(window.countOf(heading), papers.size());
    QCOMPARE(all.size(), 15);
    for (const QString& id : all)
        QVERIFY(*library->catalogue().paper(id.toStdString())->row.number <= 15);
    QCOMPARE(window.countOf(u"Not grouped"_s), 53 - 15);
}

void TestGroupings::theShippedGroupingOffersACopy()
{
    test::TemporaryLibrary library;
    Panes window(*library);
    window.pane.selectGroup(u"rnn"_s);
    window.press(window.tree, Qt::Key_Delete);
    auto* offer = window.pane.findChild<MessageBar*>();
    QVERIFY(offer->isVisible());
    QCOMPARE(library->catalogue().groups()->size(), std::size_t{58});
    for (QPushButton* button : offer->findChildren<QPushButton*>())
        if (button->isVisible())
            QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(window.nameField()->isVisible());
    QTest::keyClick(window.nameField(), Qt::Key_Return);
    QVERIFY(window.model->editable());
    QVERIFY(!offer->isVisible());
}

void TestGroupings::aCopyHoldsEveryGroup()
{
    test::TemporaryLibrary library;
    Panes window(*library);
    window.trigger("copyGrouping");
    QTest::keyClick(window.nameField(), Qt::Key_Return);
    QCOMPARE(window.outline().groups.size(), std::size_t{58});
    window.pane.selectGroup(u"rnn"_s);
    QTRY_COMPARE(window.papers->ids().size(), 11);
    window.press(window.tree, Qt::Key_Delete);
    QCOMPARE(window.outline().groups.size(), std::size_t{45});
    QTRY_COMPARE(window.papers->ids().size(), 53);
    QCOMPARE(window.countOf(u"Not grouped"_s), 14 + 11);
}

void TestGroupings::aNameIsTypedInAConversion()
{
    Mine mine;
    mine.window.click(u"Recurrence"_s);
    mine.window.press(mine.window.tree, Qt::Key_F2);
    QLineEdit* editor = mine.window.editor();
    QVERIFY(editor);
    editor->selectAll();
    QInputMethodEvent open(u"さいき"_s, {});
    QCoreApplication::sendEvent(editor, &open);
    QTest::keyClick(editor, Qt::Key_Return);
    QTest::keyClick(editor, Qt::Key_Delete);
    QCoreApplication::processEvents();
    QCOMPARE(mine.window.tree->findChild<QLineEdit*>(), editor);
    QInputMethodEvent commit;
    commit.setCommitString(u"再帰"_s);
    QCoreApplication::sendEvent(editor, &commit);
    QTest::keyClick(editor, Qt::Key_Return);
    QTRY_COMPARE(mine.window.keyOf(u"再帰"_s), mine.recurrence);
}

void TestGroupings::anUnwantedGroupingIsNotMade()
{
    test::TemporaryLibrary library;
    Panes window(*library);
    window.trigger("newGrouping");
    QVERIFY(window.nameField()->isVisible());
    QTest::keyClick(window.nameField(), Qt::Key_Escape);
    QVERIFY(!window.nameField()->isVisible());
    QCOMPARE(library->catalogue().groupings()->size(), std::size_t{1});
}

void TestGroupings::deletedGroupingsComeBack()
{
    Mine mine;
    mine.window.click(u"All papers"_s);
    mine.window.drag({u"luna"_s, u"s4"_s}, u"Cost"_s);
    const Outline before = mine.window.outline();
    const std::string id = mine.window.pane.grouping().toStdString();
    mine.window.trigger("removeGrouping");
    QCOMPARE(mine.window.pane.grouping(), u"survey"_s);
    QVERIFY(!mine.library->catalogue().outline(id));
    mine.library->undoStack().undo();
    QCOMPARE(*mine.library->catalogue().outline(id), before);
    QCOMPARE(mine.window.pane.findChild<QComboBox*>(u"grouping"_s)->count(), 2);
}

void TestGroupings::groupsAreMovedByKeys()
{
    Mine mine;
    const auto press = [&](Qt::Key key) {
        mine.window.press(mine.window.tree, key, Qt::AltModifier | Qt::ShiftModifier);
    };
    const auto order = [&] {
        QStringList titles;
        for (const OutlineGroup& group : mine.window.outline().groups)
            titles.append(qstring(group.title.en) + (group.parent.empty() ? u""_s : u"*"_s));
        return titles.join(u' ');
    };
    mine.window.click(u"Recurrence"_s);
    press(Qt::Key_Up);
    QCOMPARE(order(), u"Recurrence Attention Cost*"_s);
    press(Qt::Key_Up); // is the first
    press(Qt::Key_Down);
    QCOMPARE(order(), u"Attention Cost* Recurrence"_s);
    press(Qt::Key_Right);
    QCOMPARE(order(), u"Attention Cost* Recurrence*"_s);
    press(Qt::Key_Left);
    press(Qt::Key_Down); // is the last
    QCOMPARE(order(), u"Attention Cost* Recurrence"_s);
    mine.window.click(u"Cost"_s);
    press(Qt::Key_Left);
    QCOMPARE(order(), u"Attention Cost Recurrence"_s);
    QCOMPARE(mine.window.tree->currentIndex().data().toString(), u"Cost"_s);
}

void TestGroupings::groupsAreDragged()
{
    Mine mine;
    const auto carried = [&](const QString& title) {
        return mine.window.model->mimeData({mine.window.find(title)});
    };
    const auto middle = [&](const QString& title) {
        return mine.window.tree->visualRect(mine.window.find(title)).center();
    };
    mine.window.drop(carried(u"Recurrence"_s), middle(u"Cost"_s), Qt::MoveAction);
    QCOMPARE(mine.window.find(u"Recurrence"_s).parent().data().toString(), u"Cost"_s);
    mine.window.tree->expandAll();
    mine.window.drop(carried(u"Attention"_s), middle(u"Recurrence"_s), Qt::MoveAction); // into itself
    QCOMPARE(mine.window.find(u"Recurrence"_s).parent().data().toString(), u"Cost"_s);
    const QRect attention = mine.window.tree->visualRect(mine.window.find(u"Attention"_s));
    mine.window.drop(carried(u"Cost"_s), attention.topLeft() + QPoint(20, 1), Qt::MoveAction); // above it
    QVERIFY(!mine.window.find(u"Cost"_s).parent().isValid());
    QCOMPARE(mine.window.find(u"Cost"_s).row() + 1, mine.window.find(u"Attention"_s).row());
}

void TestGroupings::aDraggedPaperMovesAndWithCtrlStays()
{
    Mine mine;
    mine.window.click(u"All papers"_s);
    mine.window.drag({u"luna"_s, u"s4"_s, u"h3"_s}, u"Cost"_s);
    mine.window.drag({u"s4"_s}, u"Recurrence"_s); // from the whole list nothing is taken away
    QCOMPARE(mine.in(mine.cost), (QStringList{u"luna"_s, u"s4"_s, u"h3"_s}));
    mine.window.click(u"Cost"_s);
    QTRY_COMPARE(mine.window.papers->ids().size(), 3);
    mine.window.drag({u"luna"_s}, u"Recurrence"_s, Qt::CopyAction);
    QCOMPARE(mine.in(mine.cost).size(), 3);
    mine.window.drag({u"s4"_s, u"h3"_s}, u"Attention"_s);
    QCOMPARE(mine.in(mine.cost), QStringList{u"luna"_s});
    QCOMPARE(mine.in(mine.attention), (QStringList{u"s4"_s, u"h3"_s}));
    QCOMPARE(mine.in(mine.recurrence), (QStringList{u"s4"_s, u"luna"_s}));
    mine.window.click(u"Recurrence"_s);
    mine.window.drag({u"s4"_s, u"luna"_s}, u"Not grouped"_s);
    QCOMPARE(mine.in(mine.attention), QStringList{u"h3"_s});
    QVERIFY(mine.in(mine.recurrence).isEmpty());
}

void TestGroupings::papersLeaveByTheKeyboard()
{
    Mine mine;
    mine.window.click(u"All papers"_s);
    mine.window.drag({u"luna"_s, u"s4"_s}, u"Cost"_s);
    mine.window.click(u"Attention"_s); // the papers are in a group below
    QVERIFY(QTest::qWaitFor([&] { return mine.window.papers->ids().size() == 2; }));
    mine.window.view->restore({u"luna"_s}, u"luna"_s);
    mine.window.press(mine.window.view, Qt::Key_Delete);
    QTRY_COMPARE(mine.window.papers->ids(), QStringList{u"s4"_s});
    mine.library->undoStack().undo();
    QVERIFY(QTest::qWaitFor([&] { return mine.window.papers->ids().size() == 2; }));
}

void TestGroupings::papersGoIntoAGroupByItsName()
{
    Mine mine;
    mine.window.click(u"All papers"_s);
    QTRY_VERIFY(mine.window.papers->ids().contains(u"lssl"_s));
    mine.window.view->restore({u"lssl"_s, u"luna"_s}, u"lssl"_s);
    mine.window.press(mine.window.view, Qt::Key_G, Qt::ControlModifier);
    auto* chooser = mine.window.window.findChild<GroupChooser*>();
    QVERIFY(chooser);
    auto* words = chooser->findChild<QLineEdit*>(u"groupWords"_s);
    QTest::keyClicks(words, u"cos"_s);
    auto* choices = chooser->findChild<QListWidget*>();
    QCOMPARE(choices->item(0)->text(), u"Attention › Cost"_s);
    QTest::keyClick(words, Qt::Key_Return);
    QTRY_COMPARE(mine.in(mine.cost).size(), 2);
}

void TestGroupings::aNameThatNoGroupHasMakesOne()
{
    Mine mine;
    mine.window.click(u"All papers"_s);
    QTRY_VERIFY(mine.window.papers->ids().contains(u"lssl"_s));
    mine.window.view->restore({u"lssl"_s}, u"lssl"_s);
    mine.window.press(mine.window.view, Qt::Key_G, Qt::ControlModifier);
    auto* chooser = mine.window.window.findChild<GroupChooser*>();
    auto* words = chooser->findChild<QLineEdit*>(u"groupWords"_s);
    QTest::keyClicks(words, u"Convolution"_s);
    QTest::keyClick(words, Qt::Key_Return);
    QTRY_COMPARE(mine.in(mine.window.keyOf(u"Convolution"_s)), QStringList{u"lssl"_s});
}

void TestGroupings::whatIsNotGroupedIsFound()
{
    Mine mine;
    mine.window.click(u"All papers"_s);
    mine.window.drag({u"luna"_s, u"s4"_s}, u"Cost"_s);
    mine.window.click(u"Not grouped"_s);
    QTRY_COMPARE(mine.window.papers->ids().size(), 51);
    QVERIFY(!mine.window.papers->ids().contains(u"luna"_s));
    mine.window.drag({u"h3"_s}, u"Recurrence"_s);
    QTRY_COMPARE(mine.window.papers->ids().size(), 50);
    QCOMPARE(mine.window.tree->currentIndex().data().toString(), u"Not grouped"_s);
}

void TestGroupings::aRenamedGroupStaysChosen()
{
    Mine mine;
    QSignalSpy failed(&*mine.library, &Library::failed);
    mine.window.click(u"All papers"_s);
    mine.window.drag({u"luna"_s}, u"Cost"_s);
    mine.window.click(u"Attention"_s);
    mine.window.press(mine.window.tree, Qt::Key_F2);
    mine.window.typeTitle(u"All about attention"_s);
    QCOMPARE(mine.window.tree->currentIndex().data().toString(), u"All about attention"_s);
    QCOMPARE(mine.window.pane.scope().filter.group, "all-about-attention");
    QTRY_COMPARE(mine.window.papers->ids(), QStringList{u"luna"_s});
    QVERIFY(failed.isEmpty());
    QVERIFY(mine.window.find(u"Cost"_s).parent().isValid());
}

void TestGroupings::titlesAndDescriptionsInTwoLanguages()
{
    Mine mine;
    mine.window.click(u"Cost"_s);
    mine.window.trigger("describe-group");
    auto* dialog = mine.window.window.findChild<QDialog*>(u"groupWords"_s);
    QVERIFY(dialog);
    dialog->findChild<QLineEdit*>(u"titleJa"_s)->setText(u"計算量"_s);
    QTest::keyClicks(dialog->findChild<QLineEdit*>(u"descriptionEn"_s), u"What one step costs"_s);
    QTest::keyClick(dialog->findChild<QLineEdit*>(u"titleEn"_s), Qt::Key_Return);
    mine.window.pane.setLanguage(Language::Japanese);
    QTRY_COMPARE(mine.window.keyOf(u"計算量"_s), mine.cost);
    QVERIFY(
        mine.window.find(u"計算量"_s).data(Qt::ToolTipRole).toString().contains(u"What one step costs"_s));
    QCOMPARE(mine.window.keyOf(u"Recurrence"_s), mine.recurrence); // written in one language
}

void TestGroupings::undoGivesBackEachValue()
{
    Mine mine;
    std::vector<Outline> history;
    const auto note = [&] { history.push_back(mine.window.outline()); };
    note();
    mine.window.click(u"All papers"_s);
    mine.window.drag({u"luna"_s, u"s4"_s}, u"Cost"_s);
    note();
    mine.window.click(u"Cost"_s);
    mine.window.drag({u"s4"_s}, u"Recurrence"_s);
    note();
    mine.window.click(u"Attention"_s);
    mine.window.press(mine.window.tree, Qt::Key_Delete);
    for (std::size_t i = history.size(); i-- > 0;) {
        mine.library->undoStack().undo();
        QCOMPARE(mine.window.outline(), history[i]);
    }
    for (std::size_t i = 1; i < history.size(); ++i) {
        mine.library->undoStack().redo();
        QCOMPARE(mine.window.outline(), history[i]);
    }
}

void TestGroupings::twoWindowsDoNotLoseEdits()
{
    Mine mine;
    const auto other = mine.library.opened();
    GroupingEdits there(*other, Language::English);
    const QString id = mine.window.pane.grouping();
    mine.window.click(u"All papers"_s);
    mine.window.drag({u"luna"_s}, u"Cost"_s);
    QVERIFY(there.putPapers(id, mine.cost, {u"s4"_s}));
    QSignalSpy failed(&*mine.library, &Library::failed);
    mine.library->undoStack().undo(); // would take their paper away as well
    QCOMPARE(failed.size(), 1);
    QVERIFY(!failed.front().at(1).toString().isEmpty());
    QCOMPARE(mine.in(mine.cost), (QStringList{u"luna"_s, u"s4"_s}));
    mine.window.drag({u"h3"_s}, u"Cost"_s); // on top of what they wrote
    QCOMPARE(mine.in(mine.cost), (QStringList{u"luna"_s, u"s4"_s, u"h3"_s}));
    QVERIFY(there.removeGroup(id, mine.recurrence));
    mine.library->lookOutside();
    QVERIFY(!mine.window.find(u"Recurrence"_s).isValid());
}

void TestGroupings::aComparisonShowsWhoMoved()
{
    test::TemporaryLibrary library;
    Panes window(*library);
    window.trigger("copyGrouping");
    QTest::keyClick(window.nameField(), Qt::Key_Return);
    window.click(u"All papers"_s);
    window.drag({u"luna"_s}, u"Other"_s);
    window.trigger("compareGroupings");
    auto* table = window.window.findChild<QTableWidget*>(u"differences"_s);
    QVERIFY(table);
    QCOMPARE(table->rowCount(), 1);
    QCOMPARE(table->item(0, 0)->text(), u"Luna"_s);
    QVERIFY(!table->item(0, 1)->text().contains(u"Other"_s));
    QVERIFY(table->item(0, 2)->text().contains(u"Other"_s));
    QTest::keyClick(table->window()->findChild<QCheckBox*>(), Qt::Key_Space);
    QCOMPARE(table->rowCount(), 39);
    QSignalSpy opened(&window.pane, &GroupPane::paperOpened);
    Q_EMIT table->cellActivated(0, 0);
    QCOMPARE(opened.front().front().toString(), u"lssl"_s);
    library->undoStack().undo();
    QTest::keyClick(table->window()->findChild<QCheckBox*>(), Qt::Key_Space);
    QCOMPARE(table->rowCount(), 0);
}

void TestGroupings::aGroupIsCopiedAsMarkdown()
{
    Mine mine;
    mine.window.click(u"All papers"_s);
    mine.window.drag({u"luna"_s}, u"Cost"_s);
    mine.window.click(u"Attention"_s);
    mine.window.press(mine.window.tree, Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QGuiApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0], u"- **Attention**"_s);
    QCOMPARE(lines[1], u"  - **Cost**"_s);
    QVERIFY(lines[2].startsWith(u"    - Xuezhe Ma"_s));
}

void TestGroupings::aLinkToAShippedGroupLeadsThere()
{
    Mine mine;
    const QString own = mine.window.pane.grouping();
    mine.window.pane.selectGroup(u"nowhere"_s);
    QCOMPARE(mine.window.pane.grouping(), own);
    mine.window.pane.selectGroup(u"rnn/theory"_s);
    QCOMPARE(mine.window.pane.grouping(), u"survey"_s);
    QCOMPARE(mine.window.pane.scope().filter.group, "rnn/theory");
}

QTEST_MAIN(TestGroupings)
#include "tst_groupings.moc"
