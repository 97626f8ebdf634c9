// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/recipe.h"
#include "tests/support/live_demo.h"
#include "tests/support/temporary_file.h"
#include "ui/base/words.h"
#include "ui/demo/claims_bar.h"
#include "ui/demo/demo_view.h"
#include "ui/demo/export_dialog.h"
#include "ui/demo/parameter_panel.h"
#include "ui/demo/value_slider.h"
#include "ui/plot/figure_view.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTextBrowser>
#include <QThreadPool>
#include <QToolButton>
#include <QtTest>

#include <atomic>
#include <chrono>
#include <cmath>
#include <thread>

using namespace kaba;
using namespace kaba::live;

class TestDemoView : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        computations = 0;
        asked.clear();
        m_view = std::make_unique<DemoView>(kDemo, m_pool);
        m_view->setLanguage(Language::English);
        m_view->resize(1000, 640);
        QCOMPARE(computations.load(), 0);
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

    void figureClaimsAndParametersBelongTogether()
    {
        QTest::keyClick(m_view->parameters().control("number")->findChild<ValueSlider*>(), Qt::Key_End);
        settle();
        QCOMPARE(m_view->current()->request.values[kNumber], 64);
        QCOMPARE(std::get<Line>(m_view->figureView().figure()->panels.at(0).layers.at(0).data).y.size(),
                 std::size_t(64));
        QVERIFY(label("measured").contains(QLatin1String("64")));
        QVERIFY(label("verdict").contains(QLatin1String("does not hold here")));
        QVERIFY(label("readouts").contains(QLatin1String("64")));
        QVERIFY(label("expected").contains(QStringLiteral("≤ 32")));
        QVERIFY(label("source").contains(QLatin1String("Test, theorem 1")));
    }

    void twoHundredFastChangesEndOnTheLast()
    {
        auto* slider = m_view->parameters().control("number")->findChild<ValueSlider*>();
        for (int i = 0; i < 200; ++i) {
            QTest::keyClick(slider, i % 3 ? Qt::Key_Right : Qt::Key_Left);
            QCoreApplication::processEvents();
        }
        const int before = computations;
        QTest::keyClick(slider, Qt::Key_Right);
        settle();
        QVERIFY(computations - before <= 2);
        QCOMPARE(m_view->current()->request.values[kNumber], m_view->values()[kNumber]);
    }

    void onlyWantedPanelsAreAskedForAfterTheFirstFigure()
    {
        QCOMPARE(m_view->figureView().visiblePanels(), (std::vector<std::string>{"first", "second"}));
        m_view->findChild<QAction*>(QStringLiteral("third"))->trigger();
        settle();
        QCOMPARE(m_view->panels(), (std::vector<std::string>{"first", "second", "third"}));
        QCOMPARE(asked.back(), m_view->panels());
        m_view->setPanels({"third"});
        settle();
        QCOMPARE(m_view->current()->figure.panels.size(), std::size_t(1));
        QCOMPARE(m_view->figureView().visiblePanels(), std::vector<std::string>{"third"});
        m_view->setPanels({});
        settle();
        QCOMPARE(m_view->figureView().visiblePanels(), (std::vector<std::string>{"first", "second"}));
    }

    void aViewIsChosenFromTheMenuAndNamesTheButton()
    {
        auto* chooser = m_view->findChild<QToolButton*>(QStringLiteral("panels"));
        QCOMPARE(asked.at(0), (std::vector<std::string>{"first", "second"}));
        QVERIFY(chooser->text().contains(QLatin1String("The usual")));
        QAction* last = chooser->menu()->actions().at(1);
        QCOMPARE(last->text(), QStringLiteral("The last ones"));
        last->trigger();
        settle();
        QCOMPARE(m_view->figureView().visiblePanels(), (std::vector<std::string>{"second", "third"}));
        QVERIFY(chooser->text().contains(QLatin1String("The last ones")));
        m_view->findChild<QAction*>(QStringLiteral("second"))->trigger();
        settle();
        QVERIFY(chooser->text().contains(QLatin1String("Panels")));
    }

    void aFailureSaysWhyAndLeadsOut()
    {
        setNumber(13);
        settle();
        QVERIFY(!m_view->current());
        QVERIFY(anyLabelSays(QStringLiteral("Thirteen cannot be computed: take another number.")));
        auto* undo = wayOut("undo");
        m_view->setLanguage(Language::Japanese);
        QVERIFY(anyLabelSays(QStringLiteral("13 は計算できません。")));
        QVERIFY(undo->isVisible());
        QTest::mouseClick(undo, Qt::LeftButton);
        settle();
        QVERIFY(m_view->current());
        QCOMPARE(m_view->values()[kNumber], 8);
        QVERIFY(!undo->isVisible());
    }

    void noticesOfferToResetTheStep()
    {
        auto values = m_view->values();
        QVERIFY(values.set("step", 5.0));
        m_view->setValues(values);
        settle();
        QVERIFY(anyLabelSays(QStringLiteral("The step is too large.")));
        QTest::mouseClick(wayOut("resetStep"), Qt::LeftButton);
        settle();
        QCOMPARE(m_view->values()[kStep], 0.1);
        QVERIFY(!anyLabelSays(QStringLiteral("The step is too large.")));
    }

    void aLongComputationShowsProgressAndCanBeCancelled()
    {
        auto* waiting = m_view->findChild<QWidget*>(QStringLiteral("waiting"));
        QVERIFY(!waiting->isVisible());
        auto values = m_view->values();
        QVERIFY(values.set("pause", 60000));
        m_view->setValues(values);
        QVERIFY(!waiting->isVisible());
        QTRY_VERIFY(waiting->isVisible());
        QTest::mouseClick(waiting->findChild<QPushButton*>(), Qt::LeftButton);
        QTRY_VERIFY(!waiting->isVisible());
        QVERIFY(m_view->current());
        QCOMPARE(m_view->current()->request.values[kPause], 0);
    }

    void theLanguageChangesWithoutComputing()
    {
        const int before = computations;
        QCOMPARE(label("convention"), QStringLiteral("The window is 1."));
        m_view->setLanguage(Language::Japanese);
        QCOMPARE(label("convention"), QString::fromUtf8("窓は 1 です。"));
        QCOMPARE(label("statement"), QString::fromUtf8("個数は小さい"));
        m_view->setTheme(Theme::Dark);
        QCOMPARE(computations.load(), before);
    }

    void stateIsRestored()
    {
        setNumber(21);
        m_view->setSeed(5);
        m_view->setPanels({"second", "third"});
        const QString state = m_view->saveState();
        DemoView other(kDemo, m_pool);
        QVERIFY(other.restoreState(state));
        QCOMPARE(other.saveState(), state);
        QVERIFY(other.values() == m_view->values());
        QCOMPARE(other.seed(), 5);
        QCOMPARE(other.panels(), (std::vector<std::string>{"second", "third"}));
    }

    void foreignStatesAreRefused_data()
    {
        QTest::addColumn<QString>("state");
        QTest::newRow("empty") << QString();
        QTest::newRow("not JSON") << QStringLiteral("order=3");
        QTest::newRow("other demo") << QStringLiteral(R"({"demo":"ssm","settings":"","seed":1,"panels":[]})");
        QTest::newRow("bad value") << QStringLiteral(
            R"({"demo":"test","settings":"number=99","seed":1,"panels":[]})");
        QTest::newRow("bad seed") << QStringLiteral(R"({"demo":"test","settings":"","seed":-4,"panels":[]})");
    }
    void foreignStatesAreRefused()
    {
        QFETCH(const QString, state);
        const QString before = m_view->saveState();
        QVERIFY(!m_view->restoreState(state));
        QCOMPARE(m_view->saveState(), before);
    }

    void settingsTravelByClipboard()
    {
        setNumber(21);
        m_view->action(DemoView::Command::CopySettings)->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("kaba run test --set number=21"));
        m_view->action(DemoView::Command::ResetParameters)->trigger();
        QCOMPARE(m_view->values()[kNumber], 8);
        m_view->action(DemoView::Command::PasteSettings)->trigger();
        QCOMPARE(m_view->values()[kNumber], 21);
        m_view->action(DemoView::Command::Undo)->trigger();
        QCOMPARE(m_view->values()[kNumber], 8);
    }

    void theFigureIsCopiedInThreeForms()
    {
        m_view->action(DemoView::Command::CopyFigure)->trigger();
        const QMimeData* data = QGuiApplication::clipboard()->mimeData();
        QVERIFY(data->hasImage());
        QVERIFY(data->data(QStringLiteral("application/pdf")).startsWith("%PDF-"));
        QVERIFY(data->data(QStringLiteral("image/svg+xml")).contains("<svg"));
    }

    void spaceOnTheFigureAnimates()
    {
        m_view->figureView().setFocus();
        QTest::keyClick(&m_view->figureView(), Qt::Key_Space);
        QVERIFY(m_view->parameters().isPlaying());
        QTest::keyClick(&m_view->figureView(), Qt::Key_Space);
        QVERIFY(!m_view->parameters().isPlaying());
    }

    void everyMarkIsExplained()
    {
        m_view->action(DemoView::Command::Explain)->trigger();
        const auto* page = m_view->findChild<QTextBrowser*>();
        const QString text = page->toPlainText();
        for (const char* words : {"A test", "The first panel", "The second panel", "the curve", "lag [s]",
                                  "The window is 1.", "The count is small"})
            QVERIFY2(text.contains(QString::fromUtf8(words)), words);
        QVERIFY(!text.contains(QLatin1String("The third panel")));
    }

    void everyFormIsExported_data()
    {
        QTest::addColumn<QString>("suffix");
        for (const char* suffix : {"pdf", "svg", "png", "csv", "json", "npz", "kaba"})
            QTest::newRow(suffix) << QString::fromLatin1(suffix);
    }
    void everyFormIsExported()
    {
        QFETCH(const QString, suffix);
        const TemporaryFolder folder;
        setNumber(21);
        settle();
        ExportDialog& dialog = openExport();
        auto* file = dialog.findChild<QLineEdit*>(QStringLiteral("file"));
        file->selectAll();
        const QString path = qstring(folder.path("figure." + suffix.toStdString()).string());
        QTest::keyClicks(file, path);
        QSignalSpy saved(&dialog, &ExportDialog::saved);
        dialog.findChild<QPushButton*>(QStringLiteral("save"))->click();
        QCOMPARE(saved.count(), 1);
        const auto recipe = readRecipe(path.toStdString());
        QVERIFY2(recipe, recipe ? "" : recipe.error().message.en.c_str());
        QCOMPARE(recipe->demo, std::string("test"));
        QCOMPARE(textOf(recipe->settings.at(0).second), std::string("21"));
        QCOMPARE(recipe->panels, (std::vector<std::string>{"first", "second"}));
    }

    void anExistingFileIsReplacedOnlyWhenAskedTwice()
    {
        const TemporaryFolder folder;
        const QString path = qstring(folder.write("figure.csv", "mine").string());
        ExportDialog& dialog = openExport();
        dialog.findChild<QLineEdit*>(QStringLiteral("file"))->setText(path);
        auto* save = dialog.findChild<QPushButton*>(QStringLiteral("save"));
        auto* format = dialog.findChild<QComboBox*>(QStringLiteral("format"));
        format->setCurrentIndex(3);
        save->click();
        QCOMPARE(QFileInfo(path).size(), 4);
        QVERIFY(dialog.findChild<QLabel*>(QStringLiteral("message"))->isVisible());
        save->click();
        QVERIFY(QFileInfo(path).size() > 100);
    }

private:
    ExportDialog& openExport()
    {
        m_view->action(DemoView::Command::Export)->trigger();
        return *m_view->findChild<ExportDialog*>();
    }
    void settle() { QTRY_VERIFY(!m_view->isComputing()); }
    void setNumber(int number)
    {
        auto values = m_view->values();
        QVERIFY(values.set("number", number));
        m_view->parameters().changeValues(values, m_view->seed());
    }
    QString label(const char* name) { return m_view->findChild<QLabel*>(QLatin1String(name))->text(); }
    QPushButton* wayOut(const char* name) { return m_view->findChild<QPushButton*>(QLatin1String(name)); }
    bool anyLabelSays(const QString& words)
    {
        return std::ranges::any_of(m_view->findChildren<QLabel*>(),
                                   [&](const QLabel* l) { return l->isVisible() && l->text() == words; });
    }

    QThreadPool m_pool;
    std::unique_ptr<DemoView> m_view;
};

QTEST_MAIN(TestDemoView)
#include "tst_demo_view.moc"
