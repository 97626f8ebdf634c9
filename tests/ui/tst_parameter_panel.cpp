// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/base/words.h"
#include "ui/demo/curve_control.h"
#include "ui/demo/number_control.h"
#include "ui/demo/parameter_panel.h"
#include "ui/demo/value_slider.h"
#include "ui/widgets/composing_line_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QInputMethodEvent>
#include <QLabel>
#include <QRandomGenerator>
#include <QShortcut>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace kaba;

namespace {

constexpr Option kOptions[] = {{.id = "sines", .label = {"Sines", "正弦波"}},
                               {.id = "drawn", .label = {"Drawn", "手描き"}},
                               {.id = "file", .label = {"File", "ファイル"}}};
constexpr ChoiceParam kSignal{.id = "signal", .label = {"Signal", "信号"}, .options = kOptions};

bool drawn(const ParameterSet& values) { return values.as<int>(kSignal) == 1; }
int lastOfOrder(const ParameterSet& values) { return std::get<int>(values.value("order")) - 1; }
bool ofFile(const ParameterSet& values) { return values.as<int>(kSignal) == 2; }

const std::vector<Parameter> kParameters{
    IntParam{.id = "order",
             .label = {"Order N", "次数 N"},
             .min = 1,
             .max = 256,
             .initial = 64,
             .scale = Scale::Log},
    RealParam{.id = "step",
              .label = {"Step Δ", "刻み Δ"},
              .min = 1e-6,
              .max = 10,
              .initial = 0.01,
              .scale = Scale::Log,
              .unit = "s",
              .keyword = {"auto", {"auto", "自動"}}},
    IntParam{.id = "state",
             .label = {"State", "状態"},
             .min = 0,
             .max = 255,
             .initial = 255,
             .keyword = {"last", {"last", "末尾"}},
             .keywordIsInitial = true,
             .reach = lastOfOrder},
    FlagParam{.id = "centred", .label = {"Centred", "中心化"}},
    kSignal,
    TextParam{.id = "column", .label = {"Column", "列"}, .enabledWhen = ofFile},
    CurveParam{.id = "curve", .label = {"Curve", "曲線"}, .enabledWhen = drawn},
};

} // namespace

class TestParameterPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_panel = std::make_unique<ParameterPanel>("hippo", kParameters);
        m_panel->setLanguage(Language::English);
        m_panel->resize(260, 700);
        m_panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_panel.get()));
        m_panel->activateWindow();
        QTRY_VERIFY(m_panel->isActiveWindow());
    }
    void cleanup() { m_panel.reset(); }

    void aDragEndsOnTheExactValueAndIsOneStep()
    {
        ValueSlider& slider = part<ValueSlider>("step");
        std::vector<double> seen;
        connect(m_panel.get(), &ParameterPanel::changed, this,
                [&](const ParameterSet& values) { seen.push_back(std::get<double>(values.value("step"))); });
        const auto& number = static_cast<NumberControl&>(*m_panel->control("step"));
        const QPoint from = slider.positionOf(number.fraction()).toPoint();
        QTest::mousePress(&slider, Qt::LeftButton, {}, from);
        for (int x = from.x(); x <= from.x() + 40; x += 5)
            move(slider, {x, from.y()});
        QTest::mouseRelease(&slider, Qt::LeftButton, {}, from + QPoint(40, 0));
        QVERIFY(seen.size() >= 4);
        QVERIFY(std::ranges::is_sorted(seen));
        QCOMPARE(seen.back(), std::get<double>(value("step")));
        QCOMPARE(field("step").text(), qstring(m_panel->values().textOf("step")));
        QVERIFY(slider.positionOf(number.fraction()).x() - (from.x() + 40) < 1.5);
        QCOMPARE(m_panel->history().count(), 1);
        m_panel->history().undo();
        QCOMPARE(value("step"), ParameterValue(0.01));
    }

    void aHandThatDoesNotMoveChangesNothing()
    {
        type("step", "0.0123456789");
        ValueSlider& slider = part<ValueSlider>("step");
        const auto& number = static_cast<NumberControl&>(*m_panel->control("step"));
        for (const int offset : {-3, 0, 3})
            QTest::mouseClick(&slider, Qt::LeftButton, {},
                              slider.positionOf(number.fraction()).toPoint() + QPoint(offset, 0));
        QCOMPARE(value("step"), ParameterValue(0.0123456789));
    }

    void doubleClickResetsAndUndoBringsBack()
    {
        type("order", "200");
        ValueSlider& slider = part<ValueSlider>("order");
        QTest::mouseDClick(&slider, Qt::LeftButton, {}, QPoint(30, slider.height() / 2));
        QCOMPARE(value("order"), ParameterValue(64));
        m_panel->history().undo();
        QCOMPARE(value("order"), ParameterValue(200));
    }

    void keysOfTheSlider_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<bool>("shift");
        QTest::addColumn<double>("fraction");
        QTest::newRow("right") << int(Qt::Key_Right) << false << 0.01;
        QTest::newRow("left") << int(Qt::Key_Left) << false << -0.01;
        QTest::newRow("shift right") << int(Qt::Key_Right) << true << 0.1;
        QTest::newRow("shift left") << int(Qt::Key_Left) << true << -0.1;
    }
    void keysOfTheSlider()
    {
        QFETCH(const int, key);
        QFETCH(const bool, shift);
        QFETCH(const double, fraction);
        const auto& number = static_cast<NumberControl&>(*m_panel->control("step"));
        const double before = number.fraction();
        QTest::keyClick(&part<ValueSlider>("step"), Qt::Key(key), shift ? Qt::ShiftModifier : Qt::NoModifier);
        QVERIFY(std::abs(number.fraction() - before - fraction) < 1e-3);
    }

    void homeAndEndReachTheEnds()
    {
        QTest::keyClick(&part<ValueSlider>("step"), Qt::Key_End);
        QCOMPARE(value("step"), ParameterValue(10.0));
        QTest::keyClick(&part<ValueSlider>("step"), Qt::Key_Home);
        QCOMPARE(value("step"), ParameterValue(1e-6));
    }

    void wheelOnlyWithFocus()
    {
        ValueSlider& slider = part<ValueSlider>("step");
        field("order").setFocus();
        turnWheel(slider);
        QCOMPARE(value("step"), ParameterValue(0.01));
        slider.setFocus();
        turnWheel(slider);
        QVERIFY(std::get<double>(value("step")) > 0.01);
    }

    void typedExpressions_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("settings");
        QTest::newRow("fraction") << "step"
                                  << "1/1024"
                                  << "step=0.0009765625";
        QTest::newRow("power") << "order"
                               << "2^7"
                               << "order=128";
        QTest::newRow("keyword") << "step"
                                 << "auto"
                                 << "step=auto";
        QTest::newRow("full width") << "order" << QString::fromUtf8("１６") << "order=16";
        QTest::newRow("same value") << "order"
                                    << "60+4"
                                    << "";
    }
    void typedExpressions()
    {
        QFETCH(const QString, id);
        QFETCH(const QString, typed);
        QFETCH(const QString, settings);
        type(id, typed);
        QCOMPARE(qstring(m_panel->values().settings(true)), settings);
        QVERIFY(!message(id).isVisible());
    }

    void refusedEntriesKeepTheOldValue_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("inMessage");
        QTest::newRow("nonsense") << "lots"
                                  << "not a number";
        QTest::newRow("range") << "300"
                               << "between 1 and 256";
        QTest::newRow("not whole") << "2.5"
                                   << "whole number";
    }
    void refusedEntriesKeepTheOldValue()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, inMessage);
        QSignalSpy changes(m_panel.get(), &ParameterPanel::changed);
        type("order", typed);
        QCOMPARE(changes.count(), 0);
        QVERIFY(message("order").isVisible());
        QVERIFY2(message("order").text().contains(inMessage), qPrintable(message("order").text()));
        QTest::keyClick(&field("order"), Qt::Key_Escape);
        QCOMPARE(field("order").text(), QStringLiteral("64"));
        QVERIFY(!message("order").isVisible());
    }

    void aKeywordStandsUntilANumberIsGiven()
    {
        auto& keyword = *m_panel->control("step")->findChild<QToolButton*>(QStringLiteral("keyword"));
        QTest::mouseClick(&keyword, Qt::LeftButton);
        QCOMPARE(value("step"), ParameterValue(KeywordChosen{}));
        QCOMPARE(field("step").text(), QStringLiteral("auto"));
        QTest::keyClick(&part<ValueSlider>("step"), Qt::Key_End);
        QCOMPARE(value("step"), ParameterValue(10.0));
        QVERIFY(!keyword.isChecked());
    }

    void choicesAndFlags()
    {
        QTest::mouseClick(&part<QCheckBox>("centred"), Qt::LeftButton, {}, QPoint(8, 8));
        QCOMPARE(value("centred"), ParameterValue(true));
        auto& box = part<QComboBox>("signal");
        QTest::keyClick(&box, Qt::Key_Down);
        QCOMPARE(value("signal"), ParameterValue(1));
        QVERIFY(!m_panel->control("column")->isEnabled());
        QTest::keyClick(&box, Qt::Key_Down);
        QVERIFY(m_panel->control("column")->isEnabled());
    }

    void aCurveIsDrawnOnlyWhereItCounts()
    {
        QVERIFY(!m_panel->control("curve")->isVisible());
        QVERIFY(m_panel->pasteSettings(QStringLiteral("signal=drawn")));
        QVERIFY(m_panel->control("curve")->isVisible());
        QCoreApplication::processEvents();
        auto& canvas = part<CurveCanvas>("curve");
        const QPoint left = canvas.positionOf(0, 1).toPoint();
        const QPoint right = canvas.positionOf(127, -1).toPoint();
        QTest::mousePress(&canvas, Qt::LeftButton, {}, left);
        move(canvas, right);
        QTest::mouseRelease(&canvas, Qt::LeftButton, {}, right);
        const auto points = std::get<std::vector<double>>(value("curve"));
        QCOMPARE(points.size(), std::size_t(128));
        QVERIFY(std::abs(points.front() - 1) < 0.02 && std::abs(points.back() + 1) < 0.02);
        for (std::size_t i = 0; i < points.size(); ++i)
            QVERIFY(std::abs(points[i] - (1 - 2.0 * double(i) / 127)) < 0.03);
        QTest::keyClick(&canvas, Qt::Key_Up, Qt::ShiftModifier);
        QVERIFY(std::get<std::vector<double>>(value("curve")).back() > points.back() + 0.1);
        QTest::keyClick(&canvas, Qt::Key_Delete);
        QVERIFY(std::get<std::vector<double>>(value("curve")).empty());
    }

    void setValuesDoesNotEcho()
    {
        QSignalSpy changes(m_panel.get(), &ParameterPanel::changed);
        ParameterSet values(kParameters);
        QVERIFY(values.setAll("order=3;signal=file;centred=true"));
        m_panel->setValues(values, 9);
        QCOMPARE(changes.count(), 0);
        QVERIFY(m_panel->values() == values);
        QCOMPARE(m_panel->seed(), 9);
        QCOMPARE(field("order").text(), QStringLiteral("3"));
        QVERIFY(!m_panel->history().canUndo());
    }

    void undoAndRedoAreInverse()
    {
        QRandomGenerator random(7);
        std::vector<std::string> states{m_panel->values().settings()};
        const std::vector<std::string> ids{"order", "step", "centred", "signal", "column", "curve"};
        for (int i = 0; i < 500; ++i) {
            const ParameterSet before = m_panel->values();
            auto after = before;
            const std::string text =
                QStringLiteral("order=%1;step=%2;centred=%3;signal=%4;column=%5")
                    .arg(random.bounded(1, 257))
                    .arg(random.bounded(10.0) + 1e-6)
                    .arg(random.bounded(2) ? "true" : "false", kOptions[random.bounded(3)].id.data())
                    .arg(random.bounded(1000))
                    .toStdString();
            QVERIFY(after.setAll(text));
            ParameterSet one = before;
            const std::string& id = ids[std::size_t(random.bounded(5))];
            QVERIFY(one.set(id, after.value(id)));
            m_panel->changeValues(random.bounded(4) ? one : after, 1);
            if (m_panel->values().settings() != states.back())
                states.push_back(m_panel->values().settings());
        }
        QCOMPARE(std::size_t(m_panel->history().count()), states.size() - 1);
        std::size_t at = states.size() - 1;
        for (int i = 0; i < 5000; ++i) {
            const bool back = random.bounded(2) != 0;
            if (back && at > 0) {
                m_panel->history().undo();
                --at;
            } else if (!back && at + 1 < states.size()) {
                m_panel->history().redo();
                ++at;
            }
            QCOMPARE(m_panel->values().settings(), states[at]);
        }
    }

    void controlsAreNeverMadeAnew()
    {
        const QList<QWidget*> before = m_panel->findChildren<QWidget*>();
        type("order", "12");
        QVERIFY(m_panel->pasteSettings(QStringLiteral("signal=drawn;step=auto")));
        m_panel->setLanguage(Language::Japanese);
        m_panel->resetAll();
        QCOMPARE(m_panel->findChildren<QWidget*>(), before);
        QCOMPARE(m_panel->control("order")->findChild<QLabel*>()->text(), QString::fromUtf8("次数 N"));
    }

    void nothingActsDuringAConversion()
    {
        QSignalSpy changes(m_panel.get(), &ParameterPanel::changed);
        QShortcut undo(QKeySequence::Undo, m_panel.get());
        QSignalSpy undone(&undo, &QShortcut::activated);
        openSignal();
        for (auto* edit : m_panel->findChildren<ComposingLineEdit*>()) {
            if (!edit->isEnabled())
                continue;
            edit->setFocus();
            const QString before = edit->text();
            edit->selectAll();
            QInputMethodEvent open(QString::fromUtf8("いち"), {});
            QCoreApplication::sendEvent(edit, &open);
            for (const auto key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space, Qt::Key_Up, Qt::Key_Escape})
                QTest::keyClick(edit, key);
            QTest::keyClick(edit, Qt::Key_Z, Qt::ControlModifier);
            QCOMPARE(changes.count(), 0);
            QCOMPARE(undone.count(), 0);
            QInputMethodEvent close(QString(), {});
            QCoreApplication::sendEvent(edit, &close);
            edit->setText(before);
        }
        field("order").setFocus();
        field("order").selectAll();
        QInputMethodEvent commit(QString(), {});
        commit.setCommitString(QString::fromUtf8("１２"));
        QCoreApplication::sendEvent(&field("order"), &commit);
        QTest::keyClick(&field("order"), Qt::Key_Return);
        QCOMPARE(value("order"), ParameterValue(12));
    }

    void anAnimationMovesAndStopsAtAnyInputToItsNumber()
    {
        QSignalSpy changes(m_panel.get(), &ParameterPanel::changed);
        QTest::keyClick(&part<ValueSlider>("step"), Qt::Key_Space);
        QVERIFY(m_panel->isPlaying());
        QTRY_VERIFY(changes.count() >= 3);
        QTest::keyClick(&part<ValueSlider>("order"), Qt::Key_Right);
        QVERIFY(m_panel->isPlaying());
        QTest::keyClick(&part<ValueSlider>("step"), Qt::Key_Right);
        QVERIFY(!m_panel->isPlaying());
        while (m_panel->history().canUndo())
            m_panel->history().undo();
        QVERIFY(m_panel->values() == ParameterSet(kParameters));
    }

    void aSliderEndsWhereTheOtherSettingsEnd()
    {
        ValueSlider& slider = part<ValueSlider>("state");
        QTest::keyClick(&slider, Qt::Key_Home);
        QCOMPARE(value("state"), ParameterValue(0));
        QTest::keyClick(&slider, Qt::Key_End);
        QCOMPARE(value("state"), ParameterValue(63));
        type("order", "10");
        QTest::keyClick(&slider, Qt::Key_End);
        QCOMPARE(value("state"), ParameterValue(9));
        type("state", "255");
        QCOMPARE(value("state"), ParameterValue(255));
        QTest::keyClick(&slider, Qt::Key_Left);
        QCOMPARE(value("state"), ParameterValue(9));
    }

    void aGentleSweepEndsWhereItBegan_data()
    {
        QTest::addColumn<bool>("interrupted");
        QTest::newRow("by itself") << false;
        QTest::newRow("by a key elsewhere") << true;
    }
    void aGentleSweepEndsWhereItBegan()
    {
        QFETCH(const bool, interrupted);
        type("step", "0.0123456789");
        QSignalSpy changes(m_panel.get(), &ParameterPanel::changed);
        m_panel->sweepOnce("step", interrupted ? 60000 : 200);
        QVERIFY(m_panel->isPlaying());
        QTRY_VERIFY(changes.count() >= 2);
        if (interrupted)
            QTest::keyClick(&field("order"), Qt::Key_Left);
        QTRY_VERIFY(!m_panel->isPlaying());
        QCOMPARE(value("step"), ParameterValue(0.0123456789));
        QCOMPARE(m_panel->history().count(), 1);
    }

    void reducedMotionKeepsStill()
    {
        m_panel->setReducedMotion(true);
        m_panel->sweepOnce("step", 1000);
        QVERIFY(!m_panel->isPlaying());
    }

    void everyControlHasAName()
    {
        for (auto* widget : m_panel->findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || widget->inherits("QLabel") ||
                widget->inherits("QAbstractItemView"))
                continue;
            const auto* button = qobject_cast<QAbstractButton*>(widget);
            QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                     widget->metaObject()->className());
        }
    }

