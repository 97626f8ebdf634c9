// SPDX-License-Identifier: GPL-3.0-or-later
// Files that a reader brings to a demo: how they are read, kept and found again.
#include "core/figure_io/input_store.h"
#include "core/figure_io/recipe.h"
#include "tests/support/live_demo.h"
#include "tests/support/temporary_file.h"
#include "ui/demo/demo_view.h"
#include "ui/demo/reading_dialog.h"

#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QThreadPool>
#include <QtTest>

#include <algorithm>
#include <filesystem>

using namespace kaba;
using namespace kaba::live;

class TestDemoInput : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_view = std::make_unique<DemoView>(kDemo, m_pool);
        m_view->setLanguage(Language::English);
        m_view->resize(1000, 640);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        QTRY_VERIFY(m_view->current());
        m_view->activateWindow();
    }
    void cleanup()
    {
        m_view.reset();
        m_pool.waitForDone();
    }

    void aBroughtFileIsReadAndUsed()
    {
        const TemporaryFolder folder;
        m_view->openInput(folder.write("mine.csv", "a\n1\n2\n3\n"));
        inputComes();
        QCOMPARE(m_view->input()->name, std::string("mine.csv"));
        QCOMPARE(m_view->values().textOf("signal"), std::string("file"));
        settle();
        QCOMPARE(m_view->current()->request.input, m_view->input());
    }

    void aSessionBringsItsFileBack()
    {
        const TemporaryFolder data, folder;
        m_view->setInputStore(InputStore(data.path("")));
        const std::filesystem::path file = folder.write("mine.csv", "a\n1\n2\n3\n");
        m_view->openInput(file);
        inputComes();
        std::filesystem::remove(file);
        DemoView other(kDemo, m_pool);
        other.setInputStore(InputStore(data.path("")));
        QVERIFY(other.restoreState(m_view->saveState()));
        QCOMPARE(other.saveState(), m_view->saveState());
        other.show();
        QTRY_VERIFY(other.current());
        QVERIFY2(other.current()->request.input, "no figure before the file is back");
        QCOMPARE(other.input()->sha256, m_view->input()->sha256);
        QCOMPARE(other.saveState(), m_view->saveState());
    }

    void aLostCopySaysSoAndIsStillRemembered()
    {
        const TemporaryFolder data, folder;
        m_view->setInputStore(InputStore(data.path("")));
        m_view->openInput(folder.write("mine.csv", "1\n2\n3\n"));
        inputComes();
        const QString state = m_view->saveState();
        std::filesystem::remove_all(data.path("inputs"));
        m_view->setInput({});
        QVERIFY(m_view->restoreState(state));
        QTRY_VERIFY(anyLabelSays(QStringLiteral("The copy of 'mine.csv' is gone")));
        settle();
        QVERIFY(m_view->current());
        QVERIFY(!m_view->input());
        QCOMPARE(m_view->saveState(), state);
    }

    void howAFileIsReadIsShown()
    {
        const auto dialog = dialogForOddColumns();
        QCOMPARE(m_view->input()->arrays.at(0).re, (Samples{1.2, 4.5, 7.8}));
        QVERIFY(dialogSays(*dialog, QStringLiteral("Semicolon ;")));
        QVERIFY(dialogSays(*dialog, QStringLiteral("Comma: 1,5")));
        QCOMPARE(tableOf(*dialog).item(1, 0)->text(), QStringLiteral("4,5"));
    }

    void anotherSeparatorReadsTheFileAnew()
    {
        const auto dialog = dialogForOddColumns();
        choose(*dialog, "separator", 1);
        QTRY_COMPARE(m_view->input()->arrays.at(0).re, (Samples{4, 7}));
        QVERIFY(dialogSays(*dialog, QStringLiteral("Comma ,")));
        QTRY_COMPARE(tableOf(*dialog).item(0, 1)->text(), QStringLiteral("5;6"));
    }

    void aHeadingNamesTheColumnsAndTravelsInTheRecipe()
    {
        const auto dialog = dialogForOddColumns();
        choose(*dialog, "separator", 2);
        choose(*dialog, "heading", 1);
        QTRY_COMPARE(m_view->input()->reading, std::string("separator=semicolon;heading=yes"));
        QCOMPARE(m_view->input()->arrays.at(0).name, std::string("1,2"));
        QTRY_COMPARE(tableOf(*dialog).horizontalHeaderItem(1)->text(), QStringLiteral("3"));
        settle();
        QCOMPARE(m_view->currentRecipe().input->reading, std::string("separator=semicolon;heading=yes"));
        m_view->setLanguage(Language::Japanese);
        QVERIFY(dialogSays(*dialog, QString::fromUtf8("列の名前")));
    }

    void aSessionReadsTheFileAsBefore()
    {
        const TemporaryFolder data;
        m_view->setInputStore(InputStore(data.path("")));
        choose(*dialogForOddColumns(), "heading", 1);
        QTRY_COMPARE(m_view->input()->arrays.at(0).re, (Samples{4.5, 7.8}));
        DemoView other(kDemo, m_pool);
        other.setInputStore(InputStore(data.path("")));
        QVERIFY(other.restoreState(m_view->saveState()));
        QTRY_VERIFY(other.input());
        QCOMPARE(other.input()->arrays.at(0).re, (Samples{4.5, 7.8}));
    }

    void aRefusedTextCanBeReadInAnotherWay()
    {
        const TemporaryFolder folder;
        m_view->openInput(folder.write("words.csv", "some words, here\n"));
        QTRY_VERIFY(wayOut("howRead")->isVisible());
        QVERIFY(!m_view->input());
        ReadingDialog& dialog = openReading();
        choose(dialog, "contents", 2);
        inputComes();
        QCOMPARE(m_view->input()->arrays.at(0).re.at(0), double('s'));
        QVERIFY(dialog.findChild<QPlainTextEdit*>()->toPlainText().contains(QStringLiteral("some words")));
        QTest::mouseClick(dialog.findChild<QPushButton*>(QStringLiteral("automatic")), Qt::LeftButton);
        QTRY_VERIFY(anyLabelSays(QStringLiteral("is not a number")));
    }

    void anUnreadableFileSaysWhy()
    {
        m_view->openInput("/nonexistent/mine.csv");
        QTRY_VERIFY(anyLabelSays(QStringLiteral("mine.csv")));
        QVERIFY(!m_view->input());
    }

