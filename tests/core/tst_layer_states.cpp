// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/demo.h"
#include "core/ssm/figure_parts.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace kaba;

namespace {

Figure figureOf(const std::string& settings)
{
    const Demo& demo = *findDemo("ssm");
    Request request{.values = ParameterSet(demo.parameters)};
    if (const Status set = request.values.setAll(settings); !set)
        qFatal("%s", set.error().message.en.c_str());
    return run(demo, request, RunContext()).value();
}

const Layer& layerOf(const Figure& figure, std::string_view panel, std::string_view layer)
{
    return *std::ranges::find(findPanel(figure, panel)->layers, layer, &Layer::id);
}

bool hasLayer(const Figure& figure, std::string_view panel, std::string_view layer)
{
    return std::ranges::count(findPanel(figure, panel)->layers, layer, &Layer::id) > 0;
}

const Line& lineOf(const Figure& figure, std::string_view panel, std::string_view layer)
{
    return std::get<Line>(layerOf(figure, panel, layer).data);
}

Samples rowOf(const Figure& figure, std::string_view layer, std::size_t row)
{
    const auto& map = std::get<Heatmap>(layerOf(figure, "states", layer).data);
    const auto begin = map.z.begin() + static_cast<std::ptrdiff_t>(row * map.cols);
    return {begin, begin + static_cast<std::ptrdiff_t>(map.cols)};
}

double ruleAt(const Figure& figure, std::string_view panel, std::string_view layer)
{
    return std::get<Rule>(layerOf(figure, panel, layer).data).at;
}

std::size_t linesOf(const Figure& figure)
{
    return static_cast<std::size_t>(std::ranges::count_if(
        findPanel(figure, "state-lines")->layers, [](const Layer& l) { return l.id.starts_with("state-"); }));
}

} // namespace

class TestLayerStates : public QObject {
    Q_OBJECT
private slots:
    void linesAreTheRowsOfTheMap();
    void manyStatesShowSixteenLines();
    void phaseJoinsTwoRowsAtTheMoment();
    void oneModeDrawnInItsPlaneTurnsAsItsEigenvalueSays();
    void theMomentIsMarkedInEveryPanelOverTime();
    void theStateIsMarkedWhereItMeansSomething();
    void pastTheEndMeansTheLast();
    void indicesStandBelow();
};

void TestLayerStates::linesAreTheRowsOfTheMap()
{
    const Figure figure = figureOf("order=5;length=200;state=3");
    QCOMPARE(linesOf(figure), std::size_t(5));
    for (std::size_t row = 0; row < 5; ++row)
        QCOMPARE(lineOf(figure, "state-lines", fmt::format("state-{}", row)).y, rowOf(figure, "states", row));
    QCOMPARE(lineOf(figure, "state-lines", "in-focus").y, rowOf(figure, "states", 3));
    const Figure complex = figureOf("system=s4d-lin;order=8;length=200;state=2");
    QCOMPARE(linesOf(complex), std::size_t(4));
    QCOMPARE(lineOf(complex, "state-lines", "in-focus").y, rowOf(complex, "re", 2));
    QCOMPARE(lineOf(complex, "state-lines", "in-focus-im").y, rowOf(complex, "im", 2));
}

void TestLayerStates::manyStatesShowSixteenLines()
{
    const Figure figure = figureOf("order=100;length=50;state=41");
    QCOMPARE(linesOf(figure), std::size_t(16));
    QVERIFY(hasLayer(figure, "state-lines", "state-0") && hasLayer(figure, "state-lines", "state-99"));
    QCOMPARE(lineOf(figure, "state-lines", "in-focus").y, rowOf(figure, "states", 41));
    const Text& title = findPanel(figure, "state-lines")->title;
    for (const std::string& words : {title.en, title.ja})
        QVERIFY(words.find("16") != std::string::npos && words.find("100") != std::string::npos);
}