private:
    template <class Part>
    Part& part(const char* id)
    {
        return *m_panel->control(id)->findChild<Part*>();
    }
    ComposingLineEdit& field(const QString& id)
    {
        return *m_panel->control(id.toStdString())->findChild<ComposingLineEdit*>();
    }
    ComposingLineEdit& field(const char* id) { return field(QString::fromLatin1(id)); }
    QLabel& message(const QString& id)
    {
        return *m_panel->control(id.toStdString())->findChild<QLabel*>(QStringLiteral("message"));
    }
    ParameterValue value(const char* id) { return m_panel->values().value(id); }

    void type(const QString& id, const QString& typed)
    {
        field(id).setFocus();
        field(id).selectAll();
        QInputMethodEvent commit(QString(), {});
        commit.setCommitString(typed);
        QCoreApplication::sendEvent(&field(id), &commit);
        QTest::keyClick(&field(id), Qt::Key_Return);
    }
    void openSignal() { m_panel->findChild<QToolButton*>(QStringLiteral("heading"))->click(); }

    static void move(QWidget& widget, const QPoint& position)
    {
        QMouseEvent event(QEvent::MouseMove, position, widget.mapToGlobal(position), Qt::NoButton,
                          Qt::LeftButton, {});
        QCoreApplication::sendEvent(&widget, &event);
    }
    static void turnWheel(QWidget& widget)
    {
        const QPointF middle = widget.rect().center();
        QWheelEvent event(middle, widget.mapToGlobal(middle), {}, {0, 120}, Qt::NoButton, {},
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(&widget, &event);
    }

    std::unique_ptr<ParameterPanel> m_panel;
};

QTEST_MAIN(TestParameterPanel)
#include "tst_parameter_panel.moc"
