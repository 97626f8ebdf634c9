// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/marking_translator.h"
#include "tests/support/temporary_library.h"
#include "ui/base/words.h"
#include "ui/catalogue/group_model.h"
#include "ui/catalogue/group_pane.h"
#include "ui/catalogue/lineage_picture.h"
#include "ui/catalogue/paper_list.h"
#include "ui/catalogue/paper_list_model.h"
#include "ui/catalogue/tag_list.h"
#include "ui/catalogue/tag_model.h"
#include "ui/widgets/composition_guard.h"

#include <QAbstractButton>
#include <QApplication>
#include <QInputMethodEvent>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QSignalSpy>
#include <QTreeView>
#include <QtTest>

using namespace kaba;
using namespace Qt::StringLiterals;

namespace {

struct Pane {
    test::TemporaryLibrary library;
    GroupPane pane{*library};
    QTreeView* tree = pane.findChild<QTreeView*>(u"groups"_s);
    TagList* tags = pane.findChild<TagList*>();
    GroupModel* groups = pane.findChild<GroupModel*>();

    Pane()
    {
        pane.resize(260, 800);
        pane.show();
    }
};

int nodesBelow(const QAbstractItemModel& model, const QModelIndex& parent)
{
    int nodes = 0;
    for (int row = 0; row < model.rowCount(parent); ++row)
        nodes += 1 + nodesBelow(model, model.index(row, 0, parent));
    return nodes;
}

/// The editor of a tag's name, once the view has opened it.
QLineEdit* nameEditor(const Pane& p)
{
    (void)QTest::qWaitFor([&p] { return p.tags->findChild<QLineEdit*>() != nullptr; });
    return p.tags->findChild<QLineEdit*>();
}

QMimeData* dragged(const QStringList& ids)
{
    auto* mime = new QMimeData;
    mime->setData(QString::fromLatin1(kPaperIdsMimeType), ids.join(u'\n').toUtf8());
    return mime;
}

} // namespace

