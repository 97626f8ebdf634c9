// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporary_library.h"
#include "ui/base/words.h"
#include "ui/widgets/composing_line_edit.h"
#include "ui/window/add_paper_dialog.h"
#include "ui/window/facts_dialog.h"
#include "ui/window/notebook_dialogs.h"
#include "ui/window/paper_edits.h"

#include <QInputMethodEvent>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

using namespace kaba;
using namespace Qt::StringLiterals;

namespace {

/// Dialogs delete themselves when closed: they stand on the heap and are looked at through this.
template <class Dialog>
struct Open {
    test::TemporaryLibrary library;
    QPointer<Dialog> dialog;

    Catalogue& catalogue() const { return library->catalogue(); }
    ~Open() { delete dialog.data(); }
    template <class Widget>
    Widget* find(const char* name) const
    {
        return dialog->template findChild<Widget*>(QLatin1String(name));
    }
    void click(const char* name) const { QTest::mouseClick(find<QPushButton>(name), Qt::LeftButton); }
    QString message() const { return find<QLabel>("message")->text(); }
};

struct Adding : Open<AddPaperDialog> {
    Adding()
    {
        dialog = new AddPaperDialog(*library, Language::English, nullptr);
        dialog->show();
    }
    void paste(const QString& bibtex) const { find<QPlainTextEdit>("bibtex")->setPlainText(bibtex); }
};

template <class Dialog>
struct Listing : Open<Dialog> {
    void open()
    {
        this->dialog = new Dialog(*this->library, Language::English, nullptr);
        this->dialog->show();
    }
    QListWidget* list() const { return this->template find<QListWidget>("list"); }
    QString words() const { return this->template find<QLabel>("words")->text(); }
};

void save(Library& library, const NoteSubject& subject, const char* text)
{
    const auto note = library.catalogue().note(subject);
    if (!note || !library.catalogue().saveNote(subject, text, note->revision))
        qFatal("the note was not saved");
}

const NoteSubject kLssl{NoteSubject::Kind::Paper, "lssl"};

} // namespace