void TestLayerStates::phaseJoinsTwoRowsAtTheMoment()
{
    const Figure figure = figureOf("order=6;length=120;state=1;other-state=4;moment=70");
    const Line& past = lineOf(figure, "phase", "past");
    const Line& future = lineOf(figure, "phase", "to-come");
    Samples x = std::get<Samples>(past.x);
    Samples y = past.y;
    QCOMPARE(x.size(), std::size_t(71));
    const Samples& later = std::get<Samples>(future.x);
    x.insert(x.end(), later.begin() + 1, later.end());
    y.insert(y.end(), future.y.begin() + 1, future.y.end());
    QCOMPARE(x, rowOf(figure, "states", 1));
    QCOMPARE(y, rowOf(figure, "states", 4));
    const auto& head = std::get<Scatter>(layerOf(figure, "phase", "head").data);
    QCOMPARE(head.x.front(), x[70]);
    QCOMPARE(head.y.front(), y[70]);
}

void TestLayerStates::oneModeDrawnInItsPlaneTurnsAsItsEigenvalueSays()
{
    const Figure figure =
        figureOf("system=s4d-lin;rule=zoh;order=8;length=300;signal=impulse;step=0.02;state=2;other-state=2");
    const Line& path = lineOf(figure, "phase", "past");
    const Samples& re = std::get<Samples>(path.x);
    // λ₂ = −½ − 2πi: every sample turns the state by −2πΔ and shrinks it by e^{−Δ/2}.
    for (std::size_t k = 1; k < re.size(); ++k) {
        const std::complex<double> ratio =
            std::complex(re[k], path.y[k]) / std::complex(re[k - 1], path.y[k - 1]);
        QVERIFY(std::abs(ratio - std::polar(std::exp(-0.01), -2 * M_PI * 0.02)) < 1e-12);
    }
    QVERIFY(findPanel(figure, "phase")->equalAspect);
}

void TestLayerStates::theMomentIsMarkedInEveryPanelOverTime()
{
    for (const char* system : {"legs", "s4d-inv"}) {
        const Figure figure = figureOf(std::string("order=4;length=100;moment=33;system=") + system);
        for (const char* panel : {"states", "state-lines", "output"})
            QCOMPARE(ruleAt(figure, panel, "moment"), 33.0);
        const Figure end = figureOf(std::string("order=4;length=100;system=") + system);
        for (const char* panel : {"states", "state-lines", "output"})
            QVERIFY(!hasLayer(end, panel, "moment"));
    }
}

void TestLayerStates::theStateIsMarkedWhereItMeansSomething()
{
    const Figure dense = figureOf("order=9;length=64;state=7");
    QCOMPARE(ruleAt(dense, "states", "in-focus"), 7.0);
    QCOMPARE(ruleAt(dense, "matrix-a", "in-focus"), 7.0);
    QVERIFY(!hasLayer(dense, "eigenvalues", "in-focus")); // no mode of LegS is one state
    const Figure diagonal = figureOf("system=s4d-lin;rule=zoh;order=8;length=64;step=0.1;state=3");
    const auto& poles = std::get<Scatter>(layerOf(diagonal, "eigenvalues", "in-focus").data);
    QCOMPARE(poles.x, Samples{-0.5});
    QVERIFY(std::abs(poles.y.front() + 3 * M_PI) < 1e-14);
    const auto& images = std::get<Scatter>(layerOf(diagonal, "eigenvalues-discrete", "in-focus").data);
    QVERIFY(std::abs(std::hypot(images.x.front(), images.y.front()) - std::exp(-0.05)) < 1e-14);
}

void TestLayerStates::pastTheEndMeansTheLast()
{
    const Figure figure = figureOf("order=4;length=40;state=200;other-state=300;moment=5000");
    QCOMPARE(lineOf(figure, "state-lines", "in-focus").y, rowOf(figure, "states", 3));
    QCOMPARE(std::get<Samples>(lineOf(figure, "phase", "past").x), rowOf(figure, "states", 3));
    QVERIFY(!findPanel(figure, "phase")->note.en.empty());
}

void TestLayerStates::indicesStandBelow()
{
    QCOMPARE(subscript(0), std::string("₀"));
    QCOMPARE(subscript(105), std::string("₁₀₅"));
}

QTEST_GUILESS_MAIN(TestLayerStates)
#include "tst_layer_states.moc"
