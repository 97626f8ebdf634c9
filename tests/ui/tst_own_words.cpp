// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/marking_translator.h"
#include "tests/support/temporary_library.h"
#include "ui/base/words.h"
#include "ui/catalogue/paper_list.h"
#include "ui/page/notes_editor.h"
#include "ui/page/own_words.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDate>
#include <QInputMethodEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QToolButton>
#include <QtTest>

using namespace kaba;
using namespace Qt::StringLiterals;
using Kind = NoteSubject::Kind;

namespace {

struct Shown {
    test::TemporaryLibrary library;
    OwnWords words{*library};

    Shown()
    {
        words.resize(300, 600);
        words.showPaper(u"lssl"_s);
        words.show();
    }
    QPlainTextEdit* field(const char* name) const
    {
        return words.findChild<NotesEditor*>(QLatin1String(name))->editor();
    }
    QCheckBox* tick() const { return words.findChild<QCheckBox*>(u"questionDone"_s); }
    QComboBox* evidence() const { return words.findChild<QComboBox*>(u"evidence"_s); }
    QString stored(Kind kind) const
    {
        return qstring(library.opened()->catalogue().note(NoteSubject{kind, "lssl"})->markdown);
    }
    OwnState state() const { return *library.opened()->catalogue().ownState("lssl"); }
    void write(const char* name, const QString& text) const
    {
        QTest::keyClicks(field(name), text);
        leave(name);
    }
    void leave(const char* name) const
    {
        QFocusEvent away(QEvent::FocusOut);
        QCoreApplication::sendEvent(field(name), &away);
    }
};

} // namespace

class TestOwnWords : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyFieldIsKeptByItself()
    {
        Shown s;
        s.write("method", u"a kernel"_s);
        s.write("data", u"speech"_s);
        s.write("baselines", u"an LSTM"_s);
        s.write("question", u"why bilinear?"_s);
        QCOMPARE(s.stored(Kind::Method), u"a kernel"_s);
        QCOMPARE(s.stored(Kind::Data), u"speech"_s);
        QCOMPARE(s.stored(Kind::Baselines), u"an LSTM"_s);
        QCOMPARE(s.stored(Kind::Question), u"why bilinear?"_s);
        QVERIFY2(!s.library->catalogue().page("lssl")->method.empty(), "what ships stays");
        s.words.showPaper(u"s4"_s);
        QVERIFY(s.field("method")->toPlainText().isEmpty());
    }

    void writingIsOneStepOfUndo()
    {
        Shown s;
        s.write("method", u"first"_s);
        s.write("method", u" second"_s);
        QCOMPARE(s.library->undoStack().count(), 2);
        s.library->undoStack().undo();
        QCOMPARE(s.stored(Kind::Method), u"first"_s);
        QCOMPARE(s.field("method")->toPlainText(), u"first"_s);
        s.library->undoStack().redo();
        QCOMPARE(s.field("method")->toPlainText(), u"first second"_s);
    }

    void undoKeepsWhatAnotherWindowWrote()
    {
        Shown s;
        s.write("data", u"mine"_s);
        auto other = s.library.opened();
        QVERIFY(other->catalogue().saveNote(NoteSubject{Kind::Data, "lssl"}, "theirs", 1));
        s.library->undoStack().undo();
        const auto note = s.library->catalogue().note(NoteSubject{Kind::Data, "lssl"});
        QVERIFY(note && note->markdown.empty());
        QCOMPARE(note->copies.size(), std::size_t{1});
        QCOMPARE(qstring(note->copies.front().markdown), u"theirs"_s);
    }

    void theQuestionIsTicked()
    {
        Shown s;
        QVERIFY2(!s.tick()->isEnabled(), "there is no question yet");
        s.write("question", u"why?"_s);
        QVERIFY(s.tick()->isEnabled());
        QTest::mouseClick(s.tick(), Qt::LeftButton, {}, QPoint(8, s.tick()->height() / 2));
        QVERIFY(s.state().questionDone);
        s.library->undoStack().undo();
        QVERIFY(!s.state().questionDone);
        QVERIFY(!s.tick()->isChecked());
    }

    void evidenceKeepsItsDate()
    {
        Shown s;
        s.evidence()->setFocus();
        QTest::keyClick(s.evidence(), Qt::Key_Down);
        QTest::keyClick(s.evidence(), Qt::Key_Down);
        QVERIFY(s.state().evidence == Evidence::Abstract);
        QCOMPARE(qstring(s.state().evidenceDate), QDate::currentDate().toString(Qt::ISODate));
        QCOMPARE(s.words.findChild<QLabel*>(u"evidenceDate"_s)->text(), qstring(s.state().evidenceDate));
        s.library->undoStack().undo();
        QVERIFY(s.state().evidence == Evidence::Title);
    }

    void aConversionIsNotSavedHalfway()
    {
        Shown s;
        QInputMethodEvent open(u"もんだい"_s, {});
        QCoreApplication::sendEvent(s.field("question"), &open);
        s.leave("question");
        QVERIFY(s.stored(Kind::Question).isEmpty());
        QInputMethodEvent commit;
        commit.setCommitString(u"問題"_s);
        QCoreApplication::sendEvent(s.field("question"), &commit);
        QTRY_COMPARE(s.stored(Kind::Question), u"問題"_s);
    }

    void theListShowsOpenQuestions()
    {
        Shown s;
        PaperList list(*s.library);
        list.show();
        auto* only = list.findChild<QToolButton*>(u"openQuestions"_s);
        auto* view = list.findChild<QAbstractItemView*>();
        s.write("question", u"why?"_s);
        QTest::mouseClick(only, Qt::LeftButton);
        QTRY_COMPARE(view->model()->rowCount(), 1);
        QTest::mouseClick(s.tick(), Qt::LeftButton, {}, QPoint(8, s.tick()->height() / 2));
        QTRY_COMPARE(view->model()->rowCount(), 0);
        QTest::mouseClick(only, Qt::LeftButton);
        QTRY_VERIFY(view->model()->rowCount() > 40);
    }
};

QTEST_MAIN(TestOwnWords)
#include "tst_own_words.moc"
