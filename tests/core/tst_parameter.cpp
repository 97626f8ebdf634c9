// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parameter.h"

#include <QtTest>

using namespace kaba;

namespace {
constexpr Option kRules[] = {{"bilinear", {"bilinear", "双一次"}}, {"zoh", {"ZOH", "ZOH"}}};
const IntParam kOrder{.id = "order", .label = {"Order N", "次数 N"}, .min = 1, .max = 256, .initial = 64};
const RealParam kStep{.id = "step",
                      .label = {"Step", "ステップ"},
                      .min = 1e-6,
                      .max = 10,
                      .initial = 0.01,
                      .scale = Scale::Log,
                      .keyword = {"auto", {"auto", "自動"}},
                      .keywordIsInitial = true};
const ChoiceParam kRule{.id = "rule", .label = {"Rule", "離散化"}, .options = kRules};
const TextParam kColumn{.id = "column", .label = {"Column", "列"}};
const CurveParam kCurve{.id = "curve", .label = {"Curve", "曲線"}, .maxPoints = 4};
const std::vector<Parameter> kAll{kOrder, kStep, kRule, kColumn, kCurve};
} // namespace

class TestParameter : public QObject {
    Q_OBJECT
private slots:
    void startsAtTheDeclaredValues();
    void refusesWithASentence_data();
    void refusesWithASentence();
    void settingsSurviveText();
    void isAllOrNothing();
};

void TestParameter::startsAtTheDeclaredValues()
{
    const ParameterSet set(kAll);
    QCOMPARE(set[kOrder], 64);
    QVERIFY(!set.given(kStep));
    QCOMPARE(set.as<int>(kRule), 0);
    QVERIFY(set[kCurve].empty());
    QCOMPARE(set.settings(true), std::string());
}

void TestParameter::refusesWithASentence_data()
{
    QTest::addColumn<std::string>("id");
    QTest::addColumn<std::string>("value");
    QTest::addColumn<std::string>("mentions");
    QTest::newRow("too small") << std::string("order") << std::string("0") << std::string("256");
    QTest::newRow("huge") << std::string("order") << std::string("1e99") << std::string("256");
    QTest::newRow("overflows a double") << std::string("order") << std::string("1e999") << std::string("256");
    QTest::newRow("not whole") << std::string("order") << std::string("2.5") << std::string("whole");
    QTest::newRow("NaN") << std::string("step") << std::string("nan") << std::string("auto");
    QTest::newRow("words") << std::string("step") << std::string("soon") << std::string("auto");
    QTest::newRow("empty") << std::string("order") << std::string() << std::string("number");
    QTest::newRow("misspelt id") << std::string("ordr") << std::string("3") << std::string("order");
    QTest::newRow("misspelt option") << std::string("rule") << std::string("zho") << std::string("'zoh'");
    QTest::newRow("too many points") << std::string("curve") << std::string("0,0,0,0,0") << std::string("4");
    QTest::newRow("point out of range")
        << std::string("curve") << std::string("0,2") << std::string("between -1 and 1");
}

void TestParameter::refusesWithASentence()
{
    QFETCH(std::string, id);
    QFETCH(std::string, value);
    QFETCH(std::string, mentions);
    ParameterSet set(kAll);
    const Status status = set.setText(id, value);
    QVERIFY(!status);
    QCOMPARE(status.error().kind, Error::Kind::Usage);
    QVERIFY2(status.error().message.en.find(mentions) != std::string::npos,
             status.error().message.en.c_str());
    QVERIFY(!status.error().message.ja.empty());
    QVERIFY(set == ParameterSet(kAll));
}

void TestParameter::settingsSurviveText()
{
    ParameterSet set(kAll);
    QVERIFY(set.setText("order", "7"));
    QVERIFY(set.setText("step", "0.1"));
    QVERIFY(set.setText("rule", "zoh"));
    QVERIFY(set.setText("column", "a;b=c\\d"));
    QVERIFY(set.setText("curve", "0.1,-1,0.30000000000000004"));
    ParameterSet back(kAll);
    QVERIFY(back.setAll(set.settings()));
    QVERIFY(back == set);
    QCOMPARE(back[kColumn], std::string("a;b=c\\d"));
    ParameterSet changed(kAll);
    QVERIFY(changed.setAll(set.settings(true)));
    QVERIFY(changed == set);
}

void TestParameter::isAllOrNothing()
{
    ParameterSet set(kAll);
    QVERIFY(!set.setAll("order=3;rule=none"));
    QCOMPARE(set[kOrder], 64);
}

QTEST_GUILESS_MAIN(TestParameter)
#include "tst_parameter.moc"
