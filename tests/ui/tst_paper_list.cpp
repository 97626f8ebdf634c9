// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporary_library.h"
#include "ui/catalogue/paper_clipboard.h"
#include "ui/catalogue/paper_list.h"
#include "ui/catalogue/paper_list_model.h"
#include "ui/catalogue/paper_search.h"
#include "ui/catalogue/paper_view.h"
#include "ui/catalogue/search_field.h"

#include <QClipboard>
#include <QComboBox>
#include <QInputMethodEvent>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QtTest>

using namespace kaba;
using namespace Qt::StringLiterals;

namespace {

/// The pane on a fresh library, shown, with its first answer.
struct Pane {
    test::TemporaryLibrary library;
    PaperList list{*library};
    PaperView* view = list.findChild<PaperView*>();
    PaperListModel* model = list.findChild<PaperListModel*>();
    SearchField* search = list.findChild<SearchField*>();
    QLabel* count = list.findChild<QLabel*>(u"count"_s);
    QLabel* empty = list.findChild<QLabel*>(u"emptySentence"_s);

    Pane()
    {
        list.resize(360, 600);
        list.show();
    }

    bool has(const QString& id) const { return model->ids().contains(id); }
    ListedPaper row(const QString& id) const
    {
        const int at = static_cast<int>(model->ids().indexOf(id));
        return model->index(at).data(PaperListModel::RowRole).value<ListedPaper>();
    }
    void select(const QString& id) const
    {
        view->setCurrentIndex(model->index(static_cast<int>(model->ids().indexOf(id))));
    }
};

/// A view on a hundred thousand rows, each page made when it is asked for.
struct ManyRows {
    static constexpr int kRows = 100'000;
    QStringList ids;
    QList<int> asked;
    PaperListModel model;
    PaperView view;

    ManyRows()
    {
        for (int i = 0; i < kRows; ++i)
            ids.append(QString::number(i));
        QObject::connect(&model, &PaperListModel::pageWanted, &view, [this](int first, int count) {
            asked.append(first);
            model.fill(first, page(first, count));
        });
        view.setModel(&model);
        view.resize(300, 500);
        view.show();
        model.reset(ids, page(0, PaperListModel::kPageSize));
    }
    QList<ListedPaper> page(int first, int count) const
    {
        QList<ListedPaper> rows;
        for (int i = first; i < std::min(first + count, kRows); ++i)
            rows.append({.id = ids[i], .title = {u"Title "_s + ids[i]}});
        return rows;
    }
};

QString marked(const MarkedText& line)
{
    return line.marks.isEmpty() ? QString()
                                : line.text.mid(line.marks.front().begin, line.marks.front().length);
}

QAction* actionOf(QMenu& menu, const QString& text)
{
    for (QAction* action : menu.actions())
        if (action->text().remove(u'&') == text)
            return action;
    return nullptr;
}

} // namespace

