// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/polynomials.h"
#include "core/signals/generators.h"
#include "core/ssm/hippo_checks.h"
#include "core/ssm/hippo_memory.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace kaba;

namespace {

HippoMemory memoryOf(const MemorySettings& settings) { return *makeMemory(settings); }

StateHistory heard(const HippoMemory& memory, const Samples& input, std::size_t moment,
                   bool keepStates = false)
{
    Memory state = memory.start();
    return *listen(state, input, moment, keepStates, RunContext());
}

double meanSquareError(const MemorySettings& settings, const Samples& input)
{
    const std::size_t last = input.size() - 1;
    const StateHistory history = heard(memoryOf(settings), input, last);
    const Samples recalled = reconstruct(settings, last, history.atMoment);
    const std::size_t first = recalledAt(settings, last).first;
    double sum = 0;
    for (std::size_t j = 0; j < recalled.size(); ++j)
        sum += std::pow(recalled[j] - input[first + j], 2);
    return sum / static_cast<double>(recalled.size());
}

} // namespace

class TestHippoMemory : public QObject {
    Q_OBJECT
private slots:
    void referenceErrors_data();
    void referenceErrors();
    void fourierOneSampleNewer();
    void transientOfForwardEuler();
    void recurrencesAgainstDenseTwins_data();
    void recurrencesAgainstDenseTwins();
    void heldLegsIsAProjection();
    void heldLegsIsTheExponential();
    void legtAndLmuRecallTheSame();
    void recalledSamples_data();
    void recalledSamples();
    void stopsAtTheMomentUnlessStatesAreKept();
    void overflowBecomesAGap();
    void errorNeverBeatsLeastSquares_data();
    void errorNeverBeatsLeastSquares();
    void checksSeeAFake();
};

void TestHippoMemory::referenceErrors_data()
{
    QTest::addColumn<Measure>("measure");
    QTest::addColumn<StepRule>("rule");
    QTest::addColumn<double>("window");
    QTest::addColumn<double>("error");
    QTest::addColumn<double>("digits"); // half of the last printed digit of the reference
    const auto row = [](const char* name, Measure measure, StepRule rule, double window, double error,
                        double digits) {
        QTest::newRow(name) << measure << rule << window << error << digits;
    };
    row("legs bilinear", Measure::LegS, StepRule::Bilinear, 1, 0.020693, 5e-7);
    row("legs backward", Measure::LegS, StepRule::BackwardEuler, 1, 0.024818, 5e-7);
    row("legs forward", Measure::LegS, StepRule::ForwardEuler, 1, 0.027118, 5e-7);
    row("lmu bilinear", Measure::Lmu, StepRule::Bilinear, 1, 0.030912, 5e-7);
    row("lmu zoh", Measure::Lmu, StepRule::Zoh, 1, 0.030901, 5e-7);
    row("lmu backward", Measure::Lmu, StepRule::BackwardEuler, 1, 0.047961, 5e-7);
    row("lmu forward", Measure::Lmu, StepRule::ForwardEuler, 1, 0.135429, 5e-7);
    row("legt bilinear", Measure::LegT, StepRule::Bilinear, 1, 0.030912, 5e-7);
    row("quarter bilinear", Measure::Lmu, StepRule::Bilinear, 0.25, 2.123e-4, 5e-8);
    row("quarter zoh", Measure::Lmu, StepRule::Zoh, 0.25, 1.885e-4, 5e-8);
    row("quarter backward", Measure::Lmu, StepRule::BackwardEuler, 0.25, 8.80e-3, 5e-6);
    row("quarter forward", Measure::Lmu, StepRule::ForwardEuler, 0.25, 2.30e-2, 5e-5);
    row("legs-lti", Measure::LegSLti, StepRule::Bilinear, 1, 0.0894, 5e-5);
}

/// Errors of the authors' code, N = 32, L = 1024, on the signal `sines`.
void TestHippoMemory::referenceErrors()
{
    QFETCH(Measure, measure);
    QFETCH(StepRule, rule);
    QFETCH(double, window);
    QFETCH(double, error);
    QFETCH(double, digits);
    const MemorySettings settings{measure, 32, 1.0 / 1024, window, {rule}};
    const double found = meanSquareError(settings, sines(1024));
    QVERIFY2(std::abs(found - error) <= digits, qPrintable(QString::number(found, 'g', 10)));
}