class TestGroupPane : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theTreeHoldsEveryGroupWithItsCount()
    {
        Pane p;
        QCOMPARE(nodesBelow(*p.groups, {}), 3 + 58);
        const auto count = [&](const QString& path) {
            return p.groups->indexOf(path).data(GroupModel::CountRole).toInt();
        };
        QCOMPARE(p.groups->index(0, 0).data(GroupModel::CountRole).toInt(), 53);
        QCOMPARE(p.groups->index(1, 0).data(GroupModel::CountRole).toInt(), 15);
        QCOMPARE(count(u"transformer"_s), 21);
        QCOMPARE(count(u"rnn"_s), 11);
        QCOMPARE(count(u"other"_s), 7);
        QCOMPARE(count(u"transformer/architecture/self-attention-cost"_s), 9);
        for (const char* path : {"rnn", "transformer", "other"}) { // at each node the children add up
            const QModelIndex group = p.groups->indexOf(QString::fromLatin1(path));
            int sum = 0;
            for (int row = 0; row < p.groups->rowCount(group); ++row)
                sum += p.groups->index(row, 0, group).data(GroupModel::CountRole).toInt();
            QCOMPARE(sum, count(QString::fromLatin1(path)));
        }
    }

    void parentsAndChildrenAgree()
    {
        Pane p;
        const QAbstractItemModelTester tester(p.groups,
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(p.groups->indexOf(u"rnn/theory"_s).parent(), p.groups->indexOf(u"rnn"_s));
    }

    void aClickOnAGroupFiltersTheList()
    {
        Pane p;
        PaperList list(*p.library);
        connect(&p.pane, &GroupPane::scopeChanged, &list, &PaperList::setScope);
        const auto* model = list.findChild<PaperListModel*>();
        const QModelIndex rnn = p.groups->indexOf(u"rnn"_s);
        QTest::mouseClick(p.tree->viewport(), Qt::LeftButton, {}, p.tree->visualRect(rnn).center());
        QTRY_COMPARE(model->ids().size(), 11);
        p.pane.selectAll();
        QTRY_COMPARE(model->ids().size(), 53);
    }

    void aGroupIsFoundByItsPath()
    {
        Pane p;
        p.pane.selectGroup(u"other/ode-systems/linear-time-invariant"_s);
        QCOMPARE(p.pane.scope().filter.group, "other/ode-systems/linear-time-invariant");
        p.pane.selectGroup(u"nowhere"_s);
        QCOMPARE(p.pane.scope().filter.group, "other/ode-systems/linear-time-invariant");
        p.pane.selectLineage();
        QVERIFY(p.pane.scope().lineageOnly);
    }

    void readingStatesAreChosenOneAtATime()
    {
        Pane p;
        auto* unread = p.pane.findChild<QAbstractButton*>(u"reading0"_s);
        auto* read = p.pane.findChild<QAbstractButton*>(u"reading2"_s);
        QTest::mouseClick(unread, Qt::LeftButton);
        QVERIFY(p.pane.scope().filter.reading == Reading::Unread);
        QTest::mouseClick(read, Qt::LeftButton);
        QVERIFY(p.pane.scope().filter.reading == Reading::Read);
        QVERIFY(!unread->isChecked());
        QTest::mouseClick(read, Qt::LeftButton);
        QVERIFY(!p.pane.scope().filter.reading);
    }

    void aNewTagIsNamedInPlace()
    {
        Pane p;
        QVERIFY(QTest::qWaitForWindowActive(&p.pane));
        QTest::mouseClick(p.pane.findChild<QAbstractButton*>(u"addTag"_s), Qt::LeftButton);
        QLineEdit* editor = nameEditor(p);
        QVERIFY(editor);
        editor->setText(u"to read"_s);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(p.library->tags().front().name, "to read");
    }

    void aDeletedTagComesBackWithItsPapers()
    {
        Pane p;
        const auto tag = p.library->createTag(u"to read"_s, u"#0072b2"_s);
        QVERIFY(tag && p.library->recolourTag(*tag, u"#d55e00"_s));
        QVERIFY(p.library->assignTag({u"luna"_s, u"lssl"_s}, *tag));
        p.tags->choose(tag->id);
        QVERIFY(p.pane.scope().filter.tag == tag->id);
        QTest::keyClick(p.tags, Qt::Key_Delete);
        QVERIFY(p.library->tags().empty());
        QVERIFY(!p.pane.scope().filter.tag);
        p.library->undoStack().undo();
        const Tag back = p.library.opened()->tags().at(0);
        QCOMPARE(back, (Tag{tag->id, "to read", "#d55e00", 2}));
    }

    void undoRunsBackToTheBeginning()
    {
        test::TemporaryLibrary library;
        const auto tag = library->createTag(u"a"_s, u"#0072b2"_s);
        QVERIFY(tag);
        QVERIFY(library->assignTag({u"luna"_s}, *tag));
        QVERIFY(library->renameTag(*tag, u"b"_s));
        QVERIFY(library->setReading({u"luna"_s}, Reading::Read));
        while (library->undoStack().canUndo())
            library->undoStack().undo();
        QVERIFY(library->tags().empty());
        QVERIFY(library->catalogue().paper("luna")->row.reading == Reading::Unread);
        while (library->undoStack().canRedo())
            library->undoStack().redo();
        QCOMPARE(library->tags().front().name, "b");
        QCOMPARE(library->tags().front().count, 1);
        QVERIFY(library->catalogue().paper("luna")->row.reading == Reading::Read);
    }

    void aTakenNameIsRefusedInWords()
    {
        test::TemporaryLibrary library;
        QVERIFY(library->createTag(u"a"_s, u"#0072b2"_s));
        QSignalSpy failed(&*library, &Library::failed);
        QVERIFY(!library->createTag(u"A"_s, u"#0072b2"_s));
        QCOMPARE(failed.size(), 1);
        QVERIFY(!failed.front().at(0).toString().isEmpty());
        QVERIFY(!failed.front().at(1).toString().isEmpty());
    }

    void enterDuringAConversionDoesNotEndTheName()
    {
        Pane p;
        QVERIFY(p.library->createTag(u"a"_s, u"#0072b2"_s));
        p.tags->edit(p.tags->model()->index(0, 0));
        QLineEdit* editor = nameEditor(p);
        QVERIFY(editor);
        QInputMethodEvent open(u"よむ"_s, {});
        QCoreApplication::sendEvent(editor, &open);
        QTest::keyClick(editor, Qt::Key_Return);
        QTest::keyClick(editor, Qt::Key_Escape);
        QCoreApplication::processEvents();
        QCOMPARE(p.tags->findChild<QLineEdit*>(), editor);
        QInputMethodEvent commit;
        commit.setCommitString(u"読む"_s);
        editor->selectAll();
        QCoreApplication::sendEvent(editor, &commit);
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_COMPARE(qstring(p.library->tags().front().name), u"読む"_s);
    }

    void papersDroppedOnATagReceiveIt()
    {
        Pane p;
        QVERIFY(p.library->createTag(u"a"_s, u"#0072b2"_s));
        auto* model = p.pane.findChild<TagModel*>();
        const std::unique_ptr<QMimeData> mime(dragged({u"luna"_s, u"s4"_s}));
        QVERIFY(!model->canDropMimeData(mime.get(), Qt::CopyAction, 0, 0, {}));
        QVERIFY(model->dropMimeData(mime.get(), Qt::CopyAction, -1, -1, model->index(0)));
        QCOMPARE(p.library->tags().front().count, 2);
    }

    void theLineageOpensAPaper()
    {
        Pane p;
        auto* picture = p.pane.findChild<LineagePicture*>();
        for (const char* id : {"hippo", "lssl", "s4", "h3", "dss", "s4d", "gss", "lra"})
            QVERIFY(picture->ids().contains(QString::fromLatin1(id)));
        QVERIFY(!picture->ids().contains(u"lra-text"_s));
        QSignalSpy opened(&p.pane, &GroupPane::paperOpened);
        QTest::mouseClick(picture->findChild<QAbstractButton*>(u"lineage-h3"_s), Qt::LeftButton);
        QCOMPARE(opened.takeFirst().front().toString(), u"h3"_s);
    }

    void aSwitchOfLanguageReachesEveryText()
    {
        Pane p;
        QCOMPARE(p.groups->indexOf(u"other"_s).data().toString(), u"Other"_s);
        test::MarkingTranslator translator;
        QApplication::installTranslator(&translator);
        p.pane.setLanguage(Language::Japanese);
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        QCOMPARE(p.groups->indexOf(u"other"_s).data().toString(), u"その他"_s);
        QCOMPARE(p.groups->index(0, 0).data().toString(), u"§All papers"_s);
        for (const QWidget* widget : p.pane.findChildren<QWidget*>())
            if (!widget->accessibleName().isEmpty() && !widget->objectName().startsWith(u"lineage-"_s) &&
                widget->metaObject()->className() != QByteArray("QToolTip"))
                QVERIFY2(widget->accessibleName().startsWith(u'§'), qPrintable(widget->accessibleName()));
        QApplication::removeTranslator(&translator);
    }
};

QTEST_MAIN(TestGroupPane)
#include "tst_group_pane.moc"
