// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/figure_json.h"
#include "core/figure_io/matrix_writer.h"
#include "tests/support/temporary_file.h"
#include "ui/base/words.h"
#include "ui/demo/matrix_control.h"
#include "ui/demo/matrix_grid.h"
#include "ui/demo/parameter_panel.h"
#include "ui/demo/value_slider.h"
#include "ui/widgets/composing_line_edit.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/section.h"

#include <QComboBox>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace kaba;

namespace {

const Demo& ssm() { return *findDemo("ssm"); }

} // namespace

/// The control in the panel of the demo that has it, under a real mouse and keyboard.
class TestMatrixControl : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_panel = std::make_unique<ParameterPanel>("ssm", ssm().parameters);
        m_panel->setLanguage(Language::English);
        m_panel->resize(280, 1400);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
        m_panel->activateWindow();
        QTRY_VERIFY(m_panel->isActiveWindow());
        set("order", "4");
        m_panel->history().clear();
    }
    void cleanup() { m_panel.reset(); }

    void isFoldedAtFirst()
    {
        QVERIFY(!grid().isVisible());
        QVERIFY(control().matrix().values.empty()); // nothing is worked out for a closed section
        open();
        QVERIFY(grid().isVisible());
        QCOMPARE(control().matrix().rows, std::size_t(4));
        QCOMPARE(control().matrix().at(3, 3), -4.0);
    }

    void aClickChoosesACellAndTheSliderSetsIt()
    {
        open();
        click(1, 2);
        QCOMPARE(grid().chosen(), (MatrixGrid::Cell{1, 2}));
        ValueSlider& slider = part<ValueSlider>("matrixSlider");
        const QPoint from = slider.positionOf(0.5).toPoint();
        std::size_t frames = 0;
        connect(m_panel.get(), &ParameterPanel::changed, this, [&] { ++frames; });
        QTest::mousePress(&slider, Qt::LeftButton, {}, from);
        for (int x = from.x() + 5; x <= from.x() + 40; x += 5)
            QTest::mouseMove(&slider, {x, from.y()});
        QTest::mouseRelease(&slider, Qt::LeftButton, {}, from + QPoint(40, 0));
        QVERIFY(frames >= 4);
        const ParameterSet values = m_panel->values();
        const auto& edits = std::get<MatrixEdits>(values.value("edit-a"));
        QCOMPARE(edits.size(), std::size_t(1));
        const auto& cell = std::get<CellEdit>(edits.front());
        QCOMPARE(cell.row, std::size_t(1));
        QCOMPARE(cell.col, std::size_t(2));
        QVERIFY(cell.value > 0);
        QCOMPARE(control().matrix().at(1, 2), cell.value);
        QVERIFY(std::abs(slider.positionOf(0.5).x() + 40 - handleOf(slider)) < 2);
        QCOMPARE(m_panel->history().count(), 1); // the drag is one step
        m_panel->history().undo();
        QVERIFY(editsOfA().empty());
        QCOMPARE(control().matrix().at(1, 2), 0.0);
        m_panel->history().redo();
        sameAsTheCommandLine();
    }

    void arrowKeysChooseAndEnterAsksForTheValue()
    {
        open();
        grid().setFocus();
        for (const int key : {Qt::Key_Down, Qt::Key_Down, Qt::Key_Right, Qt::Key_Up})
            QTest::keyClick(&grid(), Qt::Key(key));
        QCOMPARE(grid().chosen(), (MatrixGrid::Cell{1, 1}));
        QCOMPARE(grid().accessibleDescription(), QStringLiteral("Row 1, column 1: -2"));
        QTest::keyClick(&grid(), Qt::Key_End);
        QTest::keyClick(&grid(), Qt::Key_Left, Qt::ShiftModifier);
        QTest::keyClick(&grid(), Qt::Key_Home);
        QCOMPARE(grid().chosen(), (MatrixGrid::Cell{1, 0}));
        QTest::keyClick(&grid(), Qt::Key_Return);
        auto& field = part<ComposingLineEdit>("matrixValue");
        QVERIFY(field.hasFocus());
        QTest::keyClicks(&field, QStringLiteral("1/8"));
        QTest::keyClick(&field, Qt::Key_Return);
        QCOMPARE(editsOfA(), std::string("cell(1,0,0.125)"));
        sameAsTheCommandLine();
    }

    void aValueThatIsNoneIsRefusedInWords()
    {
        open();
        auto& field = part<ComposingLineEdit>("matrixValue");
        field.setFocus();
        field.selectAll();
        QTest::keyClicks(&field, QStringLiteral("1/"));
        QTest::keyClick(&field, Qt::Key_Return);
        QVERIFY(editsOfA().empty());
        QVERIFY(!message().isEmpty());
    }

    void editsOfTheWhole()
    {
        open();
        trigger("Scale…");
        type("termAmount", "0.5");
        trigger("Shift the diagonal…");
        type("termAmount", "-1");
        trigger("Symmetrise");
        trigger("Take the skew part");
        click(2, 3);
        trigger("Add a rank-one term…");
        control().findChild<QComboBox*>(QStringLiteral("termU"))->setCurrentIndex(3);
        control().findChild<QComboBox*>(QStringLiteral("termV"))->setCurrentIndex(2);
        part<ComposingLineEdit>("termAmount").setText(QStringLiteral("0.25"));
        QTest::mouseClick(control().findChild<QPushButton*>(QStringLiteral("termApply")), Qt::LeftButton);
        QCOMPARE(editsOfA(),
                 std::string("scale(0.5) shift(-1) symmetrise antisymmetrise rank-one(0.25,unit-2,root)"));
        QCOMPARE(m_panel->history().count(), 5);
        sameAsTheCommandLine();
        trigger("Take back the last edit");
        QCOMPARE(editsOfA(), std::string("scale(0.5) shift(-1) symmetrise antisymmetrise"));
        trigger("Reset");
        QVERIFY(editsOfA().empty());
        m_panel->history().undo();
        QCOMPARE(editsOfA(), std::string("scale(0.5) shift(-1) symmetrise antisymmetrise"));
    }

    void followsSystemAndOrder()
    {
        open();
        click(3, 3);
        auto& field = part<ComposingLineEdit>("matrixValue");
        field.setFocus();
        field.selectAll();
        QTest::keyClicks(&field, QStringLiteral("-7"));
        QTest::keyClick(&field, Qt::Key_Return);
        set("order", "2");
        QCOMPARE(control().matrix().rows, std::size_t(2));
        QCOMPARE(grid().chosen(), (MatrixGrid::Cell{1, 1}));
        QCOMPARE(editsOfA(), std::string("cell(3,3,-7)")); // kept
        set("order", "6");
        QCOMPARE(control().matrix().at(3, 3), -7.0);
        QCOMPARE(control().matrix().at(5, 5), -6.0);
        set("system", "random");
        QCOMPARE(control().matrix().at(3, 3), -7.0);
        QCOMPARE(control().matrix().at(5, 5), -0.5);
        set("system", "s4d-lin");
        QVERIFY(!control().isEnabled());
        set("order", "256");
        set("system", "legs");
        QCOMPARE(control().matrix().rows, std::size_t(256));
        QVERIFY(!grid().grab().isNull());
    }

    void aColumnLiesOnItsSide()
    {
        m_panel->control("edit-b")->findChild<Section*>()->setOpen(true);
        auto& column = static_cast<MatrixControl&>(*m_panel->control("edit-b"));
        auto* strip = column.findChild<MatrixGrid*>();
        QTRY_VERIFY(strip->isVisible());
        QTRY_VERIFY(strip->height() < 60);
        QTest::mouseClick(strip, Qt::LeftButton, {}, strip->positionOf({2, 0}).toPoint());
        QCOMPARE(strip->chosen(), (MatrixGrid::Cell{2, 0}));
        QTest::keyClick(strip, Qt::Key_Right);
        QCOMPARE(strip->chosen(), (MatrixGrid::Cell{3, 0}));
        QVERIFY(std::abs(column.matrix().at(3, 0) - std::sqrt(7.0)) < 1e-15);
    }

    void filesGoInAndOut_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("CSV") << "a.csv";
        QTest::newRow("NPY") << "a.npy";
    }
    void filesGoInAndOut()
    {
        QFETCH(QString, name);
        const TemporaryFolder folder;
        open();
        const MatrixValues legs = control().matrix();
        control().exportTo(folder.path(name.toStdString()));
        set("system", "lagt");
        QVERIFY(control().matrix().values != legs.values);
        control().importFrom(folder.path(name.toStdString()));
        QCOMPARE(control().matrix(), legs);
        QVERIFY(message().isEmpty());
        sameAsTheCommandLine();
    }

    void aFileThatDoesNotFitIsRefusedInWords()
    {
        const TemporaryFolder folder;
        open();
        control().importFrom(folder.write("a.csv", "1,2\n3,4\n5,x\n"));
        QVERIFY2(message().contains(QStringLiteral("line 3")), qPrintable(message()));
        control().importFrom(folder.write("b.csv", "1,2\n3,4\n"));
        QVERIFY2(message().contains(QStringLiteral("2 × 2")), qPrintable(message()));
        QVERIFY(editsOfA().empty());
        set("system", "custom");
        QVERIFY(!message().isEmpty()); // no matrix yet: what would do
        control().importFrom(folder.path("b.csv"));
        QVERIFY2(message().isEmpty(), qPrintable(message()));
        QCOMPARE(control().matrix(), (MatrixValues{2, 2, {1, 2, 3, 4}}));
    }

    void speaksBothLanguages()
    {
        open();
        control().importFrom("/nonexistent/a.csv");
        const QString english = message();
        m_panel->setLanguage(Language::Japanese);
        QVERIFY(!message().isEmpty());
        QVERIFY(message() != english);
        QVERIFY(grid().accessibleName() != QStringLiteral("Matrix A"));
    }

