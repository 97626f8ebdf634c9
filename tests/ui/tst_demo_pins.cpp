// SPDX-License-Identifier: GPL-3.0-or-later
// Pinning with the keyboard, and what becomes of pins.
#include "core/figure_io/recipe.h"
#include "tests/support/live_demo.h"
#include "ui/demo/demo_view.h"
#include "ui/demo/parameter_panel.h"
#include "ui/plot/figure_view.h"

#include <QAction>
#include <QLineEdit>
#include <QSignalSpy>
#include <QThreadPool>
#include <QtTest>

using namespace kaba;

class TestDemoPins : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_view = std::make_unique<DemoView>(live::kDemo, m_pool);
        m_view->setLanguage(Language::English);
        m_view->resize(1000, 640);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        QTRY_VERIFY(m_view->current());
        m_view->activateWindow();
        m_view->figureView().setFocus();
    }
    void cleanup()
    {
        m_view.reset();
        m_pool.waitForDone();
    }

    void threeKeyPressesThreeCurves()
    {
        for (const char* step : {"0.001", "0.01", "0.1"}) {
            setStep(step);
            press(Qt::Key_P);
        }
        setStep("0.5");
        QCOMPARE(layersShown(), std::size_t(4));
        QCOMPARE(figure().panels.front().layers.front().label.en, std::string("Step Δ = 0.001"));
        press(Qt::Key_P, Qt::ShiftModifier);
        QCOMPARE(layersShown(), std::size_t(1));
        QVERIFY(!m_view->action(DemoView::Command::RemovePins)->isEnabled());
    }

    void undoTakesThemBackInTheirOrder()
    {
        press(Qt::Key_P);
        setStep("0.5");
        QCOMPARE(layersShown(), std::size_t(2));
        m_view->action(DemoView::Command::Undo)->trigger();
        settle();
        QCOMPARE(m_view->values().textOf("step"), std::string("0.1"));
        QCOMPARE(m_view->pins().size(), std::size_t(1));
        m_view->action(DemoView::Command::Undo)->trigger();
        settle();
        QVERIFY(m_view->pins().empty());
        m_view->action(DemoView::Command::Redo)->trigger();
        settle();
        QCOMPARE(m_view->pins().size(), std::size_t(1));
    }

    void theSameTwiceIsRefusedInWords()
    {
        QSignalSpy told(m_view.get(), &DemoView::statusText);
        press(Qt::Key_P);
        press(Qt::Key_P);
        QCOMPARE(m_view->pins().size(), std::size_t(1));
        QVERIFY(told.last().first().toString().contains(QStringLiteral("already")));
    }

    void noMoreThanCanBeToldApart()
    {
        QSignalSpy told(m_view.get(), &DemoView::statusText);
        for (int step = 1; step <= 7; ++step) {
            setStep(std::to_string(step));
            press(Qt::Key_P);
        }
        QCOMPARE(m_view->pins().size(), kMostPins);
        QVERIFY(told.last().first().toString().contains(QStringLiteral("6")));
    }

    void sessionAndRecipeCarryThem()
    {
        press(Qt::Key_P);
        setStep("0.5");
        const Recipe recipe = m_view->currentRecipe();
        QCOMPARE(recipe.pins.size(), std::size_t(1));
        QCOMPARE(recipe.pins.front().settings,
                 recipeOf(live::kDemo, {.values = m_view->pins().front().values}).settings);
        DemoView other(live::kDemo, m_pool);
        QVERIFY(other.restoreState(m_view->saveState()));
        QCOMPARE(other.pins().size(), std::size_t(1));
        QVERIFY(other.pins() == m_view->pins());
        QCOMPARE(other.saveState(), m_view->saveState());
    }

    void aLetterInAFieldIsALetter()
    {
        auto* field = m_view->parameters().findChild<QLineEdit*>();
        QVERIFY(field);
        field->setFocus();
        QTest::keyClick(field, Qt::Key_P);
        QVERIFY(m_view->pins().empty());
    }

private:
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(&m_view->figureView(), key, modifiers);
        settle();
    }
    void settle() { QTRY_VERIFY(!m_view->isComputing()); }
    void setStep(const std::string& text)
    {
        ParameterSet values = m_view->values();
        QVERIFY(values.setText("step", text));
        m_view->parameters().changeValues(values, m_view->seed());
        settle();
    }
    const Figure& figure() const { return m_view->current()->figure; }
    std::size_t layersShown() const { return figure().panels.front().layers.size(); }

    QThreadPool m_pool;
    std::unique_ptr<DemoView> m_view;
};

QTEST_MAIN(TestDemoPins)
#include "tst_demo_pins.moc"
