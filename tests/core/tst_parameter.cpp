// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parameter.h"
#include "core/base/points_param.h"

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
Points twoOfOrder(const ParameterSet& set) { return {{-0.5, static_cast<double>(set[kOrder])}, {-1, 0}}; }
const PointsParam kPoles{.id = "poles",
                         .label = {"Poles", "極"},
                         .re = {-10, 1},
                         .im = {-100, 100},
                         .maxPoints = 3,
                         .preset = twoOfOrder};
const std::vector<Parameter> kAll{kOrder, kStep, kRule, kColumn, kCurve, kPoles};
} // namespace

class TestParameter : public QObject {
    Q_OBJECT
private slots:
    void startsAtTheDeclaredValues();
    void refusesWithASentence_data();
    void refusesWithASentence();
    void settingsSurviveText();
    void isAllOrNothing();
    void pointsReadBack_data();
    void pointsReadBack();
    void noPointsMeanThePreset();
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
    QTest::newRow("too many poles") << std::string("poles") << std::string("-1,-1,-1,-1") << std::string("3");
    QTest::newRow("real part out of range")
        << std::string("poles") << std::string("-1,2+3i") << std::string("not 2+3i");
    QTest::newRow("imaginary part out of range")
        << std::string("poles") << std::string("-1-101i") << std::string("between -100 and 100");
    QTest::newRow("no real part") << std::string("poles") << std::string("nan+1i") << std::string("between");
    QTest::newRow("no complex number")
        << std::string("poles") << std::string("-1,-0.5+3k") << std::string("'-0.5+3k' is not");
    QTest::newRow("a pole missing") << std::string("poles") << std::string("-1,,-2") << std::string("''");
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
    QVERIFY(set.setText("poles", "-0.5+3.14i,-1"));
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

void TestParameter::pointsReadBack_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<Points>("points");
    QTest::addColumn<QString>("shown");
    QTest::newRow("none") << QString() << Points{} << QString();
    QTest::newRow("real") << QStringLiteral("-1") << Points{{-1, 0}} << QStringLiteral("-1");
    QTest::newRow("below the axis") << QStringLiteral("-0.5-3i") << Points{{-0.5, -3}}
                                    << QStringLiteral("-0.5-3i");
    QTest::newRow("exponents") << QStringLiteral("-1e-05+2E+1i") << Points{{-1e-5, 20}}
                               << QStringLiteral("-1e-05+20i");
    QTest::newRow("blanks and j") << QStringLiteral(" -1 + 2j , -3 ") << Points{{-1, 2}, {-3, 0}}
                                  << QStringLiteral("-1+2i,-3");
    QTest::newRow("imaginary alone") << QStringLiteral("3i,-i,i") << Points{{0, 3}, {0, -1}, {0, 1}}
                                     << QStringLiteral("0+3i,0-1i,0+1i");
    QTest::newRow("all digits") << QStringLiteral("-0.1-0.30000000000000004i")
                                << Points{{-0.1, -0.30000000000000004}}
                                << QStringLiteral("-0.1-0.30000000000000004i");
}

void TestParameter::pointsReadBack()
{
    QFETCH(QString, typed);
    QFETCH(Points, points);
    QFETCH(QString, shown);
    const auto read = parsePoints(typed.toStdString());
    QVERIFY(read);
    QCOMPARE(*read, points);
    QCOMPARE(QString::fromStdString(pointsText(*read)), shown);
    QCOMPARE(*parsePoints(pointsText(points)), points);
}

void TestParameter::noPointsMeanThePreset()
{
    ParameterSet set(kAll);
    QVERIFY(set.setText("order", "7"));
    QVERIFY(set[kPoles].empty());
    QCOMPARE(pointsInHand(kPoles, set), (Points{{-0.5, 7}, {-1, 0}}));
    QVERIFY(set.set("poles", Points{{-2, 1}}));
    QCOMPARE(pointsInHand(kPoles, set), (Points{{-2, 1}}));
}

QTEST_GUILESS_MAIN(TestParameter)
#include "tst_parameter.moc"