private:
    MatrixControl& control() { return static_cast<MatrixControl&>(*m_panel->control("edit-a")); }
    MatrixGrid& grid() { return *control().findChild<MatrixGrid*>(); }
    QString message() { return control().findChild<InlineMessage*>(QStringLiteral("matrixMessage"))->text(); }
    std::string editsOfA() const { return m_panel->values().textOf("edit-a"); }

    template <class Part>
    Part& part(const char* name)
    {
        return *control().findChild<Part*>(QLatin1String(name));
    }
    static double handleOf(const ValueSlider& slider)
    {
        return slider.positionOf(slider.value() / static_cast<double>(slider.maximum())).x();
    }

    void open()
    {
        auto* heading = control().findChild<Section*>()->findChild<QToolButton*>();
        QTest::mouseClick(heading, Qt::LeftButton);
        QTRY_VERIFY(grid().isVisible());
        QTRY_VERIFY(grid().width() > 100);
    }
    void click(std::size_t row, std::size_t col)
    {
        QTest::mouseClick(&grid(), Qt::LeftButton, {}, grid().positionOf({row, col}).toPoint());
    }
    void trigger(const char* words)
    {
        for (QAction* action : part<QToolButton>("matrixEdit").menu()->actions())
            if (action->text() == QString::fromUtf8(words))
                return action->trigger();
        QFAIL(words);
    }
    void type(const char* name, const char* words)
    {
        auto& field = part<ComposingLineEdit>(name);
        QVERIFY(field.isVisible());
        field.setFocus();
        field.selectAll();
        QTest::keyClicks(&field, QLatin1String(words));
        QTest::keyClick(&field, Qt::Key_Return);
    }
    void set(std::string_view id, std::string_view value)
    {
        ParameterSet values = m_panel->values();
        QVERIFY(values.setText(id, value));
        m_panel->changeValues(values, 1);
    }
    /// The figure of what the hands made is that of the settings as one would type them.
    void sameAsTheCommandLine()
    {
        const Request byHand{.values = m_panel->values(), .panels = {"matrix-a", "kernel"}, .timings = false};
        Request typed{.values = ParameterSet(ssm().parameters), .panels = byHand.panels, .timings = false};
        QVERIFY(typed.values.setAll(m_panel->values().settings(true)));
        const auto one = run(ssm(), byHand, RunContext());
        const auto other = run(ssm(), typed, RunContext());
        QVERIFY(one && other);
        QCOMPARE(figureJson(withoutMeasurements(*one), recipeOf(ssm(), byHand), Language::English),
                 figureJson(withoutMeasurements(*other), recipeOf(ssm(), typed), Language::English));
        QCOMPARE(std::get<Heatmap>(findPanel(*one, "matrix-a")->layers.front().data).z,
                 control().matrix().values);
    }

    std::unique_ptr<ParameterPanel> m_panel;
};

QTEST_MAIN(TestMatrixControl)
#include "tst_matrix_control.moc"
