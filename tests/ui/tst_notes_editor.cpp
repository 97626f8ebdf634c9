// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/temporary_library.h"
#include "ui/base/words.h"
#include "ui/page/notes_editor.h"
#include "ui/widgets/message_bar.h"

#include <QAbstractButton>
#include <QInputMethodEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QtTest>

using namespace kaba;
using namespace Qt::StringLiterals;

namespace {

QString storedNote(const test::TemporaryLibrary& library, const char* paper)
{
    return qstring(library.opened()->catalogue().note(paper)->markdown);
}

QString sentenceOf(const NotesEditor& notes) { return notes.findChild<MessageBar*>()->sentences(); }

} // namespace

class TestNotesEditor : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theFirstKeyPressIsSaved()
    {
        test::TemporaryLibrary library;
        NotesEditor notes(*library);
        notes.showSubject({NoteSubject::Kind::Paper, "lssl"});
        QTest::keyClicks(notes.editor(), u"a"_s);
        QTRY_COMPARE(storedNote(library, "lssl"), u"a"_s);
        QCOMPARE(notes.findChild<QLabel*>(u"noteState"_s)->text(), u"Saved"_s);
    }

    void eachWayOfLeavingSaves_data()
    {
        QTest::addColumn<int>("way");
        QTest::newRow("another paper") << 0;
        QTest::newRow("hidden") << 1;
        QTest::newRow("focus lost") << 2;
        QTest::newRow("closed") << 3;
    }
    void eachWayOfLeavingSaves()
    {
        QFETCH(int, way);
        test::TemporaryLibrary library;
        auto notes = std::make_unique<NotesEditor>(*library);
        notes->show();
        notes->showSubject({NoteSubject::Kind::Paper, "lssl"});
        notes->editor()->insertPlainText(u"Δ 小"_s);
        QFocusEvent away(QEvent::FocusOut);
        switch (way) {
        case 0:
            notes->showSubject({NoteSubject::Kind::Paper, "s4"});
            break;
        case 1:
            notes->hide();
            break;
        case 2:
            QCoreApplication::sendEvent(notes->editor(), &away);
            break;
        default:
            notes.reset();
        }
        QCOMPARE(storedNote(library, "lssl"), u"Δ 小"_s);
        QVERIFY(storedNote(library, "s4").isEmpty());
    }

    void undoDoesNotReachIntoAnotherPaper()
    {
        test::TemporaryLibrary library;
        NotesEditor notes(*library);
        notes.showSubject({NoteSubject::Kind::Paper, "lssl"});
        QTest::keyClicks(notes.editor(), u"one"_s);
        notes.editor()->undo();
        QVERIFY(notes.editor()->toPlainText().isEmpty());
        notes.editor()->redo();
        notes.showSubject({NoteSubject::Kind::Paper, "s4"});
        notes.editor()->undo();
        QVERIFY(notes.editor()->toPlainText().isEmpty());
        notes.showSubject({NoteSubject::Kind::Paper, "lssl"});
        QCOMPARE(notes.editor()->toPlainText(), u"one"_s);
    }

    void twoWindowsKeepBothTexts()
    {
        test::TemporaryLibrary library;
        const auto elsewhere = library.opened();
        NotesEditor here(*library), there(*elsewhere);
        here.showSubject({NoteSubject::Kind::Paper, "lssl"});
        there.showSubject({NoteSubject::Kind::Paper, "lssl"});
        QTest::keyClicks(here.editor(), u"written here"_s);
        QTest::keyClicks(there.editor(), u"written there"_s);
        QVERIFY(here.save());
        QVERIFY(there.save());
        QVERIFY(sentenceOf(there).contains(u"Both texts are kept"_s));
        const auto note = library->catalogue().note("lssl");
        QVERIFY(note);
        QCOMPARE(qstring(note->markdown), u"written there"_s);
        QCOMPARE(note->copies.size(), std::size_t(1));
        QCOMPARE(qstring(note->copies.front().markdown), u"written here"_s);

        QTest::mouseClick(there.findChild<QAbstractButton*>(u"messageAction"_s), Qt::LeftButton);
        QCOMPARE(storedNote(library, "lssl"), u"written there\n\nwritten here"_s);
        QVERIFY(library->catalogue().note("lssl")->copies.empty());
    }

    void whatAnotherWindowWroteAppearsWhileNobodyTypesHere()
    {
        test::TemporaryLibrary library;
        const auto elsewhere = library.opened();
        NotesEditor here(*library), there(*elsewhere);
        here.showSubject({NoteSubject::Kind::Paper, "lssl"});
        there.showSubject({NoteSubject::Kind::Paper, "lssl"});
        QTest::keyClicks(there.editor(), u"news"_s);
        QVERIFY(there.save());
        library->lookOutside();
        QCOMPARE(here.editor()->toPlainText(), u"news"_s);
    }

    void anOpenConversionIsNotSavedHalfway()
    {
        test::TemporaryLibrary library;
        NotesEditor notes(*library);
        notes.showSubject({NoteSubject::Kind::Paper, "lssl"});
        QInputMethodEvent open(u"きろく"_s, {});
        QCoreApplication::sendEvent(notes.editor(), &open);
        QTest::keyClick(notes.editor(), Qt::Key_Return);
        QVERIFY(notes.editor()->toPlainText().isEmpty());
        QInputMethodEvent commit;
        commit.setCommitString(u"記録"_s);
        QCoreApplication::sendEvent(notes.editor(), &commit);
        QTRY_COMPARE(storedNote(library, "lssl"), u"記録"_s);
    }
};

QTEST_MAIN(TestNotesEditor)
#include "tst_notes_editor.moc"
