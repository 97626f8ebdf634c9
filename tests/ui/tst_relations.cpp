// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporary_library.h"
#include "ui/base/words.h"
#include "ui/catalogue/group_pane.h"
#include "ui/catalogue/lineage_picture.h"
#include "ui/catalogue/relation_dialog.h"
#include "ui/catalogue/relation_words.h"
#include "ui/page/paper_page.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QSignalSpy>
#include <QTextBrowser>
#include <QtTest>

using namespace kaba;
using namespace Qt::StringLiterals;

namespace {

constexpr auto kAnswers = Relation::Kind::Answers;

struct Window {
    test::TemporaryLibrary library;
    QWidget window;
    GroupPane pane{*library, &window};
    PaperPage page{*library, &window};
    LineagePicture* picture = pane.findChild<LineagePicture*>();

    Window()
    {
        window.resize(1100, 900);
        pane.setGeometry(0, 0, 300, 900);
        page.setGeometry(320, 0, 780, 900);
        window.show();
        page.showPaper(u"luna"_s);
        page.openTab(PaperPage::Tab::Paper);
    }

    std::vector<Relation> own() const
    {
        std::vector<Relation> drawn;
        const auto lineage = library->catalogue().lineage();
        for (const Relation& relation : lineage->edges)
            if (relation.own)
                drawn.push_back(relation);
        return drawn;
    }
    void followLink(const QString& link)
    {
        auto* browser = page.findChild<QTextBrowser*>(u"paperText"_s);
        QVERIFY(browser->toHtml().contains(u"href=\"%1\""_s.arg(link)));
        Q_EMIT browser->anchorClicked(QUrl(link));
    }
    /// The menu of a box of the picture, as a right click opens it.
    QMenu* menuAt(const QString& id)
    {
        auto* box = picture->findChild<QWidget*>(u"lineage-"_s + id);
        if (!box)
            return nullptr;
        (void)QTest::qWaitFor([&] { return picture->rect().contains(box->geometry()); });
        const QPoint middle = box->geometry().center();
        QContextMenuEvent event(QContextMenuEvent::Mouse, middle, picture->mapToGlobal(middle));
        QCoreApplication::sendEvent(picture, &event);
        return pane.findChild<QMenu*>(u"lineageMenu"_s);
    }
    /// Fills the dialog in and draws.
    void draw(int kind, const QString& words, const QString& note)
    {
        auto* dialog = window.findChild<RelationDialog*>();
        QVERIFY(dialog);
        dialog->findChild<QComboBox*>()->setCurrentIndex(kind);
        auto* field = dialog->findChild<QLineEdit*>(u"relationWords"_s);
        QTest::keyClicks(field, words);
        dialog->findChild<QLineEdit*>(u"relationNote"_s)->setText(note);
        QTest::keyClick(field, Qt::Key_Return);
    }
};

} // namespace

class TestRelations : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thePageDrawsAndDeletes();
    void thePictureShowsWhoTakesPart();
    void thePictureDrawsAndDeletes();
    void whatShipsKeepsItsPlace();
    void twiceIsRefusedInWords();
    void newFactsLeaveThem();
};

void TestRelations::thePageDrawsAndDeletes()
{
    Window w;
    w.followLink(u"relation:draw"_s);
    w.draw(2, u"skyformer"_s, u"the same cost, another way"_s);
    QTRY_COMPARE(w.own().size(), std::size_t{1});
    QCOMPARE(w.own().front().from, "luna");
    QCOMPARE(w.own().front().to, "skyformer");
    QVERIFY(w.own().front().kind == kAnswers);
    QCOMPARE(w.own().front().note.en, "the same cost, another way");
    auto* browser = w.page.findChild<QTextBrowser*>(u"paperText"_s);
    QTRY_VERIFY(browser->toPlainText().contains(u"the same cost, another way"_s));
    w.followLink(u"relation:0"_s);
    QVERIFY(w.own().empty());
    QTRY_VERIFY(!browser->toPlainText().contains(u"the same cost, another way"_s));
    w.library->undoStack().undo();
    QCOMPARE(w.own().size(), std::size_t{1});
}

