// SPDX-License-Identifier: GPL-3.0-or-later
// Several memories on one signal: every rule, window against all, and how forward Euler recovers.
#include "core/math/vector_ops.h"
#include "core/ssm/hippo_comparisons.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace kaba;

Q_DECLARE_METATYPE(Measure)

namespace {

constexpr std::size_t kLength = 1024;

Samples sines()
{
    Samples values(kLength);
    for (std::size_t k = 0; k < kLength; ++k) {
        const double turn = 2 * std::numbers::pi * static_cast<double>(k) / kLength;
        values[k] = std::sin(3 * turn) + 0.5 * std::sin(7 * turn + 0.3) + 0.25 * std::cos(13 * turn);
    }
    return values;
}

MemorySettings settingsFor(Measure measure, int order, double window = 1)
{
    return {.measure = measure, .order = order, .step = 1.0 / kLength, .window = window, .method = {}};
}

const RuleRun& of(const std::vector<RuleRun>& runs, StepRule rule)
{
    return runs[static_cast<std::size_t>(rule)];
}

} // namespace

class TestHippoComparisons : public QObject {
    Q_OBJECT
private slots:
    void referenceErrors_data();
    void referenceErrors();
    void transientOfForwardEuler();
    void gbtMeetsItsCorners();
    void overflowLeavesAGap();
    void windowIsAQuarterOfTheHistory();
    void windowOfTheSettings();
    void forwardEulerRecovers_data();
    void forwardEulerRecovers();
    void stopsWhenAsked();
};

/// Mean square errors of the published code: order 32 on the three sines.
void TestHippoComparisons::referenceErrors_data()
{
    QTest::addColumn<Measure>("measure");
    QTest::addColumn<double>("window");
    QTest::addColumn<double>("bilinear");
    QTest::addColumn<double>("forward");
    QTest::addColumn<double>("backward");
    QTest::newRow("scaled") << Measure::LegS << 1.0 << 0.020693 << 0.027118 << 0.024818;
    QTest::newRow("window") << Measure::LegT << 1.0 << 0.030912 << 0.135429 << 0.047961;
    QTest::newRow("quarter window") << Measure::Lmu << 0.25 << 2.123e-4 << 2.30e-2 << 8.80e-3;
}

void TestHippoComparisons::referenceErrors()
{
    QFETCH(Measure, measure);
    QFETCH(double, window);
    const std::vector<RuleRun> runs =
        *runRules(settingsFor(measure, 32, window), sines(), kLength - 1, RunContext());
    QCOMPARE(runs.size(), std::size(kRuleOptions));
    QFETCH(double, bilinear);
    QFETCH(double, forward);
    QFETCH(double, backward);
    const auto agrees = [&](StepRule rule, double expected) {
        return std::abs(of(runs, rule).recollection.meanSquare / expected - 1) < 3e-3;
    };
    QVERIFY(agrees(StepRule::Bilinear, bilinear));
    QVERIFY(agrees(StepRule::ForwardEuler, forward));
    QVERIFY(agrees(StepRule::BackwardEuler, backward));
}

void TestHippoComparisons::transientOfForwardEuler()
{
    const std::vector<RuleRun> runs =
        *runRules(settingsFor(Measure::LegS, 32), sines(), kLength - 1, RunContext());
    const RuleRun& forward = of(runs, StepRule::ForwardEuler);
    QCOMPARE(forward.peak,
             std::size_t(21)); // t = 22 > N/2: the slower parts still grow while the fastest shrinks
    QVERIFY(std::abs(forward.size[21] / 6.516e20 - 1) < 1e-3);
    QVERIFY(forward.size.back() < 2);
    for (const StepRule rule : {StepRule::Bilinear, StepRule::BackwardEuler, StepRule::Zoh})
        QVERIFY(maxAbs(of(runs, rule).size) < 2);
}

