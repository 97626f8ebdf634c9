// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/marking_translator.h"
#include "tests/support/temporary_library.h"
#include "ui/base/words.h"
#include "ui/page/measured_browser.h"
#include "ui/page/notes_page.h"
#include "ui/page/paper_page.h"
#include "ui/page/tag_chip.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QComboBox>
#include <QDesktopServices>
#include <QLabel>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTextBlock>
#include <QTextBrowser>
#include <QtTest>

using namespace kaba;
using namespace Qt::StringLiterals;

namespace {

struct Shown {
    test::TemporaryLibrary library;
    PaperPage page{*library};
    QTextBrowser* text = page.findChild<QTextBrowser*>(u"paperText"_s);

    explicit Shown(const char* id)
    {
        page.resize(900, 700);
        page.show();
        page.showPaper(QString::fromLatin1(id));
    }
    QString words() const { return text->toPlainText(); }
};

/// Catches what would go to the browser.
class Visits : public QObject {
    Q_OBJECT
public:
    Visits() { QDesktopServices::setUrlHandler(u"https"_s, this, "visit"); }
    ~Visits() override { QDesktopServices::unsetUrlHandler(u"https"_s); }
    QList<QUrl> urls;
public Q_SLOTS:
    void visit(const QUrl& url) { urls.append(url); }
};

} // namespace

class TestPaperPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPaperHasItsPartsInBothLanguages()
    {
        Shown s("lssl");
        const auto papers = s.library->catalogue().papers();
        QVERIFY(papers);
        for (const PaperRow& row : *papers) {
            s.page.showPaper(qstring(row.id));
            const auto page = s.library->catalogue().page(row.id);
            QVERIFY(page);
            for (const Language language : {Language::English, Language::Japanese}) {
                s.page.setLanguage(language);
                for (const Text* text :
                     {&page->summary, &page->method, &page->data, &page->baselines, &page->result})
                    QVERIFY2(s.words().contains(qstring(text->in(language)).remove(u'`').left(40)),
                             row.id.c_str());
            }
            s.page.setLanguage(Language::English);
        }
    }

    void factsOfCodeAndResultStandInWords()
    {
        Shown s("lssl");
        QVERIFY(s.words().contains(u"repository, as of 2022-01-27"_s));
        QVERIFY(s.words().contains(u"Linear time-invariant systems"_s));
        s.page.showPaper(u"shapeshifter"_s);
        QVERIFY(s.words().contains(u"no code at that date (2022-01-27)"_s));
    }

    void aDoubtfulResultWearsABadge()
    {
        Shown s("lssl");
        int badges = 0;
        const auto papers = s.library->catalogue().papers();
        QVERIFY(papers);
        for (const PaperRow& row : *papers) {
            s.page.showPaper(qstring(row.id));
            const ResultStatus status = s.library->catalogue().page(row.id)->resultStatus;
            if (status != ResultStatus::NotVerified && status != ResultStatus::SecondHand)
                continue;
            ++badges;
            QVERIFY2(s.words().contains(qstring(labelOf(status).en)), row.id.c_str());
        }
        QVERIFY(badges > 0);
    }

    void linksLeadWhereTheySay()
    {
        Shown s("lssl");
        Visits visits;
        QSignalSpy author(&s.page, &PaperPage::authorClicked), group(&s.page, &PaperPage::groupClicked),
            paper(&s.page, &PaperPage::paperClicked);
        const auto follow = [&](const QString& link) { Q_EMIT s.text->anchorClicked(QUrl(link)); };
        const QString html = s.text->toHtml();
        QVERIFY(html.contains(u"href=\"paper:hippo\""_s) && html.contains(u"href=\"paper:s4\""_s));
        QVERIFY(html.contains(u"href=\"group:other/ode-systems\""_s));
        follow(u"author:Albert Gu"_s);
        QCOMPARE(author.takeFirst().front().toString(), u"Albert Gu"_s);
        follow(u"group:other/ode-systems"_s);
        QCOMPARE(group.takeFirst().front().toString(), u"other/ode-systems"_s);
        follow(u"paper:s4"_s);
        QCOMPARE(paper.takeFirst().front().toString(), u"s4"_s);
        QVERIFY(visits.urls.isEmpty());
        follow(u"https://arxiv.org/abs/2110.13985"_s);
        QCOMPARE(visits.urls.size(), 1);
    }

    void aRealClickOnAnAuthorSearches()
    {
        Shown s("lssl");
        QSignalSpy author(&s.page, &PaperPage::authorClicked);
        QTextCursor cursor = s.text->document()->find(u"Karan Goel"_s);
        QVERIFY(!cursor.isNull());
        QTest::mouseClick(s.text->viewport(), Qt::LeftButton, {},
                          s.text->cursorRect(cursor).center() - QPoint(12, 0));
        QCOMPARE(author.size(), 1);
        QCOMPARE(author.front().front().toString(), u"Karan Goel"_s);
    }

    void linesStayReadable()
    {
        Shown s("lssl");
        s.page.resize(1800, 700);
        QTRY_VERIFY(s.text->viewport()->width() < 1000);
        for (QTextBlock block = s.text->document()->begin(); block.isValid(); block = block.next())
            for (int line = 0; line < block.layout()->lineCount(); ++line)
                QVERIFY(block.layout()->lineAt(line).textLength() <= 110);
    }

    void readingStateAndTagsAreEditedHere()
    {
        Shown s("luna");
        auto* state = s.page.findChild<QComboBox*>(u"readingState"_s);
        QCOMPARE(state->currentData().toInt(), static_cast<int>(Reading::Unread));
        state->setCurrentIndex(2);
        Q_EMIT state->activated(2);
        QVERIFY(s.library.opened()->catalogue().paper("luna")->row.reading == Reading::Read);
        const auto tag = s.library->createTag(u"try"_s, u"#0072b2"_s);
        QVERIFY(s.library->assignTag({u"luna"_s}, *tag));
        auto* chips = s.page.findChild<QWidget*>(u"chips"_s);
        const auto all = [chips] { return chips->findChildren<QAbstractButton*>(); };
        QCOMPARE(all().size(), 1);
        QCOMPARE(all().front()->text(), u"try"_s);
        QTest::mouseClick(all().front(), Qt::LeftButton);
        QTRY_VERIFY(all().isEmpty());
        QVERIFY(s.library.opened()->catalogue().paper("luna")->row.tags.empty());
    }

    void theDemoTabComesAndGoes()
    {
        Shown s("lssl");
        QVERIFY(s.page.currentTab() == PaperPage::Tab::Paper);
        QWidget demo, other;
        QCOMPARE(s.page.setDemo(&demo), nullptr);
        QVERIFY(s.page.currentTab() == PaperPage::Tab::Demo);
        QCOMPARE(s.page.setDemo(&other), &demo);
        QVERIFY(s.page.currentTab() == PaperPage::Tab::Demo);
        s.page.openTab(PaperPage::Tab::Notes);
        QCOMPARE(s.page.setDemo(nullptr), &other);
        QVERIFY(s.page.currentTab() == PaperPage::Tab::Notes);
        QCOMPARE(other.parent(), nullptr);
    }

    void anUnknownPaperIsToldInPlace()
    {
        Shown s("lssl");
        s.page.showPaper(u"lsll"_s);
        QVERIFY(s.words().contains(u"lssl"_s));
        QCOMPARE(s.page.paper(), u"lssl"_s);
    }

    void aRefreshDoesNotMoveTheReader()
    {
        Shown s("lssl");
        s.page.resize(500, 300);
        QTRY_VERIFY(s.text->verticalScrollBar()->maximum() > 50);
        s.text->verticalScrollBar()->setValue(40);
        QVERIFY(s.library->setReading({u"lssl"_s}, Reading::Read));
        s.page.setLanguage(Language::English);
        QCOMPARE(s.text->verticalScrollBar()->value(), 40);
    }

    void theTextIsReadableInBothThemes()
    {
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            const Colours& c = colours(theme);
            for (const QColor& ink : {c.ink, c.mutedInk, c.accent, c.negativeInk})
                QVERIFY(contrast(ink, c.paper) >= 4.5);
        }
    }

    void aSwitchOfLanguageReachesEveryText()
    {
        Shown s("s4");
        test::MarkingTranslator translator;
        QApplication::installTranslator(&translator);
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        auto* tabs = s.page.findChild<QTabWidget*>();
        for (int i = 0; i < tabs->count(); ++i)
            QVERIFY(tabs->tabText(i).startsWith(u'§'));
        for (const char* part :
             {"Summary", "Proposed method", "Data", "Baselines", "Headline result", "Related papers"})
            QVERIFY2(s.words().contains(u'§' + QString::fromLatin1(part)), part);
        QVERIFY(s.page.notes()->findChild<QLabel*>(u"noteState"_s)->text().startsWith(u'§'));
        QApplication::removeTranslator(&translator);
    }
};

QTEST_MAIN(TestPaperPage)
#include "tst_paper_page.moc"
