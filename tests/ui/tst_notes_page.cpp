// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/marking_translator.h"
#include "tests/support/temporary_library.h"
#include "ui/base/words.h"
#include "ui/page/link_completer.h"
#include "ui/page/note_preview.h"
#include "ui/page/notes_editor.h"
#include "ui/page/notes_page.h"

#include <QApplication>
#include <QComboBox>
#include <QDesktopServices>
#include <QInputMethodEvent>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTextBlock>
#include <QToolButton>
#include <QtTest>

using namespace kaba;
using namespace Qt::StringLiterals;
using Kind = NoteSubject::Kind;

namespace {

struct Shown {
    test::TemporaryLibrary library;
    NotesPage page{*library};

    Shown()
    {
        page.resize(900, 600);
        page.offerSubjects({{{Kind::Paper, "lssl"}, {}},
                            {{Kind::Demo, "hippo"}, {"HiPPO", "HiPPO"}},
                            {group(), {"Theory", "理論"}}});
        page.show();
    }
    NoteSubject group() const
    {
        return {Kind::Group, library->catalogue().groupings()->front().id + "/rnn/theory"};
    }
    QPlainTextEdit* text() const { return page.editor().editor(); }
    LinkCompleter* offers() const { return page.findChild<LinkCompleter*>(); }
    QString stored(const NoteSubject& subject) const
    {
        return qstring(library.opened()->catalogue().note(subject)->markdown);
    }
    QString read() const { return page.preview().toPlainText(); }
    void type(const QString& words) const { QTest::keyClicks(text(), words); }
    void press(Qt::Key key) const { QTest::keyClick(text(), key); }
    void compose(const QString& open, const QString& commit) const
    {
        QInputMethodEvent event(open, {});
        event.setCommitString(commit);
        QCoreApplication::sendEvent(text(), &event);
    }
};

/// Catches what would leave the program.
class Visits : public QObject {
    Q_OBJECT
public:
    Visits()
    {
        for (const QString& scheme : kSchemes)
            QDesktopServices::setUrlHandler(scheme, this, "visit");
    }
    ~Visits() override
    {
        for (const QString& scheme : kSchemes)
            QDesktopServices::unsetUrlHandler(scheme);
    }
    QList<QUrl> urls;
public Q_SLOTS:
    void visit(const QUrl& url) { urls.append(url); }

private:
    const QStringList kSchemes{u"http"_s, u"https"_s, u"file"_s, u"ftp"_s, u"javascript"_s, u"mailto"_s};
};

/// The addresses of all links of a text, in their order.
QStringList anchorsOf(const QTextDocument& document)
{
    QStringList found;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        for (auto part = block.begin(); !part.atEnd(); ++part)
            if (part.fragment().charFormat().isAnchor())
                found.append(part.fragment().charFormat().anchorHref());
    return found;
}

} // namespace