/// The authors' figure reads the Fourier state at ages 0 … (θ'−1)/θ', one sample newer than our grid of all windows.
void TestHippoMemory::fourierOneSampleNewer()
{
    const MemorySettings settings{Measure::Fourier, 32, 1.0 / 1024};
    const Samples input = sines(1024);
    const StateHistory history = heard(memoryOf(settings), input, 1023);
    Samples ages(1024);
    for (std::size_t j = 0; j < ages.size(); ++j)
        ages[j] = static_cast<double>(1023 - j) / 1024;
    const Samples recalled = fourierSeries(history.atMoment, ages);
    double sum = 0;
    for (std::size_t j = 0; j < ages.size(); ++j)
        sum += std::pow(recalled[j] - input[j], 2) / 1024;
    QVERIFY2(std::abs(sum - 0.01005) <= 5e-6, qPrintable(QString::number(sum, 'g', 10)));
}

void TestHippoMemory::transientOfForwardEuler()
{
    const MemorySettings settings{.order = 32, .method = {StepRule::ForwardEuler}};
    const StateHistory history = heard(memoryOf(settings), sines(1024), 1023, true);
    const double peak =
        std::abs(*std::ranges::max_element(history.states, {}, [](double c) { return std::abs(c); }));
    QVERIFY2(peak > 6.45e20 && peak < 6.55e20, qPrintable(QString::number(peak)));
    QVERIFY(!history.overflow);
}

void TestHippoMemory::recurrencesAgainstDenseTwins_data()
{
    QTest::addColumn<int>("order");
    QTest::addColumn<double>("alpha");
    for (const int order : {1, 2, 17, 64})
        for (const double alpha : {0.5, 1.0, 0.3, 0.8})
            QTest::addRow("N=%d alpha=%g", order, alpha) << order << alpha;
}

/// The whole trajectory of the O(N) update against general dense solves, where the transform is contracting.
void TestHippoMemory::recurrencesAgainstDenseTwins()
{
    QFETCH(int, order);
    QFETCH(double, alpha);
    const Samples input = noise(200, 3);
    const auto [a, b] = *hippo(Measure::LegS, order);
    const Discretization method{StepRule::Gbt, alpha};
    ScaledLegs fast(order, alpha);
    Eigen::VectorXd dense = Eigen::VectorXd::Zero(order);
    for (std::size_t k = 0; k < input.size(); ++k) {
        fast.step(k, input[k]);
        const auto bar = discretize(a, b, 1 / static_cast<double>(k + 1), method);
        dense = bar.a * dense + bar.b * input[k];
        const Eigen::Map<const Eigen::VectorXd> found(fast.state().data(), order);
        const double scale = std::max(1.0, dense.cwiseAbs().maxCoeff());
        QVERIFY2((found - dense).cwiseAbs().maxCoeff() < (alpha < 0.5 ? 1e-7 : 1e-12) * scale,
                 qPrintable(QString::number(k)));
    }
}

/// By quadrature of the staircase against the basis, sample by sample.
void TestHippoMemory::heldLegsIsAProjection()
{
    constexpr int order = 40;
    constexpr std::size_t length = 60;
    const Samples input = noise(length, 5);
    HeldScaledLegs held(order);
    for (std::size_t k = 0; k < length; ++k)
        held.step(k, input[k]);
    const GaussRule rule = gaussLegendre(order);
    Samples expected(order, 0.0);
    for (std::size_t j = 0; j < length; ++j)
        for (std::size_t q = 0; q < rule.nodes.size(); ++q) {
            const double place = (static_cast<double>(j + 1) + (rule.nodes[q] + 1) / 2) / (length + 1);
            const Samples basis = legendreValues(order, 2 * place - 1);
            for (std::size_t n = 0; n < order; ++n)
                expected[n] += input[j] * rule.weights[q] / 2 / (length + 1) *
                               legendreNorm(static_cast<Eigen::Index>(n)) * basis[n];
        }
    for (std::size_t n = 0; n < order; ++n)
        QVERIFY(std::abs(held.state()[n] - expected[n]) < 1e-13);
}

