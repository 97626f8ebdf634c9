// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/search_field.h"

#include <QInputMethodEvent>
#include <QShortcut>
#include <QSignalSpy>
#include <QtTest>

using namespace kaba;
using namespace Qt::StringLiterals;

class TestSearchField : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void tellsEveryLetter()
    {
        SearchField field;
        QSignalSpy told(&field, &SearchField::wordsChanged);
        QTest::keyClicks(&field, u"sky"_s);
        QCOMPARE(told.size(), 3);
        QCOMPARE(told.last().front().toString(), u"sky"_s);
    }

    void isSilentWhileAConversionIsOpen()
    {
        SearchField field;
        QSignalSpy told(&field, &SearchField::wordsChanged);
        QSignalSpy results(&field, &SearchField::resultsWanted);
        for (const QString& preedit : {u"ち"_s, u"ちゅう"_s, u"注意"_s}) {
            QInputMethodEvent event(preedit, {});
            QCoreApplication::sendEvent(&field, &event);
        }
        QTest::keyClick(&field, Qt::Key_Return);
        QTest::keyClick(&field, Qt::Key_Escape);
        QCoreApplication::processEvents();
        QVERIFY(told.isEmpty());
        QVERIFY(results.isEmpty());

        QInputMethodEvent commit;
        commit.setCommitString(u"注意"_s);
        QCoreApplication::sendEvent(&field, &commit);
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(told.front().front().toString(), u"注意"_s);
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(results.size(), 1);
    }

    void aConversionKeepsShortcutsAway()
    {
        QWidget window;
        auto* field = new SearchField(&window);
        QShortcut shortcut(QKeySequence(Qt::CTRL | Qt::Key_E), &window);
        QSignalSpy activated(&shortcut, &QShortcut::activated);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        field->setFocus();
        QInputMethodEvent open(u"か"_s, {});
        QCoreApplication::sendEvent(field, &open);
        QTest::keyClick(field, Qt::Key_E, Qt::ControlModifier);
        QVERIFY(activated.isEmpty());
        QInputMethodEvent close;
        QCoreApplication::sendEvent(field, &close);
        QTest::keyClick(field, Qt::Key_E, Qt::ControlModifier);
        QCOMPARE(activated.size(), 1);
    }

    void anAbandonedConversionTellsNothing()
    {
        SearchField field;
        QSignalSpy told(&field, &SearchField::wordsChanged);
        QInputMethodEvent open(u"か"_s, {});
        QCoreApplication::sendEvent(&field, &open);
        QInputMethodEvent close;
        QCoreApplication::sendEvent(&field, &close);
        QCoreApplication::processEvents();
        QVERIFY(told.isEmpty());
    }

    void escapeClears()
    {
        SearchField field;
        QTest::keyClicks(&field, u"s4"_s);
        QSignalSpy told(&field, &SearchField::wordsChanged);
        QTest::keyClick(&field, Qt::Key_Escape);
        QCOMPARE(told.size(), 1);
        QVERIFY(field.text().isEmpty());
    }
};

QTEST_MAIN(TestSearchField)
#include "tst_search_field.moc"