private:
    /// The dialog about a file of two columns that a German spreadsheet would write.
    ReadingDialog* dialogForOddColumns()
    {
        m_view->openInput(m_folder.write("odd.csv", "1,2;3\n4,5;6\n7,8;9\n"));
        ReadingDialog* dialog = nullptr;
        [&] {
            inputComes();
            dialog = &openReading();
            QTRY_VERIFY(dialogSays(*dialog, QStringLiteral("Semicolon ;")));
        }();
        return dialog;
    }
    static const QTableWidget& tableOf(const ReadingDialog& dialog)
    {
        return *dialog.findChild<QTableWidget*>();
    }
    ReadingDialog& openReading()
    {
        QTest::mouseClick(wayOut("howRead"), Qt::LeftButton);
        return *m_view->findChild<ReadingDialog*>();
    }
    static bool dialogSays(const ReadingDialog& dialog, const QString& words)
    {
        return dialog.findChild<QLabel*>(QStringLiteral("used"))->text().contains(words);
    }
    /// The option that a key reaches in the box of a reading option.
    static void choose(ReadingDialog& dialog, const char* id, int index)
    {
        auto* box = dialog.findChild<QWidget*>(QLatin1String(id))->findChild<QComboBox*>();
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Home);
        for (int i = 0; i < index; ++i)
            QTest::keyClick(box, Qt::Key_Down);
    }
    void inputComes() { QTRY_VERIFY(m_view->input()); }
    void settle() { QTRY_VERIFY(!m_view->isComputing()); }
    QPushButton* wayOut(const char* name) { return m_view->findChild<QPushButton*>(QLatin1String(name)); }
    bool anyLabelSays(const QString& words)
    {
        return std::ranges::any_of(m_view->findChildren<QLabel*>(), [&](const QLabel* label) {
            return label->isVisible() && label->text().contains(words);
        });
    }

    TemporaryFolder m_folder;
    QThreadPool m_pool;
    std::unique_ptr<DemoView> m_view;
};

QTEST_MAIN(TestDemoInput)
#include "tst_demo_input.moc"