class TestNotesPage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachSubjectIsWrittenWithItsOwnText()
    {
        Shown s;
        auto* chooser = s.page.findChild<QComboBox*>(u"noteSubject"_s);
        QCOMPARE(chooser->count(), 3);
        s.type(u"on the paper"_s);
        QTest::keyClick(chooser, Qt::Key_Down);
        QTRY_COMPARE(s.text()->toPlainText(), QString());
        s.type(u"on the demo"_s);
        QTest::keyClick(chooser, Qt::Key_Down);
        s.type(u"on the group"_s);
        QVERIFY(s.page.editor().save());
        QCOMPARE(s.stored({Kind::Paper, "lssl"}), u"on the paper"_s);
        QCOMPARE(s.stored({Kind::Demo, "hippo"}), u"on the demo"_s);
        QCOMPARE(s.stored(s.group()), u"on the group"_s);
    }

    void thePreviewFollowsTheHand()
    {
        Shown s;
        s.type(u"# Head"_s);
        s.press(Qt::Key_Return);
        s.press(Qt::Key_Return);
        s.type(u"some *words*"_s);
        QTRY_VERIFY(s.read().contains(u"some words"_s));
        QCOMPARE(s.page.preview().document()->begin().blockFormat().headingLevel(), 1);
    }

    void theViewsAreChosenByMouse()
    {
        Shown s;
        QVERIFY(s.text()->isVisible() && s.page.preview().isVisible());
        QTest::mouseClick(s.page.findChild<QToolButton*>(u"noteRead"_s), Qt::LeftButton);
        QVERIFY(!s.text()->isVisible() && s.page.preview().isVisible());
        QTest::mouseClick(s.page.findChild<QToolButton*>(u"noteWrite"_s), Qt::LeftButton);
        QVERIFY(s.text()->isVisible() && !s.page.preview().isVisible());
        QCOMPARE(s.page.viewName(), u"write"_s);
        s.page.setViewNamed(u"nonsense"_s);
        QVERIFY(s.page.view() == NotesPage::View::Both);
        s.page.resize(400, 600);
        QTRY_VERIFY(s.text()->isVisible() && !s.page.preview().isVisible());
    }

    void nothingIsFetchedOrRun()
    {
        Shown s;
        const QString picture = QFINDTESTDATA("../../resources/icons/kaba.svg");
        s.text()->setPlainText(u"![alt](file://%1)\n\n![](http://example.org/x.png)\n\n"
                               "<script>alert(1)</script><img src=\"file://%1\">"_s.arg(picture));
        QTRY_VERIFY(s.read().contains(u"[picture: alt]"_s));
        QVERIFY2(s.read().contains(u"<script>alert(1)</script>"_s), qPrintable(s.read()));
        for (QTextBlock block = s.page.preview().document()->begin(); block.isValid(); block = block.next())
            for (auto part = block.begin(); !part.atEnd(); ++part)
                QVERIFY(!part.fragment().charFormat().isImageFormat());
    }

    void onlyWebAddressesLeaveTheProgram()
    {
        Shown s;
        const Visits visits;
        for (const char* const link :
             {"file:///etc/passwd", "javascript:alert(1)", "mailto:a@b.c", "ftp://x", "paper"})
            Q_EMIT s.page.preview().anchorClicked(QUrl(QLatin1String(link)));
        QVERIFY(visits.urls.isEmpty());
        Q_EMIT s.page.preview().anchorClicked(QUrl(u"https://arxiv.org"_s));
        Q_EMIT s.page.preview().anchorClicked(QUrl(u"http://arxiv.org"_s));
        QCOMPARE(visits.urls.size(), 2);
    }

    void aLinkOpensThePaperOnAClick()
    {
        Shown s;
        QSignalSpy clicked(&s.page, &NotesPage::subjectClicked);
        s.text()->setPlainText(u"[[s4]]"_s);
        QTRY_COMPARE(s.read(), u"S4"_s);
        const QTextCursor inside = [&] {
            QTextCursor cursor(s.page.preview().document());
            cursor.setPosition(1);
            return cursor;
        }();
        QTest::mouseClick(s.page.preview().viewport(), Qt::LeftButton, {},
                          s.page.preview().cursorRect(inside).center());
        QCOMPARE(clicked.size(), 1);
        QVERIFY(clicked.front().front().value<NoteSubject>() == (NoteSubject{Kind::Paper, "s4"}));
    }

    void linksAreNamedWhereTheirTargetIsKnown()
    {
        Shown s;
        s.text()->setPlainText(u"[[s4|the *structured* one]] [[demo:hippo]] [[%1]] [[no-such-paper]]"_s.arg(
            u"group:"_s + qstring(s.group().id)));
        QTRY_VERIFY(s.read().startsWith(u"the *structured* one"_s));
        QVERIFY(s.read().contains(u"[[no-such-paper]]"_s));
        QCOMPARE(anchorsOf(*s.page.preview().document()).size(), 3);
    }

    void completionTakesAPaper()
    {
        Shown s;
        s.type(u"see [[skyf"_s);
        QTRY_VERIFY(s.offers()->isVisible());
        QVERIFY(s.offers()->currentItem()->text().startsWith(u"Skyformer"_s));
        s.press(Qt::Key_Return);
        QCOMPARE(s.text()->toPlainText(), u"see [[skyformer]]"_s);
        QVERIFY(!s.offers()->isVisible());
        s.type(u"!"_s);
        QCOMPARE(s.text()->toPlainText(), u"see [[skyformer]]!"_s);
    }

    void completionIsChosenByArrowsAndMouse()
    {
        Shown s;
        s.type(u"[[attention"_s);
        QTRY_VERIFY(s.offers()->isVisible() && s.offers()->count() > 2);
        s.press(Qt::Key_Down);
        QCOMPARE(s.offers()->currentRow(), 1);
        s.press(Qt::Key_Up);
        s.press(Qt::Key_Up);
        QCOMPARE(s.offers()->currentRow(), s.offers()->count() - 1);
        const QString target = s.offers()->item(1)->data(Qt::UserRole).toString();
        QTest::mouseClick(s.offers()->viewport(), Qt::LeftButton, {},
                          s.offers()->visualItemRect(s.offers()->item(1)).center());
        QCOMPARE(s.text()->toPlainText(), u"[[%1]]"_s.arg(target));
    }

    void escapeLeavesTheTextAlone()
    {
        Shown s;
        s.type(u"[[s4"_s);
        QTRY_VERIFY(s.offers()->isVisible());
        s.press(Qt::Key_Escape);
        QVERIFY(!s.offers()->isVisible());
        s.type(u"d"_s);
        QTest::qWait(50);
        QVERIFY(!s.offers()->isVisible());
        s.press(Qt::Key_Return);
        QCOMPARE(s.text()->toPlainText(), u"[[s4d\n"_s);
    }

    void aConversionKeepsItsKeys()
    {
        Shown s;
        s.type(u"[["_s);
        QTRY_VERIFY(s.offers()->isVisible());
        const QString before = s.text()->toPlainText();
        s.compose(u"ちゅうい"_s, {});
        s.press(Qt::Key_Return);
        s.press(Qt::Key_Down);
        QCOMPARE(s.text()->toPlainText(), before);
        s.compose({}, u"注意"_s);
        QTRY_VERIFY(s.offers()->isVisible() && s.offers()->count() > 0);
        QCOMPARE(s.text()->toPlainText(), u"[[注意"_s);
        s.press(Qt::Key_Escape);
        QCOMPARE(s.text()->toPlainText(), u"[[注意"_s);
    }

    void aSwitchOfLanguageReachesEveryText()
    {
        Shown s;
        test::MarkingTranslator translator;
        QApplication::installTranslator(&translator);
        QCoreApplication::sendPostedEvents();
        QCoreApplication::processEvents();
        for (const QString& name : {u"noteWrite"_s, u"noteBoth"_s, u"noteRead"_s})
            QVERIFY(s.page.findChild<QToolButton*>(name)->text().startsWith(u'§'));
        QVERIFY(s.page.findChild<QComboBox*>(u"noteSubject"_s)->currentText().startsWith(u'§'));
        QApplication::removeTranslator(&translator);
    }
};

QTEST_MAIN(TestNotesPage)
#include "tst_notes_page.moc"
