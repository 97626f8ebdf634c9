// SPDX-License-Identifier: GPL-3.0-or-later
// What the HiPPO demo finds by running a memory more than once.
#include "core/math/vector_ops.h"
#include "core/ssm/hippo_studies.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numbers>

using namespace kaba;

Q_DECLARE_METATYPE(Measure)
Q_DECLARE_METATYPE(StepRule)

namespace {

Samples sines(std::size_t count)
{
    Samples values(count);
    for (std::size_t k = 0; k < count; ++k) {
        const double turn = 2 * std::numbers::pi * static_cast<double>(k) / static_cast<double>(count);
        values[k] = std::sin(3 * turn) + 0.5 * std::sin(7 * turn + 0.3) + 0.25 * std::cos(13 * turn);
    }
    return values;
}

HippoMemory memoryOf(Measure measure, int order, StepRule rule, double step = 1.0 / 1024)
{
    return *makeMemory({.measure = measure, .order = order, .step = step, .window = 1, .method = {rule}});
}

} // namespace

class TestHippoStudies : public QObject {
    Q_OBJECT
private slots:
    void errorsMatchSeparateRuns_data();
    void errorsMatchSeparateRuns();
    void momentsAreBounded();
    void faithfulRatesOfLegs_data();
    void faithfulRatesOfLegs();
    void firstOrder_data();
    void firstOrder();
    void onlyAnAdaptedStepSettles();
    void aConstantChangesNothing();
    void stepEntersOnlyTimeInvariantMemories();
    void stopsWhenAsked();
};

void TestHippoStudies::errorsMatchSeparateRuns_data()
{
    QTest::addColumn<Measure>("measure");
    QTest::newRow("legs") << Measure::LegS;
    QTest::newRow("legt") << Measure::LegT;
    QTest::newRow("lagt") << Measure::LagT;
}

/// Each moment is what a memory stopped there would give.
void TestHippoStudies::errorsMatchSeparateRuns()
{
    QFETCH(Measure, measure);
    const Samples input = sines(200);
    const HippoMemory memory = memoryOf(measure, 16, StepRule::Bilinear, 0.01);
    const ErrorHistory errors = *errorHistory(memory, input, RunContext());
    QCOMPARE(errors.moments.size(), std::size_t(64));
    QCOMPARE(errors.moments.back(), std::size_t(199));
    for (std::size_t i = 0; i < errors.moments.size(); i += 7) {
        const std::size_t moment = errors.moments[i];
        Memory fresh = memory.start();
        const Samples state = listen(fresh, input, moment, false, RunContext())->atMoment;
        const Samples recalled = reconstruct(memory.settings, moment, state);
        const std::size_t first = moment + 1 - recalled.size();
        double sum = 0;
        for (std::size_t j = 0; j < recalled.size(); ++j)
            sum += std::pow(recalled[j] - input[first + j], 2);
        QVERIFY(std::abs(errors.state[i] - sum / static_cast<double>(recalled.size())) < 1e-14);
        QCOMPARE(errors.best[i], bestMeanSquareError(memory.settings, moment, input));
    }
}

void TestHippoStudies::momentsAreBounded()
{
    const HippoMemory memory = memoryOf(Measure::LegS, 256, StepRule::Bilinear);
    QCOMPARE(errorHistory(memory, sines(8192), RunContext())->moments.size(), std::size_t(8));
    const ErrorHistory few = *errorHistory(memory, sines(16), RunContext());
    QCOMPARE(few.moments.size(), std::size_t(16));
    QCOMPARE(few.moments.front(), std::size_t(0));
}

void TestHippoStudies::faithfulRatesOfLegs_data()
{
    QTest::addColumn<int>("order");
    QTest::addColumn<StepRule>("rule");
    QTest::addColumn<double>("first");
    QTest::addColumn<double>("second");
    // From an independent numpy recurrence with dense matrices: 1024 samples of the three sines, at 2 and 4 times the rate.
    QTest::newRow("8 bilinear") << 8 << StepRule::Bilinear << 0.0040564 << 0.0020342;
    QTest::newRow("8 backward") << 8 << StepRule::BackwardEuler << 0.010803 << 0.0054186;
    QTest::newRow("8 forward") << 8 << StepRule::ForwardEuler << 0.012782 << 0.006387;
    QTest::newRow("64 bilinear") << 64 << StepRule::Bilinear << 0.0065218 << 0.0039914;
    QTest::newRow("64 backward") << 64 << StepRule::BackwardEuler << 0.054424 << 0.031968;
}

