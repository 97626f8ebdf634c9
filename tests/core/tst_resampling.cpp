// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/demo.h"
#include "core/ssm/resampling.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace kaba;
using Complex = std::complex<double>;

namespace {

Samples smoothSignal(std::size_t count)
{
    Samples u(count);
    for (std::size_t k = 0; k < count; ++k)
        u[k] = std::sin(0.02 * static_cast<double>(k)) + 0.3 * std::cos(0.05 * static_cast<double>(k));
    return u;
}

Result<Figure> figureOf(const std::string& settings)
{
    const Demo& demo = *findDemo("resample");
    Request request{.values = ParameterSet(demo.parameters)};
    const Status set = request.values.setAll(settings);
    return set ? run(demo, request, RunContext()) : Result<Figure>(set.error());
}

double readout(const Figure& figure, std::string_view id)
{
    const auto found = std::ranges::find(figure.readouts, id, &Readout::id);
    return found == figure.readouts.end() ? -1 : found->value;
}

const Claim* claimOf(const Figure& figure, std::string_view id)
{
    const auto found = std::ranges::find(figure.claims, id, &Claim::id);
    return found == figure.claims.end() ? nullptr : &*found;
}

} // namespace

class TestResampling : public QObject {
    Q_OBJECT
private slots:
    void readsACubicBetweenItsSamples_data();
    void readsACubicBetweenItsSamples();
    void keepsEverySoManyth();
    void theKernelAtTheNewRateIsThatOfTheContinuousModel();
    void orderInTheStep_data();
    void orderInTheStep();
    void rateOneChangesNothing();
    void fixedTapsAreTheFineKernelStretched();
};

void TestResampling::readsACubicBetweenItsSamples_data()
{
    QTest::addColumn<int>("rate");
    for (const int rate : {1, 2, 3, 4, 5, 8})
        QTest::addRow("%d", rate) << rate;
}

void TestResampling::readsACubicBetweenItsSamples()
{
    QFETCH(int, rate);
    const auto cubic = [](double t) { return 1 - t + 0.2 * t * t - 0.01 * t * t * t; };
    Samples fine(40);
    for (std::size_t k = 0; k < fine.size(); ++k)
        fine[k] = cubic(static_cast<double>(k) + 0.5);
    const Samples middle = atRate(fine, rate, SampleInstant::Middle);
    for (std::size_t j = 1; j + 1 < middle.size(); ++j)
        QVERIFY(std::abs(middle[j] - cubic((static_cast<double>(j) + 0.5) * rate)) < 1e-10);
    const Samples start = atRate(fine, rate, SampleInstant::Start);
    for (std::size_t j = 0; j < start.size(); ++j)
        QCOMPARE(start[j], fine[j * static_cast<std::size_t>(rate)]);
}

void TestResampling::keepsEverySoManyth()
{
    const Samples u = smoothSignal(100);
    const ResampledRun run = resampledRun({.order = 4, .step = 0.01}, u, 3).value();
    QCOMPARE(run.input.size(), std::size_t(34));
    for (std::size_t j = 0; j < run.input.size(); ++j)
        QCOMPARE(run.input[j], u[3 * j]);
    QCOMPARE(run.layer.settings.step, 0.03);
}

void TestResampling::theKernelAtTheNewRateIsThatOfTheContinuousModel()
{
    const LayerSettings settings{
        .system = LayerSystem::S4dLin, .order = 8, .step = 0.01, .method = {StepRule::Zoh}, .seed = 5};
    const ResampledRun run = resampledRun(settings, smoothSignal(400), 4).value();
    const auto& model = std::get<DiagonalStateSpace>(run.layer.continuous);
    for (std::size_t l = 0; l < run.kernel.size(); ++l) {
        double expected = 0;
        for (Eigen::Index n = 0; n < 4; ++n) {
            const Complex lambda(-0.5, -M_PI * static_cast<double>(n));
            const Complex held = (std::exp(0.04 * lambda) - 1.0) / lambda;
            expected += 2 * (model.c(n) * held * std::exp(0.04 * lambda * static_cast<double>(l))).real();
        }
        QVERIFY(std::abs(run.kernel[l] - expected) < 1e-13);
    }
}

void TestResampling::orderInTheStep_data()
{
    QTest::addColumn<QString>("rule");
    QTest::addColumn<double>("order");
    QTest::newRow("bilinear") << "bilinear" << 2.0;
    QTest::newRow("zoh") << "zoh" << 2.0;
    QTest::newRow("backward Euler") << "backward-euler" << 1.0;
}

void TestResampling::orderInTheStep()
{
    QFETCH(QString, rule);
    QFETCH(double, order);
    const auto figure = figureOf("system=legt;step=0.002;length=4096;rule=" + rule.toStdString());
    QVERIFY(figure.has_value());
    QVERIFY2(std::abs(readout(*figure, "order") - order) < 0.25,
             QByteArray::number(readout(*figure, "order")).constData());
}

void TestResampling::rateOneChangesNothing()
{
    const auto figure = figureOf("rate=1");
    QCOMPARE(readout(*figure, "model-difference"), 0.0);
    QCOMPARE(readout(*figure, "fixed-difference"), 0.0);
}

void TestResampling::fixedTapsAreTheFineKernelStretched()
{
    const auto figure = figureOf("rate=4;length=256");
    const auto line = [&](std::string_view layer) {
        const auto& layers = findPanel(*figure, "kernel")->layers;
        return std::get<Line>(std::ranges::find(layers, layer, &Layer::id)->data);
    };
    const Line fine = line("fine");
    const Line fixed = line("fixed");
    QCOMPARE(fixed.y.size(), std::size_t(64));
    for (std::size_t l = 0; l < fixed.y.size(); ++l)
        QVERIFY(std::abs(fixed.y[l] - fine.y[l] / 4) <= 1e-15 * std::abs(fine.y[l]));
    QVERIFY(claimOf(*figure, "s4-at-the-new-rate") && claimOf(*figure, "s4-at-the-new-rate")->holds());
    QVERIFY(!claimOf(*figureOf("rule=zoh"), "s4-at-the-new-rate"));
}

QTEST_GUILESS_MAIN(TestResampling)
#include "tst_resampling.moc"