class TestPaperList : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsAllPapersAndTheirNumber()
    {
        Pane pane;
        QTRY_COMPARE(pane.model->ids().size(), 53); // 39 of the survey, 15 of the lineage, LSSL in both
        QCOMPARE(pane.count->text(), u"53 papers"_s);
        QCOMPARE(pane.row(u"lssl"_s).number, 1);
        QCOMPARE(pane.row(u"lssl"_s).shortName.text, u"LSSL"_s);
        QVERIFY(pane.row(u"lssl"_s).authors.text.contains(u"Gu"_s));
    }

    void typingSearchesAndHighlights_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("paper");
        QTest::addColumn<QString>("hit");
        QTest::newRow("short name") << u"skyf"_s << u"skyformer"_s << u"Skyf"_s;
        QTest::newRow("diacritics") << u"Nystrom"_s << u"skyformer"_s << u"Nyström"_s;
        QTest::newRow("author") << u"Kramer"_s << u"probabilistic-ssm-ode"_s << u"Krämer"_s;
        QTest::newRow("two Japanese characters") << u"注意"_s << u"alignment-attention"_s << u"注意"_s;
        QTest::newRow("Japanese") << u"カーネル"_s << u"skyformer"_s << u"カーネル"_s;
    }
    void typingSearchesAndHighlights()
    {
        QFETCH(QString, words);
        QFETCH(QString, paper);
        QFETCH(QString, hit);
        Pane pane;
        QTRY_COMPARE(pane.model->ids().size(), 53);
        for (const QChar letter : words)
            pane.search->insert(letter);
        QTRY_VERIFY(pane.model->ids().size() < 53 && pane.has(paper));
        const ListedPaper row = pane.row(paper);
        const QStringList marks{marked(row.shortName), marked(row.title), marked(row.authors),
                                marked(row.snippet)};
        QVERIFY2(marks.contains(hit), qPrintable(marks.join(u'|')));
        QCOMPARE(row.snippet.text.isEmpty(), row.snippetField.isEmpty());
    }

    void anOpenConversionDoesNotSearch()
    {
        Pane pane;
        QTRY_COMPARE(pane.model->ids().size(), 53);
        QSignalSpy asked(pane.search, &SearchField::wordsChanged);
        QInputMethodEvent preedit(u"注意"_s, {});
        QCoreApplication::sendEvent(pane.search, &preedit);
        QCoreApplication::processEvents();
        QVERIFY(asked.isEmpty());
        QInputMethodEvent commit;
        commit.setCommitString(u"注意"_s);
        QCoreApplication::sendEvent(pane.search, &commit);
        QTRY_VERIFY(pane.model->ids().size() < 53);
        QVERIFY(pane.has(u"alignment-attention"_s));
    }

    void nothingFoundIsASentenceWithAWayOut()
    {
        Pane pane;
        pane.list.setWords(u"zzzzqqq"_s);
        QTRY_VERIFY(pane.model->ids().isEmpty() && !pane.empty->isHidden());
        QVERIFY(pane.empty->text().contains(u"zzzzqqq"_s));
        Q_EMIT pane.empty->linkActivated(u"clear"_s);
        QTRY_COMPARE(pane.model->ids().size(), 53);
        QVERIFY(pane.empty->isHidden());
        QVERIFY(pane.search->text().isEmpty());
    }

    void aScopeRestricts()
    {
        Pane pane;
        Scope scope;
        scope.filter.group = "rnn";
        pane.list.setScope(scope);
        QTRY_COMPARE(pane.model->ids().size(), 11);
        scope = {};
        scope.lineageOnly = true;
        pane.list.setScope(scope);
        QTRY_COMPARE(pane.model->ids().size(), 15);
        QVERIFY(pane.has(u"h3"_s));
    }

    void ordersAreWhatTheySay_data()
    {
        QTest::addColumn<int>("order");
        QTest::newRow("title") << static_cast<int>(PaperOrder::Title);
        QTest::newRow("number") << static_cast<int>(PaperOrder::Number);
    }
    void ordersAreWhatTheySay()
    {
        QFETCH(int, order);
        Pane pane;
        QTRY_COMPARE(pane.model->ids().size(), 53);
        auto* box = pane.list.findChild<QComboBox*>(u"order"_s);
        QSignalSpy reset(pane.model, &QAbstractItemModel::modelReset);
        box->setCurrentIndex(box->findData(order));
        Q_EMIT box->activated(box->currentIndex());
        QVERIFY(reset.wait());
        QStringList titles;
        QList<int> numbers;
        for (const QString& id : pane.model->ids()) {
            titles.append(pane.row(id).title.text);
            if (pane.row(id).number > 0)
                numbers.append(pane.row(id).number);
        }
        if (static_cast<PaperOrder>(order) == PaperOrder::Title)
            QVERIFY(std::is_sorted(titles.begin(), titles.end(), [](const QString& a, const QString& b) {
                return a.compare(b, Qt::CaseInsensitive) < 0;
            }));
        else
            QVERIFY(numbers.size() == 39 && std::is_sorted(numbers.begin(), numbers.end()));
    }

    void bestMatchIsOfferedWhileThereIsASearch()
    {
        Pane pane;
        auto* box = pane.list.findChild<QComboBox*>(u"order"_s);
        const int best = static_cast<int>(PaperOrder::Relevance);
        QCOMPARE(box->findData(best), -1);
        QCOMPARE(box->currentData().toInt(), static_cast<int>(PaperOrder::Number));
        pane.list.setWords(u"kernel"_s);
        QTRY_COMPARE(box->currentData().toInt(), best);
        pane.list.setWords({});
        QTRY_COMPARE(box->findData(best), -1);
    }

    void arrowsChooseAndEnterOpens()
    {
        Pane pane;
        QTRY_COMPARE(pane.model->ids().size(), 53);
        QSignalSpy chosen(&pane.list, &PaperList::paperChosen);
        QSignalSpy opened(&pane.list, &PaperList::paperOpened);
        QTest::keyClick(pane.search, Qt::Key_Down);
        QCOMPARE(chosen.takeFirst().front().toString(), pane.model->ids().front());
        QTest::keyClick(pane.view, Qt::Key_Down);
        QCOMPARE(chosen.takeFirst().front().toString(), pane.model->ids().at(1));
        QTest::keyClick(pane.view, Qt::Key_Return);
        QCOMPARE(opened.takeFirst().front().toString(), pane.model->ids().at(1));
    }

    void aRefreshKeepsSelectionAndSaysNothing()
    {
        Pane pane;
        QTRY_COMPARE(pane.model->ids().size(), 53);
        pane.select(u"luna"_s);
        QSignalSpy chosen(&pane.list, &PaperList::paperChosen);
        QSignalSpy reset(pane.model, &QAbstractItemModel::modelReset);
        QVERIFY(pane.library->setReading({u"luna"_s}, Reading::Read));
        QVERIFY(reset.wait());
        QTRY_VERIFY(pane.row(u"luna"_s).reading == Reading::Read);
        QCOMPARE(pane.list.selectedPapers(), QStringList{u"luna"_s});
        QVERIFY(chosen.isEmpty());
    }

    void copiesBibtexMarkdownAndTitles()
    {
        Pane pane;
        QTRY_COMPARE(pane.model->ids().size(), 53);
        pane.select(u"skyformer"_s);
        pane.view->selectionModel()->select(
            pane.model->index(static_cast<int>(pane.model->ids().indexOf(u"luna"_s))),
            QItemSelectionModel::Select);
        const std::unique_ptr<QMenu> menu(pane.list.menuOfSelection());
        QClipboard* clipboard = QGuiApplication::clipboard();
        actionOf(*menu, u"Copy as BibTeX"_s)->trigger();
        QCOMPARE(clipboard->text().count(u"@inproceedings{"_s), 2);
        QVERIFY(clipboard->text().contains(u"Skyformer"_s));
        actionOf(*menu, u"Copy as Markdown"_s)->trigger();
        QVERIFY(clipboard->text().contains(u"- "_s) && clipboard->text().contains(u"Skyformer"_s));
        actionOf(*menu, u"Copy title"_s)->trigger();
        QCOMPARE(clipboard->text().split(u'\n').size(), 2);
    }

    void tagsFromTheMenuPersist()
    {
        Pane pane;
        QTRY_COMPARE(pane.model->ids().size(), 53);
        QVERIFY(pane.library->createTag(u"to try"_s, u"#0072b2"_s));
        pane.select(u"luna"_s);
        const std::unique_ptr<QMenu> menu(pane.list.menuOfSelection());
        actionOf(*actionOf(*menu, u"Tags"_s)->menu(), u"to try"_s)->trigger();
        QTRY_COMPARE(pane.row(u"luna"_s).tags.size(), 1);
        QCOMPARE(pane.library.opened()->catalogue().paper("luna")->row.tags.size(), std::size_t(1));
    }

    void anotherWindowsChangeArrives()
    {
        Pane pane;
        QTRY_COMPARE(pane.model->ids().size(), 53);
        const auto other = pane.library.opened();
        QVERIFY(other->setReading({u"luna"_s}, Reading::Reading));
        pane.library->lookOutside();
        QTRY_VERIFY(pane.row(u"luna"_s).reading == Reading::Reading);
    }

    void theNewestQueryWins()
    {
        test::TemporaryLibrary library;
        PaperSearch search(library.path());
        QSignalSpy found(&search, &PaperSearch::found);
        constexpr int kAsked = 500;
        for (int i = 0; i < kAsked; ++i)
            search.ask({.words = i + 1 < kAsked ? QString::number(i) : u"skyformer"_s});
        QTRY_VERIFY(!found.isEmpty());
        for (const auto& told : found)
            QCOMPARE(told.front().value<PaperAnswer>().query.words, u"skyformer"_s);
        QVERIFY2(search.begun() < kAsked, "queries that were overtaken must not all be computed");
    }

    void onlyThePagesInSightAreAskedFor()
    {
        ManyRows many;
        many.view.scrollToBottom();
        many.view.grab();
        QTRY_COMPARE(many.model.index(ManyRows::kRows - 1).data(Qt::DisplayRole).toString(),
                     u"Title 99999"_s);
        QCOMPARE(QSet<int>(many.asked.begin(), many.asked.end()).size(), many.asked.size()); // none twice
        for (const int first : many.asked)
            QVERIFY2(first >= ManyRows::kRows - 2 * PaperListModel::kPageSize,
                     qPrintable(QString::number(first)));
    }

    void aJourneyThroughAllRowsHoldsFewOfThem()
    {
        ManyRows many;
        QScrollBar* bar = many.view.verticalScrollBar();
        for (int i = 0; i < 200; ++i) {
            bar->setValue(bar->maximum() / 200 * i);
            many.view.grab();
            QCoreApplication::processEvents();
        }
        QVERIFY(many.asked.size() > PaperListModel::kPagesKept);
        QVERIFY(many.model.pagesHeld() <= PaperListModel::kPagesKept);
    }

    void aFarRowIsFoundAgain()
    {
        ManyRows many;
        many.view.restore({u"77777"_s}, u"77777"_s);
        QCOMPARE(many.view.selectedIds(), QStringList{u"77777"_s});
    }
};

QTEST_MAIN(TestPaperList)
#include "tst_paper_list.moc"
