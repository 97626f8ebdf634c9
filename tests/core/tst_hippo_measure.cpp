// SPDX-License-Identifier: GPL-3.0-or-later
// The weight of the past, the basis functions between the samples, and what each coefficient contributes.
#include "core/math/polynomials.h"
#include "core/math/random.h"
#include "core/math/vector_ops.h"
#include "core/ssm/hippo_measure.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

using namespace kaba;

Q_DECLARE_METATYPE(Measure)
Q_DECLARE_METATYPE(StepRule)

namespace {

constexpr std::size_t kMoment = 99;

Samples noise(std::size_t count)
{
    Random random(11);
    Samples values(count);
    std::ranges::generate(values, [&] { return random.normal(); });
    return values;
}

MemorySettings settingsFor(Measure measure, StepRule rule, int order = 12)
{
    return {.measure = measure, .order = order, .step = 0.02, .window = 0.8, .method = {rule}};
}

StateHistory heard(const HippoMemory& memory, const Samples& input)
{
    Memory state = memory.start();
    return *listen(state, input, input.size() - 1, false, RunContext());
}

void measureRows()
{
    QTest::addColumn<Measure>("measure");
    for (std::size_t i = 0; i < std::size(kMeasureOptions); ++i)
        QTest::newRow(std::string(kMeasureOptions[i].id).c_str()) << static_cast<Measure>(i);
}

} // namespace

class TestHippoMeasure : public QObject {
    Q_OBJECT
private slots:
    void heldWeightsAnswerEveryInput_data();
    void heldWeightsAnswerEveryInput();
    void forwardEulerIsTheRunningMean();
    void weightsOfTheTheory_data() { measureRows(); }
    void weightsOfTheTheory();
    void basisIsOrthonormal_data() { measureRows(); }
    void basisIsOrthonormal();
    void basisFunctionsAddUpToTheReconstruction_data() { measureRows(); }
    void basisFunctionsAddUpToTheReconstruction();
    void sharesAreFractionsOfThePower();
    void coefficientsForAPart();
    void besselHoldsUnderZeroOrderHold();
};

void TestHippoMeasure::heldWeightsAnswerEveryInput_data()
{
    QTest::addColumn<Measure>("measure");
    QTest::addColumn<StepRule>("rule");
    for (std::size_t m = 0; m < std::size(kMeasureOptions); ++m)
        for (std::size_t r = 0; r < std::size(kRuleOptions); ++r)
            QTest::addRow("%s %s", kMeasureOptions[m].id.data(), kRuleOptions[r].id.data())
                << static_cast<Measure>(m) << static_cast<StepRule>(r);
}

/// The first coefficient of any signal is the sum of its samples under the weights.
void TestHippoMeasure::heldWeightsAnswerEveryInput()
{
    QFETCH(Measure, measure);
    QFETCH(StepRule, rule);
    const HippoMemory memory = *makeMemory(settingsFor(measure, rule, 4));
    const Samples input = noise(kMoment + 1);
    const Samples weights = heldWeights(memory, kMoment);
    QCOMPARE(weights.size(), input.size());
    const double first = heard(memory, input).atMoment[0];
    QVERIFY(std::abs(dot(weights, input) - first) <= 1e-12 * std::max(1.0, std::abs(first)));
}

void TestHippoMeasure::forwardEulerIsTheRunningMean()
{
    const HippoMemory memory = *makeMemory(settingsFor(Measure::LegS, StepRule::ForwardEuler));
    for (const double weight : heldWeights(memory, kMoment))
        QVERIFY(std::abs(weight - 1.0 / (kMoment + 1)) < 1e-16);
}

/// Over a long past the weights of a time-invariant memory reach those of the theory as the step goes to 0.
void TestHippoMeasure::weightsOfTheTheory()
{
    QFETCH(Measure, measure);
    MemorySettings settings = settingsFor(measure, StepRule::Zoh, 2);
    settings.step = 1e-4;
    settings.window = 0.005;
    const Samples held = heldWeights(*makeMemory(settings), kMoment);
    const std::size_t recalled = recalledAt(settings, kMoment).count;
    QCOMPARE(recalled, hasWindow(measure) ? std::size_t(50) : kMoment + 1);
    const Samples offsets{0, static_cast<double>(recalled - 1)};
    const Samples ideal = measureWeights(settings, kMoment, offsets);
    if (hasWindow(measure))
        QCOMPARE(ideal, (Samples{0.02, 0.02}));
    else
        QVERIFY(std::abs(held[0] / ideal[0] - 1) < 0.015 && std::abs(held[kMoment] / ideal[1] - 1) < 0.015);
}

