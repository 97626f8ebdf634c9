// SPDX-License-Identifier: GPL-3.0-or-later
// The values of a sweep, and the difference of two figures.
#include "core/base/figure_difference.h"
#include "core/base/sweep.h"
#include "tests/support/live_demo.h"

#include <QtTest>

using namespace kaba;

class TestSweep : public QObject {
    Q_OBJECT
private slots:
    void endsAreExactAndStepsEven();
    void wholeNumbersStayWhole();
    void refusesInWords_data();
    void refusesInWords();
    void namesFrames();
    void mapsAreSubtractedAboutZero();
    void whatDiffersInShapeIsNamed();
    void curvesOverAnotherAxisAreLeftOut();
};

namespace {

ParameterSet values() { return ParameterSet(live::kDemo.parameters); }

std::vector<double> numbers(const char* written)
{
    const Result<Sweep> sweep = parseSweep(written, values());
    if (!sweep)
        qFatal("%s", sweep.error().message.en.c_str());
    std::vector<double> found;
    for (const ParameterValue& value : sweep->values) {
        const int* whole = std::get_if<int>(&value);
        found.push_back(whole ? *whole : std::get<double>(value));
    }
    return found;
}

Figure figureWith(LayerData data)
{
    return {.panels = {
                {.id = "p", .title = {"Panel", "図"}, .layers = {{"l", {"layer", "層"}, std::move(data)}}}}};
}

} // namespace

void TestSweep::endsAreExactAndStepsEven()
{
    QCOMPARE(numbers("step=1e-3:1e-1:5:log"), (std::vector<double>{1e-3, 0.00316228, 0.01, 0.0316228, 1e-1}));
    QCOMPARE(numbers("step=1:2:3:lin"), (std::vector<double>{1, 1.5, 2}));
    QCOMPARE(numbers("step=10:0.1:3"), (std::vector<double>{10, 1, 0.1})); // its own scale, downwards
}

void TestSweep::wholeNumbersStayWhole()
{
    QCOMPARE(numbers("number=1:4:4"), (std::vector<double>{1, 2, 3, 4}));
    QCOMPARE(numbers("number=1:64:3:log"), (std::vector<double>{1, 8, 64}));
}

void TestSweep::refusesInWords_data()
{
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("told");
    const auto row = [](const char* written, const char* told) {
        QTest::newRow(written) << QString::fromUtf8(written) << QString::fromUtf8(told);
    };
    row("step", "of the form");
    row("step=1:2", "of the form");
    row("step=1:2:x", "of the form");
    row("step=1:2:3:cubic", "of the form");
    row("step=1:2:3.5", "of the form");
    row("step=1:2:1", "2 to 2000 frames");
    row("step=1:2:1e9", "2 to 2000 frames");
    row("stp=1:2:3", "step");
    row("step=1:200:3", "10");
    row("signal=1:2:3", "signal");
    row("pause=0:10:3:log", "cannot touch zero");
}

void TestSweep::refusesInWords()
{
    QFETCH(QString, written);
    QFETCH(QString, told);
    const Result<Sweep> sweep = parseSweep(written.toStdString(), values());
    QVERIFY(!sweep);
    QCOMPARE(sweep.error().kind, Error::Kind::Usage);
    QVERIFY2(QString::fromStdString(sweep.error().message.en).contains(told),
             sweep.error().message.en.c_str());
    QVERIFY(!sweep.error().message.ja.empty());
}

void TestSweep::namesFrames()
{
    QVERIFY(hasFrameNumber("a/f-%03d.png") && hasFrameNumber("%d.svg"));
    QVERIFY(!hasFrameNumber("f.png") && !hasFrameNumber("%d-%d.png") && !hasFrameNumber("%d/f.png"));
    QCOMPARE(frameName("a/f-%03d.png", 7).string(), std::string("a/f-007.png"));
    QCOMPARE(frameName("f-%03d.png", 1234).string(), std::string("f-1234.png"));
    QCOMPARE(frameName("%d.svg", 12).string(), std::string("12.svg"));
}

void TestSweep::mapsAreSubtractedAboutZero()
{
    const Figure now = figureWith(Heatmap{.rows = 1, .cols = 2, .z = {3, 5}, .range = Interval{0, 9}});
    const Figure then = figureWith(Heatmap{.rows = 1, .cols = 2, .z = {1, 7}});
    const Figure figure = figureDifference(now, then, {"B − A", "B − A"});
    const auto& map = std::get<Heatmap>(figure.panels.front().layers.front().data);
    QCOMPARE(map.z, (Samples{2, -2}));
    QVERIFY(map.map == ColourMap::Diverging && !map.range);
    QCOMPARE(figure.panels.front().title.en, std::string("B − A: Panel"));
    QVERIFY(figure.notices.empty());
}

void TestSweep::whatDiffersInShapeIsNamed()
{
    const Figure now = figureWith(Heatmap{.rows = 1, .cols = 2, .z = {3, 5}});
    const Figure then = figureWith(Heatmap{.rows = 2, .cols = 1, .z = {1, 7}});
    const Figure figure = figureDifference(now, then, {"d", "d"});
    QVERIFY(figure.panels.front().layers.empty() && !figure.panels.front().note.empty());
    QVERIFY(figure.notices.front().en.find("1 × 2 and 2 × 1 cells") != std::string::npos);
    QVERIFY(figure.notices.front().ja.find("層") != std::string::npos);
}

void TestSweep::curvesOverAnotherAxisAreLeftOut()
{
    const Figure now = figureWith(Line{RegularGrid{0, 1, 2}, {1, 2}});
    const Figure then = figureWith(Line{RegularGrid{0, 2, 2}, {1, 2}});
    QVERIFY(figureDifference(now, then, {"d", "d"}).panels.front().layers.empty());
    const Figure same = figureDifference(now, now, {"d", "d"});
    QCOMPARE(std::get<Line>(same.panels.front().layers.front().data).y, (Samples{0, 0}));
}

QTEST_GUILESS_MAIN(TestSweep)
#include "tst_sweep.moc"
