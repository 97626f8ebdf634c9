// SPDX-License-Identifier: GPL-3.0-or-later
// Curves of earlier settings under those of the present ones.
#include "core/base/pinned_curves.h"
#include "tests/support/live_demo.h"

#include <QtTest>

#include <algorithm>

using namespace kaba;

namespace {

Request requestWith(const char* settings)
{
    Request request{.values = ParameterSet(live::kDemo.parameters), .panels = {"first"}};
    if (!request.values.setAll(settings))
        qFatal("settings");
    return request;
}

Pin pinOf(const char* settings) { return {requestWith(settings).values, 1}; }

Figure figureOf(const Request& request)
{
    Result<Figure> figure = run(live::kDemo, request, RunContext());
    if (!figure)
        qFatal("figure");
    return *std::move(figure);
}

} // namespace

class TestPinnedCurves : public QObject {
    Q_OBJECT
private slots:
    void theCurveIsThatOfItsSettings();
    void threeStepsInOnePlot();
    void whatDoesNotDifferIsLeftOut();
    void namesTellWhatDiffers();
    void aPinIsComputedOnce();
    void aPinThatFailsIsNamed();
    void stopsWhenAsked();
    void mapsTakeNoPart();
    void everyPanelOfARealDemo();
};

void TestPinnedCurves::theCurveIsThatOfItsSettings()
{
    Request request = requestWith("number=20;step=0.5");
    request.pins = {pinOf("number=20;step=0.25")};
    const Figure figure = figureOf(request);
    const std::vector<Layer>& layers = figure.panels.front().layers;
    QCOMPARE(layers.size(), std::size_t(2));
    QCOMPARE(layers[0].id, std::string("pin-1-line"));
    QVERIFY(layers[0].data == figureOf(requestWith("number=20;step=0.25")).panels[0].layers[0].data);
    Layer own = figureOf(requestWith("number=20;step=0.5")).panels[0].layers[0];
    own.label = {"Step Δ = 0.5", "刻み Δ = 0.5"};
    QVERIFY(layers[1] == own);
}

void TestPinnedCurves::threeStepsInOnePlot()
{
    Request request = requestWith("step=0.1");
    request.pins = {pinOf("step=0.001"), pinOf("step=0.01"), pinOf("step=0.1")};
    const Figure figure = figureOf(request);
    const std::vector<Layer>& layers = figure.panels.front().layers;
    QCOMPARE(layers.size(), std::size_t(3)); // the third pin is what is on show
    QCOMPARE(layers[0].label.en, std::string("Step Δ = 0.001"));
    QCOMPARE(layers[1].label.ja, std::string("刻み Δ = 0.01"));
    QCOMPARE(layers[2].label.en, std::string("Step Δ = 0.1"));
    QVERIFY(layers[0].shade != layers[1].shade && layers[1].shade != layers[2].shade);
}

void TestPinnedCurves::whatDoesNotDifferIsLeftOut()
{
    Request request = requestWith("number=9");
    request.pins = {pinOf("number=9"), pinOf("number=9;pause=1")};
    QVERIFY(figureOf(request).panels == figureOf(requestWith("number=9")).panels);
}

void TestPinnedCurves::namesTellWhatDiffers()
{
    Request request = requestWith("number=4");
    request.pins = {pinOf("number=4"), pinOf("number=5;step=2;pause=1;signal=file")};
    QCOMPARE(nameOfPin(request, 0).en, std::string("Number n = 4, Step Δ = 0.1, Pause = 0, …"));
    QCOMPARE(nameOfPin(request, 1).ja, std::string("個数 n = 5、刻み Δ = 2、間 = 1、…"));
    request.pins = {pinOf("number=4;signal=file")};
    QCOMPARE(nameOfPin(request, 0).en, std::string("Signal = File"));
    request.pins = {pinOf("number=4")};
    QCOMPARE(nameOfPin(request, 0).en, std::string("pinned"));
    request.pins.front().seed = 5;
    QCOMPARE(nameOfPin(request, 0).en, std::string("seed 5"));
}

void TestPinnedCurves::aPinIsComputedOnce()
{
    Request request = requestWith("number=30;step=0.7");
    request.pins = {pinOf("number=31;step=0.7")};
    static_cast<void>(figureOf(request));
    const int before = live::computations;
    for (const char* step : {"number=30;step=0.8", "number=30;step=0.9"}) {
        const std::vector<Pin> pins = request.pins;
        request = requestWith(step);
        request.pins = pins;
        static_cast<void>(figureOf(request));
    }
    QCOMPARE(live::computations - before, 2);
    request.panels = {"second"};
    QCOMPARE(figureOf(request).panels.front().layers.size(), std::size_t(2));
    QCOMPARE(live::computations - before, 4);
}

void TestPinnedCurves::aPinThatFailsIsNamed()
{
    Request request = requestWith("number=12");
    request.pins = {pinOf("number=13")};
    const Figure figure = figureOf(request);
    QCOMPARE(figure.panels.front().layers.size(), std::size_t(1));
    QCOMPARE(figure.notices.size(), std::size_t(1));
    QVERIFY(figure.notices.front().en.find("Number n = 13") != std::string::npos);
}

void TestPinnedCurves::stopsWhenAsked()
{
    Request request = requestWith("number=12");
    request.pins = {pinOf("number=11;pause=60000")};
    std::stop_source stop;
    stop.request_stop();
    const Result<Figure> figure = run(live::kDemo, request, RunContext(stop.get_token()));
    QVERIFY(!figure);
    QCOMPARE(figure.error().kind, Error::Kind::Cancelled);
}

void TestPinnedCurves::mapsTakeNoPart()
{
    const Request request = [] {
        Request r = requestWith("number=2");
        r.pins = {pinOf("number=3")};
        return r;
    }();
    const auto figureWith = [](double value) {
        return Figure{
            .panels = {{.id = "first",
                        .title = {"map", "図"},
                        .layers = {{"map", {"map", "図"}, Heatmap{.rows = 1, .cols = 1, .z = {value}}},
                                   {"rule", {"rule", "線"}, Rule{Rule::Axis::X, value}}}}}};
    };
    Figure figure = figureWith(1);
    const std::shared_ptr<const Figure> pinned[] = {std::make_shared<const Figure>(figureWith(2))};
    addPinnedCurves(figure, request, pinned);
    QVERIFY(figure.panels == figureWith(1).panels);
}

void TestPinnedCurves::everyPanelOfARealDemo()
{
    const Demo& demo = *findDemo("ssm");
    Request request{.values = ParameterSet(demo.parameters)};
    Pin pin{request.values, 1};
    QVERIFY(pin.values.setText("step", "0.003"));
    const Result<Figure> alone = run(demo, {.values = pin.values, .seed = 1, .timings = false}, RunContext());
    request.pins = {pin};
    const Result<Figure> figure = run(demo, request, RunContext());
    QVERIFY(alone && figure);
    int found = 0;
    for (const Panel& panel : figure->panels)
        for (const Layer& layer : panel.layers)
            if (layer.id.starts_with("pin-1-")) {
                const Panel& own = *findPanel(*alone, panel.id);
                const auto same = std::ranges::find(own.layers, layer.id.substr(6), &Layer::id);
                QVERIFY(same != own.layers.end() && same->data == layer.data);
                ++found;
            }
    QVERIFY(found >= 2);
}

QTEST_GUILESS_MAIN(TestPinnedCurves)
#include "tst_pinned_curves.moc"