/// GBT(½) is bilinear and GBT(0) forward Euler, to the bit.
void TestHippoComparisons::gbtMeetsItsCorners()
{
    MemorySettings settings = settingsFor(Measure::LegT, 10);
    for (const auto& [alpha, rule] :
         {std::pair(0.5, StepRule::Bilinear), std::pair(0.0, StepRule::ForwardEuler),
          std::pair(1.0, StepRule::BackwardEuler)}) {
        settings.method.alphaOfGbt = alpha;
        const std::vector<RuleRun> runs = *runRules(settings, sines(), 500, RunContext());
        QCOMPARE(of(runs, StepRule::Gbt).size, of(runs, rule).size);
        QCOMPARE(of(runs, StepRule::Gbt).recollection.values, of(runs, rule).recollection.values);
        QCOMPARE(of(runs, StepRule::Gbt).radius, of(runs, rule).radius);
    }
}

void TestHippoComparisons::overflowLeavesAGap()
{
    MemorySettings settings = settingsFor(Measure::LegT, 64, 0.01);
    const std::vector<RuleRun> runs = *runRules(settings, sines(), kLength - 1, RunContext());
    const RuleRun& forward = of(runs, StepRule::ForwardEuler);
    QVERIFY(forward.radius > 1.1);
    QVERIFY(std::isnan(forward.size.back()) && std::isnan(forward.size[forward.peak]));
    QVERIFY(forward.peak > 0 && std::isfinite(forward.size[forward.peak - 1]));
    QVERIFY(std::isnan(forward.recollection.meanSquare));
    QVERIFY(allFinite(of(runs, StepRule::Bilinear).size));
}

void TestHippoComparisons::windowIsAQuarterOfTheHistory()
{
    const Samples input = sines();
    const WindowComparison comparison =
        *compareWindow(settingsFor(Measure::LegS, 32), input, kLength - 1, RunContext());
    QCOMPARE(comparison.recent.values.size(), std::size_t(256));
    QCOMPARE(comparison.all.values.size(), kLength);
    QVERIFY(std::abs(comparison.recent.meanSquare / 2.123e-4 - 1) < 3e-3);
    QVERIFY(std::abs(comparison.all.meanSquare / 0.020693 - 1) < 1e-4);
    double sum = 0;
    for (std::size_t k = 768; k < kLength; ++k)
        sum += std::pow(comparison.all.values[k] - input[k], 2);
    QVERIFY(std::abs(comparison.allInWindow - sum / 256) < 1e-15);
    QCOMPARE(compareWindow(settingsFor(Measure::LagT, 4), input, 1, RunContext())->recent.values.size(),
             std::size_t(1));
}

void TestHippoComparisons::windowOfTheSettings()
{
    const WindowComparison comparison =
        *compareWindow(settingsFor(Measure::Fourier, 32, 0.5), sines(), kLength - 1, RunContext());
    QCOMPARE(comparison.window.measure, Measure::LegT);
    QCOMPARE(comparison.recent.values.size(), std::size_t(512));
}

void TestHippoComparisons::forwardEulerRecovers_data()
{
    QTest::addColumn<int>("order");
    for (const int order : {1, 2, 8, 33, 64, 256})
        QTest::addRow("%d", order) << order;
}

void TestHippoComparisons::forwardEulerRecovers()
{
    QFETCH(int, order);
    const Recovery recovery = forwardEulerRecovery(order);
    QVERIFY(recovery.residual < 1e-14);
    QVERIFY(std::isfinite(recovery.peak));
    if (order > 8)
        QVERIFY(recovery.peak > std::pow(2.0, order)); // the residual is not small for want of a transient
}

void TestHippoComparisons::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    const RunContext context(stop.get_token());
    const MemorySettings settings = settingsFor(Measure::LegS, 4);
    QCOMPARE(runRules(settings, sines(), 10, context).error().kind, Error::Kind::Cancelled);
    QCOMPARE(compareWindow(settings, sines(), 10, context).error().kind, Error::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(TestHippoComparisons)
#include "tst_hippo_comparisons.moc"