void TestRelations::thePictureShowsWhoTakesPart()
{
    Window w;
    const int before = static_cast<int>(w.picture->ids().size());
    const int height = w.picture->sizeHint().height();
    QVERIFY(addRelation(*w.library, {.from = "s4", .to = "luna", .kind = kAnswers, .own = true},
                        Language::English));
    QCOMPARE(w.picture->ids().size(), before + 1);
    QVERIFY(w.picture->ids().contains(u"luna"_s));
    QVERIFY(w.picture->sizeHint().height() > height); // the legend
    w.library->undoStack().undo();
    QCOMPARE(w.picture->ids().size(), before);
    QCOMPARE(w.picture->sizeHint().height(), height);
    w.library->undoStack().redo();
    QVERIFY(w.picture->ids().contains(u"luna"_s));
    QCOMPARE(w.library->catalogue().lineage()->entries.size(), std::size_t{16});
}

void TestRelations::thePictureDrawsAndDeletes()
{
    Window w;
    QMenu* menu = w.menuAt(u"h3"_s);
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 2);
    menu->actions().at(1)->trigger();
    menu->close();
    w.draw(4, u"gmlp"_s, u""_s);
    QTRY_COMPARE(w.own().size(), std::size_t{1});
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    menu = w.menuAt(u"gmlp"_s);
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 3);
    QVERIFY(menu->actions().at(2)->text().contains(u"H3 resembles gMLP"_s));
    menu->actions().at(2)->trigger();
    QVERIFY(w.own().empty());
    QVERIFY(!w.picture->ids().contains(u"gmlp"_s));
}

void TestRelations::whatShipsKeepsItsPlace()
{
    Window w;
    const auto placeOf = [&](const char* id) {
        return w.picture->findChild<QWidget*>(u"lineage-"_s + QString::fromLatin1(id))->pos();
    };
    const QPoint h3 = placeOf("h3"), dss = placeOf("dss");
    for (const char* to : {"hippo", "dss", "luna"})
        QVERIFY(addRelation(*w.library, {.from = "h3", .to = to, .kind = kAnswers, .own = true},
                            Language::English));
    QVERIFY(addRelation(*w.library, {.from = "luna", .to = "hippo", .kind = kAnswers, .own = true},
                        Language::English)); // closes a circle
    QCOMPARE(placeOf("h3"), h3);
    QCOMPARE(placeOf("dss"), dss);
    QVERIFY(placeOf("luna").y() > h3.y());
}

void TestRelations::twiceIsRefusedInWords()
{
    Window w;
    const Relation relation{.from = "luna", .to = "s4", .kind = kAnswers, .own = true};
    QVERIFY(addRelation(*w.library, relation, Language::English));
    QSignalSpy failed(&*w.library, &Library::failed);
    QVERIFY(!addRelation(*w.library, relation, Language::English));
    QVERIFY(!addRelation(*w.library, {.from = "luna", .to = "luna", .own = true}, Language::English));
    QVERIFY(!addRelation(*w.library, {.from = "luna", .to = "nothing", .own = true}, Language::English));
    QVERIFY(!removeRelation(*w.library, {.from = "hippo", .to = "lssl"}, Language::English)); // ships
    QCOMPARE(failed.size(), 4);
    for (const auto& words : failed)
        QVERIFY(!words.at(0).toString().isEmpty() && !words.at(1).toString().isEmpty());
    const auto other = w.library.opened(); // another window takes it away
    QVERIFY(removeRelation(*other, relation, Language::English));
    w.library->lookOutside();
    QVERIFY(!w.picture->ids().contains(u"luna"_s));
}

void TestRelations::newFactsLeaveThem()
{
    test::TemporaryLibrary library;
    const Relation relation{.from = "luna", .to = "s4", .kind = kAnswers, .note = {"why", ""}, .own = true};
    QVERIFY(addRelation(*library, relation, Language::Japanese));
    QCOMPARE(relationSentence(*library, relation, Language::Japanese), u"Luna は S4 に答える: why"_s);
    const auto again = library.opened();
    const auto stored = again->catalogue().relations("luna");
    QVERIFY(stored && stored->back() == relation);
}

QTEST_MAIN(TestRelations)
#include "tst_relations.moc"