void TestHippoStudies::faithfulRatesOfLegs()
{
    QFETCH(int, order);
    QFETCH(StepRule, rule);
    QFETCH(double, first);
    QFETCH(double, second);
    const RateStudy study =
        *rateStudy(memoryOf(Measure::LegS, order, rule), sines(1024), StepAtRate::Adapted, RunContext());
    QCOMPARE(study.samples, (Samples{2048, 4096, 8192, 16384}));
    QVERIFY(std::abs(study.change[0] / first - 1) < 5e-5);
    QVERIFY(std::abs(study.change[1] / second - 1) < 5e-5);
}

void TestHippoStudies::firstOrder_data()
{
    QTest::addColumn<Measure>("measure");
    QTest::addColumn<StepRule>("rule");
    for (const Measure measure : {Measure::LegS, Measure::LegSLti, Measure::LegT, Measure::Fourier})
        for (std::size_t rule = 0; rule < std::size(kRuleOptions); ++rule)
            QTest::addRow("%s %s", kMeasureOptions[static_cast<std::size_t>(measure)].id.data(),
                          kRuleOptions[rule].id.data())
                << measure << static_cast<StepRule>(rule);
}

/// Every rule holds the newest sample over the step before it: an error of first order.
void TestHippoStudies::firstOrder()
{
    QFETCH(Measure, measure);
    QFETCH(StepRule, rule);
    const RateStudy study =
        *rateStudy(memoryOf(measure, 8, rule), sines(1024), StepAtRate::Adapted, RunContext());
    QVERIFY2(std::abs(study.order - 1) < 0.06, qPrintable(QString::number(study.order)));
}

void TestHippoStudies::onlyAnAdaptedStepSettles()
{
    const HippoMemory memory = memoryOf(Measure::LegT, 8, StepRule::Bilinear);
    const Samples input = sines(1024);
    const RateStudy kept = *rateStudy(memory, input, StepAtRate::Kept, RunContext());
    QVERIFY(std::ranges::all_of(kept.change, [](double change) { return change > 0.3; }));
    const RateStudy adapted = *rateStudy(memory, input, StepAtRate::Adapted, RunContext());
    QVERIFY(std::ranges::all_of(adapted.change, [](double change) { return change < 0.02; }));
}

/// Forward Euler averages a constant exactly, at every rate: no change, hence no order.
void TestHippoStudies::aConstantChangesNothing()
{
    const HippoMemory memory = memoryOf(Measure::LegS, 1, StepRule::ForwardEuler);
    const RateStudy study = *rateStudy(memory, Samples(64, 0.5), StepAtRate::Adapted, RunContext());
    QVERIFY(maxAbs(study.change) < 1e-13);
    const RateStudy silence = *rateStudy(memory, Samples(64, 0.0), StepAtRate::Adapted, RunContext());
    QCOMPARE(silence.change, Samples(4, 0.0));
    QVERIFY(std::isnan(silence.order));
}

void TestHippoStudies::stepEntersOnlyTimeInvariantMemories()
{
    const Samples input = sines(128);
    for (const StepRule rule : {StepRule::Bilinear, StepRule::ForwardEuler, StepRule::Zoh})
        QCOMPARE(*stepDependence(memoryOf(Measure::LegS, 20, rule), input, RunContext()), 0.0);
    QVERIFY(*stepDependence(memoryOf(Measure::LegT, 20, StepRule::Bilinear), input, RunContext()) > 0.1);
}

void TestHippoStudies::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    const RunContext context(stop.get_token());
    const HippoMemory memory = memoryOf(Measure::LegS, 8, StepRule::Bilinear);
    const Samples input = sines(64);
    QCOMPARE(errorHistory(memory, input, context).error().kind, Error::Kind::Cancelled);
    QCOMPARE(rateStudy(memory, input, StepAtRate::Adapted, context).error().kind, Error::Kind::Cancelled);
    QCOMPARE(stepDependence(memory, input, context).error().kind, Error::Kind::Cancelled);
}

QTEST_GUILESS_MAIN(TestHippoStudies)
#include "tst_hippo_studies.moc"
