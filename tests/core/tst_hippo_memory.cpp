// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/polynomials.h"
#include "core/signals/generators.h"
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

QTEST_GUILESS_MAIN(TestHippoMemory)
#include "tst_hippo_memory.moc"