/// By quadrature under the measure, exact for each basis.
void TestHippoMeasure::basisIsOrthonormal()
{
    QFETCH(Measure, measure);
    constexpr std::size_t order = 10;
    constexpr std::size_t nodes = 400;
    const MemorySettings settings = settingsFor(measure, StepRule::Bilinear, order);
    const auto count = static_cast<double>(recalledAt(settings, kMoment).count);
    const double reach = measure == Measure::LagT || measure == Measure::LegSLti ? 100 : 1;
    const GaussRule rule = gaussLegendre(nodes);
    Samples offsets(nodes), weights(nodes);
    for (std::size_t i = 0; i < nodes; ++i) {
        const double age = (rule.nodes[i] + 1) / 2 * reach;
        weights[i] = rule.weights[i] / 2 * reach * (measure == Measure::LegSLti ? std::exp(-age) : 1);
        if (measure == Measure::LegS)
            offsets[i] = (1 - age) * (count - 1);
        else if (hasWindow(measure))
            offsets[i] = count - age * static_cast<double>(settings.windowSamples());
        else
            offsets[i] = count - 1 - age / settings.step;
    }
    for (std::size_t n = 0; n < order; ++n)
        for (std::size_t m = 0; m <= n; ++m) {
            const Samples left = basisFunction(settings, kMoment, n, offsets);
            const Samples right = basisFunction(settings, kMoment, m, offsets);
            double product = 0;
            for (std::size_t i = 0; i < nodes; ++i)
                product += weights[i] * left[i] * right[i];
            double expected = n == m ? 1 : 0;
            if (measure == Measure::Lmu)
                expected /= 2 * static_cast<double>(n) + 1;
            if (measure == Measure::Fourier && n == 1)
                expected = 0;
            QVERIFY2(std::abs(product - expected) < 1e-11, qPrintable(QString::number(product - expected)));
        }
}

void TestHippoMeasure::basisFunctionsAddUpToTheReconstruction()
{
    QFETCH(Measure, measure);
    const MemorySettings settings = settingsFor(measure, StepRule::Bilinear, 8);
    const Samples coefficients = noise(8);
    Samples offsets(recalledAt(settings, kMoment).count);
    std::iota(offsets.begin(), offsets.end(), 0.0);
    Samples rest = reconstruct(settings, kMoment, coefficients);
    for (std::size_t n = 0; n < coefficients.size(); ++n)
        addScaled(rest, -coefficients[n], basisFunction(settings, kMoment, n, offsets));
    QVERIFY(maxAbs(rest) < 1e-13);
}

void TestHippoMeasure::sharesAreFractionsOfThePower()
{
    const Samples legt = coefficientShares(Measure::LegT, Samples{3, 0, -4});
    QVERIFY(std::abs(legt[0] - 0.36) < 1e-15 && legt[1] == 0 && std::abs(legt[2] - 0.64) < 1e-15);
    // The same history under LMU: (−1)^n √(2n+1) times the coefficients of LegT.
    const Samples lmu = coefficientShares(Measure::Lmu, Samples{3, 0, -4 * std::sqrt(5.0)});
    for (std::size_t n = 0; n < 3; ++n)
        QVERIFY(std::abs(lmu[n] - legt[n]) < 1e-15);
    QCOMPARE(coefficientShares(Measure::LegS, Samples(2, 0.0)), (Samples{0, 0}));
    QCOMPARE(coefficientShares(Measure::LegS, Samples{0, 1e300}), (Samples{0, 1}));
}

void TestHippoMeasure::coefficientsForAPart()
{
    const Samples shares{0.5, 0.25, 0.25};
    QCOMPARE(coefficientsFor(shares, 0.4), std::size_t(1));
    QCOMPARE(coefficientsFor(shares, 0.75), std::size_t(2));
    QCOMPARE(coefficientsFor(shares, 0.99), std::size_t(3));
}

/// As many coefficients as the staircase has steps come close to all of its power, never above.
void TestHippoMeasure::besselHoldsUnderZeroOrderHold()
{
    const Samples input = noise(20);
    double before = -1;
    for (const int order : {1, 8, 64, 256}) {
        const HippoMemory memory = *makeMemory(settingsFor(Measure::LegS, StepRule::Zoh, order));
        const double excess = besselExcess(input, 19, heard(memory, input).atMoment);
        QVERIFY(excess > before && excess < 0);
        before = excess;
    }
    QVERIFY(before > -0.06);
    QVERIFY(besselExcess(input, 19, noise(64)) > 0);
    QCOMPARE(besselExcess(Samples(20, 0.0), 19, Samples(4, 0.0)), 0.0);
}

QTEST_GUILESS_MAIN(TestHippoMeasure)
#include "tst_hippo_measure.moc"
