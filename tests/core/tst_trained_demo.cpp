// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/demo.h"
#include "core/ssm/example_layer.h"
#include "core/ssm/layer_claims.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace kaba;

namespace {

const Demo& trained() { return *findDemo("trained"); }

Request requestFor(const std::string& settings)
{
    Request request{.values = ParameterSet(trained().parameters)};
    static_cast<void>(request.values.setAll(settings));
    return request;
}

/// The example with its channels in reverse order, as a file.
std::shared_ptr<const Input> reversedExample()
{
    TrainedLayer layer = exampleLayer();
    layer.readout = layer.readout.colwise().reverse().eval();
    Input input{.name = "mine.npz", .sha256 = {}};
    for (const NamedArray& each : layerArrays(layer))
        input.arrays.push_back(
            {.name = "kernel." + each.name, .shape = each.shape, .re = each.re, .im = each.im});
    return std::make_shared<Input>(std::move(input));
}

const Layer* findLayer(const Figure& figure, std::string_view panel, std::string_view layer)
{
    const Panel* found = findPanel(figure, panel);
    if (!found)
        return nullptr;
    const auto at = std::ranges::find(found->layers, layer, &Layer::id);
    return at == found->layers.end() ? nullptr : &*at;
}

const Samples& kernelOf(const Figure& figure)
{
    return std::get<Line>(findLayer(figure, "kernel", "kernel")->data).y;
}

/// The poles of the example, the last of them moved.
std::string movedPoles(double re, double im)
{
    const TrainedLayer layer = exampleLayer();
    Points poles(layer.lambda.row(0).begin(), layer.lambda.row(0).end());
    poles.back() = {re, im};
    return "poles=" + pointsText(poles);
}

} // namespace

class TestTrainedDemo : public QObject {
    Q_OBJECT
private slots:
    void theExampleStandsInForAFile();
    void aFileTakesItsPlace();
    void movedPolesChangeTheKernelBesideTheTrainedOne();
    void aPoleOnTheRightIsToldToBeUnstable();
    void otherNumbersOfPolesAreRefused();
    void thePolesAreInTheHand();
    void allChannelsAreShown();
};

void TestTrainedDemo::theExampleStandsInForAFile()
{
    const auto figure = run(trained(), requestFor("channel=2"), RunContext());
    QVERIFY(figure);
    QVERIFY(figure->notices.front().en.find("example") != std::string::npos);
    const Samples target = exampleTarget(2);
    const Samples& kernel = kernelOf(*figure);
    for (std::size_t l = 0; l < target.size(); ++l)
        QVERIFY(std::abs(kernel[l] - target[l]) < 0.02);
}

void TestTrainedDemo::aFileTakesItsPlace()
{
    Request request = requestFor("channel=7");
    request.input = reversedExample();
    const auto figure = run(trained(), request, RunContext());
    QVERIFY2(figure, figure ? "" : figure.error().message.en.c_str());
    const auto example = run(trained(), requestFor("channel=0"), RunContext());
    QVERIFY(example);
    QVERIFY(relativeDifference(kernelOf(*figure), kernelOf(*example)) < 1e-12);
    QVERIFY(!findLayer(*figure, "kernel", "target"));
    request.values = requestFor("channel=900;layer=file").values;
    const auto last = run(trained(), request, RunContext());
    QVERIFY(last && kernelOf(*last) == kernelOf(*figure));
    QVERIFY(last->notices.front().en.find("0 to 7") != std::string::npos);
    request.values = requestFor("layer=example").values;
    const auto back = run(trained(), request, RunContext());
    QVERIFY(back && kernelOf(*back) == kernelOf(*example));
}

void TestTrainedDemo::movedPolesChangeTheKernelBesideTheTrainedOne()
{
    const auto before = run(trained(), requestFor(""), RunContext());
    const auto after = run(trained(), requestFor(movedPoles(-3, 20)), RunContext());
    QVERIFY(before && after);
    QVERIFY(kernelOf(*after) != kernelOf(*before));
    QCOMPARE(std::get<Line>(findLayer(*after, "kernel", "trained")->data).y, kernelOf(*before));
    QVERIFY(findLayer(*after, "frequency", "trained"));
    QVERIFY(!findLayer(*before, "kernel", "trained") && !findLayer(*before, "frequency", "trained"));
}

void TestTrainedDemo::aPoleOnTheRightIsToldToBeUnstable()
{
    const auto figure = run(trained(), requestFor(movedPoles(4, 20)), RunContext());
    QVERIFY(figure);
    const auto says = [](const Text& notice) { return notice.en.find("Unstable") != std::string::npos; };
    QVERIFY(std::ranges::any_of(figure->notices, says));
    for (const Claim& claim : figure->claims)
        QVERIFY(claim.kind == Claim::Kind::Paper || claim.holds());
}

void TestTrainedDemo::otherNumbersOfPolesAreRefused()
{
    const auto figure = run(trained(), requestFor("poles=-1,-2+3i"), RunContext());
    QVERIFY(!figure);
    QCOMPARE(figure.error().kind, Error::Kind::CannotCompute);
    QVERIFY(figure.error().message.en.find("16 modes") != std::string::npos);
}

void TestTrainedDemo::thePolesAreInTheHand()
{
    const auto figure = run(trained(), requestFor(""), RunContext());
    QVERIFY(figure);
    const Layer* poles = findLayer(*figure, "eigenvalues", "continuous");
    QVERIFY(poles && poles->handles);
    QCOMPARE(poles->handles->parameter, std::string("poles"));
    QCOMPARE(std::get<Scatter>(poles->data).x.size(), std::size_t(16));
}

void TestTrainedDemo::allChannelsAreShown()
{
    const auto figure = run(trained(), requestFor("channel=3;length=2048"), RunContext());
    QVERIFY(figure);
    const auto& map = std::get<Heatmap>(findLayer(*figure, "channels", "kernels")->data);
    QCOMPARE(map.rows, std::size_t(8));
    QCOMPARE(map.everySample, std::size_t(2));
    const Samples& kernel = kernelOf(*figure);
    for (std::size_t c = 0; c < map.cols; ++c)
        QVERIFY(std::abs(map.z[3 * map.cols + c] - kernel[2 * c]) < 1e-12);
}

QTEST_GUILESS_MAIN(TestTrainedDemo)
#include "tst_trained_demo.moc"