void TestHippoMemory::heldLegsIsTheExponential()
{
    constexpr int order = 20;
    const Samples input = sines(50);
    const auto [a, b] = *hippo(Measure::LegS, order);
    HeldScaledLegs held(order);
    Eigen::VectorXd dense = Eigen::VectorXd::Zero(order);
    for (std::size_t k = 0; k < input.size(); ++k) {
        held.step(k, input[k]);
        const auto bar = discretize(a, b, std::log1p(1 / static_cast<double>(k + 1)), {StepRule::Zoh});
        dense = bar.a * dense + bar.b * input[k];
        const Eigen::Map<const Eigen::VectorXd> found(held.state().data(), order);
        QVERIFY((found - dense).cwiseAbs().maxCoeff() < 1e-12);
    }
}

void TestHippoMemory::legtAndLmuRecallTheSame()
{
    const Samples input = chirp(300);
    for (const StepRule rule : {StepRule::Bilinear, StepRule::Zoh}) {
        MemorySettings settings{Measure::LegT, 24, 0.01, 1.7, {rule}};
        const Samples legt = reconstruct(settings, 299, heard(memoryOf(settings), input, 299).atMoment);
        settings.measure = Measure::Lmu;
        const Samples lmu = reconstruct(settings, 299, heard(memoryOf(settings), input, 299).atMoment);
        QCOMPARE(legt.size(), std::size_t(170));
        for (std::size_t j = 0; j < legt.size(); ++j)
            QVERIFY(std::abs(legt[j] - lmu[j]) < 1e-11);
    }
}

void TestHippoMemory::recalledSamples_data()
{
    QTest::addColumn<Measure>("measure");
    QTest::addColumn<double>("window");
    QTest::addColumn<std::size_t>("moment");
    QTest::addColumn<std::size_t>("first");
    QTest::addColumn<std::size_t>("count");
    const auto row = [](const char* name, Measure measure, double window, int moment, int first, int count) {
        QTest::newRow(name) << measure << window << std::size_t(moment) << std::size_t(first)
                            << std::size_t(count);
    };
    row("scaled", Measure::LegS, 1, 99, 0, 100);
    row("whole past", Measure::LagT, 1, 7, 0, 8);
    row("window", Measure::LegT, 1, 99, 90, 10);
    row("window not full", Measure::Fourier, 1, 4, 0, 5);
    row("window just full", Measure::Lmu, 1, 9, 0, 10);
    row("rounded up", Measure::LegT, 0.26, 99, 97, 3);
    row("at least one", Measure::LegT, 0.001, 99, 99, 1);
    row("huge", Measure::LegT, 1e3, 99, 0, 100);
}

void TestHippoMemory::recalledSamples()
{
    QFETCH(Measure, measure);
    QFETCH(double, window);
    QFETCH(std::size_t, moment);
    QFETCH(std::size_t, first);
    QFETCH(std::size_t, count);
    const MemorySettings settings{measure, 4, 0.1, window};
    const Recalled recalled = recalledAt(settings, moment);
    QCOMPARE(recalled.first, first);
    QCOMPARE(recalled.count, count);
    // A constant is recalled from its own coefficients, at every place.
    Samples constant(4, 0.0);
    constant[0] = 1;
    const Samples recall = reconstruct(settings, moment, constant);
    QCOMPARE(recall.size(), count);
    for (std::size_t j = 0; j < count; ++j) {
        const double age = 0.1 * static_cast<double>(count - 1 - j);
        QCOMPARE(recall[j], measure == Measure::LagT ? std::exp(-age / 2) : 1.0);
    }
}

void TestHippoMemory::stopsAtTheMomentUnlessStatesAreKept()
{
    const HippoMemory memory = memoryOf({.order = 8});
    Samples input = sines(100);
    const StateHistory kept = heard(memory, input, 40, true);
    const StateHistory brief = heard(memory, input, 40);
    QVERIFY(brief.states.empty());
    QCOMPARE(kept.states.size(), std::size_t(800));
    for (std::size_t n = 0; n < 8; ++n) {
        QCOMPARE(kept.states[n * 100 + 40], brief.atMoment[n]);
        QCOMPARE(kept.states[n * 100 + 39], brief.beforeMoment[n]);
    }
    input[41] = 1e9; // the future changes nothing
    QVERIFY(heard(memory, input, 40).atMoment == brief.atMoment);
}

