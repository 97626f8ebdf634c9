// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_text.h"
#include "ui/demo/expression.h"
#include "ui/demo/settings_text.h"
#include "ui/demo/slider_scale.h"

#include <QProcess>
#include <QtTest>

#include <cmath>
#include <numbers>

using namespace kaba;

namespace {

constexpr Option kOptions[] = {{.id = "legs", .label = {"LegS"}}, {.id = "legt", .label = {"LegT"}}};
const std::vector<Parameter> kParameters{
    IntParam{.id = "order", .label = {"Order"}, .min = 1, .max = 256, .initial = 64},
    RealParam{.id = "step",
              .label = {"Step"},
              .min = 1e-6,
              .max = 10,
              .initial = 0.01,
              .keyword = {"auto", {"auto"}}},
    ChoiceParam{.id = "measure", .label = {"Measure"}, .options = kOptions},
    TextParam{.id = "column", .label = {"Column"}},
    IntParam{.id = kSeedId, .label = {"Seed"}, .min = 0, .max = 2147483647, .initial = 1},
};

} // namespace

class TestNumberEntry : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void expressions_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<double>("value");
        QTest::newRow("number") << "0.25" << 0.25;
        QTest::newRow("fraction") << "1/1024" << 1.0 / 1024;
        QTest::newRow("power") << "2^10" << 1024.0;
        QTest::newRow("exponent") << "1e-3" << 1e-3;
        QTest::newRow("exponent and minus") << "1e3-1" << 999.0;
        QTest::newRow("precedence") << "1+2*3^2" << 19.0;
        QTest::newRow("power binds right") << "2^3^2" << 512.0;
        QTest::newRow("minus binds less than power") << "-2^2" << -4.0;
        QTest::newRow("negative exponent") << "10^-2" << 0.01;
        QTest::newRow("division binds left") << "8/4/2" << 1.0;
        QTest::newRow("parentheses") << " ( 1 + 1 ) * 3 " << 6.0;
        QTest::newRow("signs") << "--+3" << 3.0;
        QTest::newRow("pi") << "2*pi" << 2 * std::numbers::pi;
        QTest::newRow("full width") << QString::fromUtf8("１／１０２４") << 1.0 / 1024;
        QTest::newRow("typographic") << QString::fromUtf8("3×4÷2−1") << 5.0;
        QTest::newRow("no leading digit") << ".5" << 0.5;
    }
    void expressions()
    {
        QFETCH(const QString, typed);
        QFETCH(const double, value);
        const auto result = evaluate(typed);
        QVERIFY(result);
        QCOMPARE(*result, value);
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("typed");
        for (const char* typed : {"", " ", "a", "1/", "1//2", "(1", "1)", "1 2", "1e", "2^", "nan", "inf",
                                  "1/0", "0/0", "10^400", "1,5", "-", "--", "()"})
            QTest::newRow(typed) << QString::fromLatin1(typed);
        QTest::newRow("deep") << QString(100000, QLatin1Char('('));
        QTest::newRow("many signs") << QString(100000, QLatin1Char('-'));
    }
    void refusals()
    {
        QFETCH(const QString, typed);
        const auto result = evaluate(typed);
        QVERIFY(!result);
        QVERIFY(!result.error().message.en.empty() && !result.error().message.ja.empty());
    }

    void scaleRoundTrip_data()
    {
        QTest::addColumn<double>("min");
        QTest::addColumn<double>("max");
        QTest::addColumn<bool>("log");
        QTest::newRow("linear") << 0.0 << 1.0 << false;
        QTest::newRow("linear signed") << -3.0 << 7.0 << false;
        QTest::newRow("log") << 1e-6 << 10.0 << true;
        QTest::newRow("log from zero") << 0.0 << 100.0 << true;
    }
    void scaleRoundTrip()
    {
        QFETCH(const double, min);
        QFETCH(const double, max);
        QFETCH(const bool, log);
        const SliderScale scale(RealParam{
            .id = "p", .label = {}, .min = min, .max = max, .scale = log ? Scale::Log : Scale::Linear});
        QCOMPARE(scale.valueAt(0), min);
        QCOMPARE(scale.valueAt(1), max);
        double previous = min;
        for (int i = 0; i <= 1000; ++i) {
            const double value = scale.valueAt(i / 1000.0);
            QVERIFY(value >= previous && value <= max);
            QVERIFY(shortest(value).size() <= 9);
            QVERIFY(std::abs(scale.fractionOf(value) - i / 1000.0) < 3e-3);
            QCOMPARE(scale.valueAt(scale.fractionOf(value)), value);
            previous = value;
        }
    }

    void wholeNumbersAlwaysMove_data()
    {
        QTest::addColumn<int>("min");
        QTest::addColumn<int>("max");
        QTest::addColumn<bool>("log");
        QTest::newRow("few") << 1 << 3 << false;
        QTest::newRow("log") << 1 << 256 << true;
        QTest::newRow("log from zero") << 0 << 65535 << true;
    }
    void wholeNumbersAlwaysMove()
    {
        QFETCH(const int, min);
        QFETCH(const int, max);
        QFETCH(const bool, log);
        const SliderScale scale(IntParam{
            .id = "p", .label = {}, .min = min, .max = max, .scale = log ? Scale::Log : Scale::Linear});
        double value = min;
        int steps = 0;
        while (value < max) {
            const double next = scale.stepped(value, 0.01);
            QVERIFY(next >= value + 1 && next == std::floor(next));
            value = next;
            ++steps;
        }
        QCOMPARE(value, double(max));
        QVERIFY(steps <= 101);
        QCOMPARE(scale.stepped(min, -0.01), double(min));
    }

    void commandLineReadsBack_data()
    {
        QTest::addColumn<QString>("settings");
        QTest::newRow("nothing changed") << "";
        QTest::newRow("numbers") << "order=7;step=0.001;seed=42";
        QTest::newRow("keyword and choice") << "step=auto;measure=legt";
        QTest::newRow("quotes and blanks") << QString::fromUtf8("column=it's a \"col\" $HOME\\; 注意 `x`");
    }
    void commandLineReadsBack()
    {
        QFETCH(const QString, settings);
        ParameterSet written(kParameters);
        QVERIFY(written.setAll(settings.toStdString()));
        const QString line = commandLine("hippo", written);
        QVERIFY(line.startsWith(QLatin1String("kaba run hippo")));
        ParameterSet read(kParameters);
        QVERIFY(readSettings(line, "hippo", read));
        QVERIFY(read == written);
        QCOMPARE(shellOptions(line), shellOptions(commandLine("hippo", read)));
    }

    void aShellSeesTheSameWords()
    {
        ParameterSet values(kParameters);
        QVERIFY(values.setText("column", "it's a \"col\" $HOME \\ `x`"));
        QCOMPARE(shellOptions(commandLine("hippo", values)).last(),
                 QStringLiteral("column=it's a \"col\" $HOME \\ `x`"));
    }

    void pastedForms_data()
    {
        QTest::addColumn<QString>("pasted");
        QTest::addColumn<bool>("accepted");
        QTest::newRow("pairs") << "order=3; measure=legt" << true;
        QTest::newRow("equals form, other options")
            << "kaba run hippo --set=order=3 --out x.pdf --set measure=legt --json" << true;
        QTest::newRow("other demo") << "kaba run ssm --set order=3" << false;
        QTest::newRow("unknown id") << "order=3;misspelt=1" << false;
        QTest::newRow("out of range") << "measure=legt;order=300" << false;
        QTest::newRow("no pair") << "hello" << false;
        QTest::newRow("empty") << "  " << false;
        QTest::newRow("no demo") << "kaba run" << false;
    }
    void pastedForms()
    {
        QFETCH(const QString, pasted);
        QFETCH(const bool, accepted);
        ParameterSet values(kParameters);
        QCOMPARE(bool(readSettings(pasted, "hippo", values)), accepted);
        QCOMPARE(values.settings(true), std::string(accepted ? "order=3;measure=legt" : ""));
    }

private:
    /// The words after "kaba" as a real shell splits them.
    static QStringList shellOptions(const QString& line)
    {
        QProcess shell;
        shell.start(QStringLiteral("/bin/sh"),
                    {QStringLiteral("-c"), QStringLiteral("printf '%s\\n' ") + line.mid(5)});
        shell.waitForFinished();
        return QString::fromUtf8(shell.readAllStandardOutput()).trimmed().split(QLatin1Char('\n'));
    }
};

QTEST_GUILESS_MAIN(TestNumberEntry)
#include "tst_number_entry.moc"