class TestNotebook : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aPastedEntryIsAdded()
    {
        Adding s;
        QVERIFY(!s.find<QPushButton>("addPaper")->isEnabled());
        QSignalSpy added(s.dialog.data(), &AddPaperDialog::added);
        s.paste(uR"(@article{q, title={Qu{\"o}kka Nets}, author={Gu, Albert and 佐藤, 花子}, year=2023})"_s);
        QCOMPARE(s.find<QLineEdit>("title")->text(), u"Quökka Nets"_s);
        QCOMPARE(s.find<QLineEdit>("authors")->text(), u"Albert Gu; 花子 佐藤"_s);
        s.click("addPaper");
        QCOMPARE(added.size(), 1);
        const std::string id = added.front().front().toString().toStdString();
        QCOMPARE(qstring(s.catalogue().paper(id)->bibtexKey), u"q"_s);
        s.library->undoStack().undo();
        QVERIFY(!s.catalogue().paper(id));
        s.library->undoStack().redo();
        QVERIFY(s.catalogue().paper(id));
    }

    void aPaperIsAddedByHandWithAConversion()
    {
        Adding s;
        QSignalSpy added(s.dialog.data(), &AddPaperDialog::added);
        auto* title = s.find<QLineEdit>("title");
        title->setFocus();
        QInputMethodEvent open(u"ちゅうい"_s, {});
        QCoreApplication::sendEvent(title, &open);
        QTest::keyClick(title, Qt::Key_Return);
        QVERIFY(added.isEmpty());
        QInputMethodEvent commit;
        commit.setCommitString(u"注意"_s);
        QCoreApplication::sendEvent(title, &commit);
        QTRY_VERIFY(s.find<QPushButton>("addPaper")->isEnabled());
        QTest::keyClicks(s.find<QLineEdit>("year"), u"soon"_s);
        s.click("addPaper");
        QVERIFY(added.isEmpty());
        QVERIFY(s.message().contains(u"'soon' is not a year"_s));
        s.find<QLineEdit>("year")->setText(u"2024"_s);
        s.click("addPaper");
        QCOMPARE(added.size(), 1);
    }

    void wrongBibtexIsToldWithItsLine()
    {
        Adding s;
        s.paste(u"@misc{x,\n title {A}}"_s);
        QVERIFY(s.message().startsWith(u"Line 2:"_s));
        s.paste(u"@misc{x,\n title={A}}"_s);
        QVERIFY(s.message().isEmpty());
    }

    void likePapersAreShownBeforeAdding()
    {
        Adding s;
        s.paste(u"@misc{x, title={Another}, url={https://arxiv.org/abs/2110.13985}}"_s);
        const QString like = s.find<QLabel>("likePapers")->text();
        QVERIFY2(like.contains(u"the same arXiv id (2110.13985)"_s), qPrintable(like));
        QCOMPARE(s.find<QPushButton>("addPaper")->text(), u"&Add all the same"_s);
        QSignalSpy wanted(s.dialog.data(), &AddPaperDialog::paperWanted);
        Q_EMIT s.find<QLabel>("likePapers")->linkActivated(u"lssl"_s);
        QCOMPARE(wanted.size(), 1);
    }

    void severalEntriesComeOneByOne()
    {
        Adding s;
        QSignalSpy added(s.dialog.data(), &AddPaperDialog::added);
        s.paste(u"@misc{a, title={Aardvark}} @misc{b, title={Badger}} @misc{c, title={Civet}}"_s);
        s.click("addPaper");
        QCOMPARE(s.find<QLineEdit>("title")->text(), u"Badger"_s);
        s.click("skipEntry");
        QCOMPARE(s.find<QLineEdit>("title")->text(), u"Civet"_s);
        s.click("addPaper");
        QCOMPARE(added.size(), 2);
        QTRY_VERIFY(!s.dialog || !s.dialog->isVisible());
    }

    void aChangedFactShowsWhatShipped()
    {
        Open<FactsDialog> s;
        s.dialog = new FactsDialog(*s.library, u"lssl"_s, Language::English, nullptr);
        s.dialog->show();
        auto* venue = s.find<QLineEdit>("venue");
        QVERIFY(!s.find<QPushButton>("venue-shipped")->isVisible());
        venue->selectAll();
        QTest::keyClicks(venue, u"NIPS"_s);
        QTest::keyClick(venue, Qt::Key_Return);
        QCOMPARE(qstring(s.catalogue().paper("lssl")->row.venue), u"NIPS"_s);
        QVERIFY(s.find<QPushButton>("venue-shipped")->text().contains(u"NeurIPS 2021"_s));
        s.library->undoStack().undo();
        QCOMPARE(venue->text(), u"NeurIPS 2021"_s);
        s.library->undoStack().redo();
        s.click("venue-shipped");
        QCOMPARE(qstring(s.catalogue().paper("lssl")->row.venue), u"NeurIPS 2021"_s);
        QVERIFY(!s.find<QPushButton>("venue-shipped")->isVisible());
    }

    void theTrashGivesBack()
    {
        Listing<TrashDialog> s;
        Paper paper;
        paper.row.title = "Quokka";
        const QString id = addPaper(*s.library, paper);
        QVERIFY(deletePaper(*s.library, id));
        save(*s.library, kLssl, "thoughts");
        save(*s.library, kLssl, "");
        s.open();
        QCOMPARE(s.list()->count(), 2);
        QVERIFY(s.list()->item(0)->text().contains(u"thoughts"_s));
        QVERIFY(s.list()->item(1)->text().contains(u"Paper: Quokka"_s));
        s.click("action");
        QCOMPARE(qstring(s.catalogue().note("lssl")->markdown), u"thoughts"_s);
        QTRY_COMPARE(s.list()->count(), 1);
        s.click("action");
        QVERIFY(s.catalogue().paper(id.toStdString()));
        QTRY_VERIFY(s.words().startsWith(u"The trash is empty"_s));
    }

    void aBackupIsSeenBeforeItIsPutBack()
    {
        Listing<RestoreDialog> s;
        save(*s.library, kLssl, "kept");
        QVERIFY(s.catalogue().backUpIfDue());
        save(*s.library, kLssl, "regretted");
        save(*s.library, {NoteSubject::Kind::Demo, "hippo"}, "later");
        s.open();
        QCOMPARE(s.list()->count(), 1);
        QVERIFY2(s.words().contains(u"come back or read as they did (1): LSSL"_s), qPrintable(s.words()));
        QVERIFY(s.words().contains(u"since (2): "_s));
        QSignalSpy changed(&*s.library, &Library::readerDataChanged);
        s.click("action");
        QCOMPARE(qstring(s.catalogue().note("lssl")->markdown), u"kept"_s);
        QVERIFY(!changed.isEmpty());
        QCOMPARE(s.list()->count(), 2);
        s.list()->setCurrentRow(0);
        if (s.words().contains(u"as they are now"_s)) // both may bear the same second
            s.list()->setCurrentRow(1);
        s.click("action");
        QCOMPARE(qstring(s.catalogue().note("lssl")->markdown), u"regretted"_s);
    }

    void allNotesAreSearched()
    {
        Listing<NotesDialog> s;
        save(*s.library, kLssl, "first quokka");
        save(*s.library, {NoteSubject::Kind::Demo, "hippo"}, "a zebra");
        s.open();
        QCOMPARE(s.list()->count(), 2);
        QTest::keyClicks(s.find<QLineEdit>("search"), u"quok"_s);
        QCOMPARE(s.list()->count(), 1);
        QSignalSpy wanted(s.dialog.data(), &NotesDialog::noteWanted);
        s.click("action");
        QVERIFY(wanted.front().front().value<NoteSubject>() == kLssl);
        QTest::keyClicks(s.find<QLineEdit>("search"), u"xyz"_s);
        QVERIFY(s.words().contains(u"No note holds"_s));
    }
};

QTEST_MAIN(TestNotebook)
#include "tst_notebook.moc"