void TestHippoMemory::overflowBecomesAGap()
{
    const MemorySettings settings{Measure::LegT, 64, 1, 1, {StepRule::ForwardEuler}};
    const StateHistory history = heard(memoryOf(settings), sines(1000), 999, true);
    QVERIFY(history.overflow && *history.overflow > 10 && *history.overflow < 200);
    QVERIFY(std::isfinite(history.states[*history.overflow - 1]));
    QVERIFY(std::isnan(history.states[999]));
    QVERIFY(std::ranges::none_of(history.states, [](double c) { return std::isinf(c); }));
}

void TestHippoMemory::errorNeverBeatsLeastSquares_data()
{
    QTest::addColumn<Measure>("measure");
    QTest::addColumn<double>("window");
    for (const double window : {1.0, 0.25, 3.0})
        for (int m = 0; m < 6; ++m)
            QTest::addRow("%s %g", kMeasureOptions[m].id.data(), window) << static_cast<Measure>(m) << window;
}

void TestHippoMemory::errorNeverBeatsLeastSquares()
{
    QFETCH(Measure, measure);
    QFETCH(double, window);
    const Samples input = sines(512);
    const MemorySettings settings{measure, 20, 1.0 / 512, window};
    const double best = bestMeanSquareError(settings, 511, input);
    QVERIFY(meanSquareError(settings, input) > best);
    if (measure == Measure::LegS)
        QVERIFY(best > 0.01);
    // What the basis can represent has no error.
    Samples coefficients(20, 0.0);
    coefficients[2] = 1;
    coefficients[4] = -0.5;
    Samples inside(512, 0.0);
    const Samples exact = reconstruct(settings, 511, coefficients);
    std::ranges::copy(exact, inside.end() - static_cast<std::ptrdiff_t>(exact.size()));
    QVERIFY(bestMeanSquareError(settings, 511, inside) < 1e-24);
}

/// Each check is small on the truth and large on a forgery.
void TestHippoMemory::checksSeeAFake()
{
    const Samples input = sines(256);
    HippoMemory legs = memoryOf({.order = 16});
    StateHistory history = heard(legs, input, 255);
    QVERIFY(fastUpdateResidual(legs, input, 255, history) < 1e-13);
    history.atMoment[3] *= 1.001;
    QVERIFY(fastUpdateResidual(legs, input, 255, history) > 1e-6);
    const HippoMemory held = memoryOf({.order = 16, .method = {StepRule::Zoh}});
    Samples state = heard(held, input, 255).atMoment;
    QVERIFY(heldProjectionResidual(input, 255, state) < 1e-13);
    state[5] += 1e-3;
    QVERIFY(heldProjectionResidual(input, 255, state) > 1e-5);
    QVERIFY(normalPlusLowRankResidual(legs.settings, legs.continuous) < 1e-14);
    QVERIFY(constantResidual(legs.continuous) == 0);
    legs.continuous.a(4, 0) += 0.01;
    QVERIFY(normalPlusLowRankResidual(legs.settings, legs.continuous) > 1e-5);
    QVERIFY(constantResidual(legs.continuous) > 1e-5);
    for (const Measure measure : {Measure::LagT, Measure::LegSLti}) {
        HippoMemory faded = memoryOf({measure, 16, 0.3, 1, {StepRule::Zoh}});
        QVERIFY(kernelResidual(faded) < 1e-12);
        QVERIFY(measure != Measure::LagT || toeplitzResidual(faded.discrete->a) < 1e-13);
        faded.discrete->a(3, 2) += 1e-3;
        QVERIFY(kernelResidual(faded) > 1e-5);
        QVERIFY(toeplitzResidual(faded.discrete->a) > 1e-5);
    }
    QVERIFY(lmuLegtResidual(64, 0.3) < 1e-14);
}

QTEST_GUILESS_MAIN(TestHippoMemory)
#include "tst_hippo_memory.moc"
