// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/demo.h"
#include "core/ssm/hippo_memory.h"
#include "core/ssm/memory.h"
#include "core/ssm/recall.h"
#include "core/ssm/recall_scene.h"

#include <Eigen/Cholesky>
#include <Eigen/LU>

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace kaba;
using Complex = std::complex<double>;

namespace {

double total(const Samples& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

double worstDifference(const Samples& a, const Samples& b)
{
    double worst = a.size() == b.size() ? 0 : INFINITY;
    for (std::size_t k = 0; k < a.size() && k < b.size(); ++k)
        worst = std::max(worst, std::abs(a[k] - b[k]));
    return worst;
}

Eigen::VectorXcd somePoles()
{
    Eigen::VectorXcd poles(5);
    poles << Complex(0.9, 0.2), Complex(0.9, -0.2), Complex(-0.3, 0), Complex(0.2, 0.7), Complex(0.2, -0.7);
    return poles;
}

Result<Figure> figureOf(const std::string& settings)
{
    const Demo& demo = *findDemo("memory");
    Request request{.values = ParameterSet(demo.parameters)};
    const Status set = request.values.setAll(settings);
    return set ? run(demo, request, RunContext()) : Result<Figure>(set.error());
}

} // namespace

class TestRecall : public QObject {
    Q_OBJECT
private slots:
    void onePoleDecays();
    void polesAtZeroAreADelayLine();
    void equalsTheGramianOfTheModes();
    void theAnswerIsAProjection();
    void scaledLegsKeepsWhatItsStateHolds_data();
    void scaledLegsKeepsWhatItsStateHolds();
    void theActualMatricesAgreeWithTheirPoles_data();
    void theActualMatricesAgreeWithTheirPoles();
    void projectsAPolynomialOntoItself();
    void readsTheDelayedSignalFromTheState();
    void saysWhenNothingSettles();
};

void TestRecall::onePoleDecays()
{
    const Eigen::VectorXcd pole = Eigen::VectorXcd::Constant(1, 0.8);
    const Samples capacity = Recall::ofPoles(pole, 30).capacity();
    for (std::size_t k = 0; k < 30; ++k)
        QVERIFY(std::abs(capacity[k] - 0.36 * std::pow(0.64, static_cast<double>(k))) < 1e-15);
}

void TestRecall::polesAtZeroAreADelayLine()
{
    const Samples capacity = Recall::ofPoles(Eigen::VectorXcd::Zero(7), 20).capacity();
    for (std::size_t k = 0; k < 20; ++k)
        QCOMPARE(capacity[k], k < 7 ? 1.0 : 0.0);
}

void TestRecall::equalsTheGramianOfTheModes()
{
    // Of x_k = Λ x_{k−1} + 1·u_k: v_n = λ_n^lag and P_ij = 1/(1 − λ_i λ_j*).
    const Eigen::VectorXcd poles = somePoles();
    Eigen::MatrixXcd gramian(poles.size(), poles.size());
    for (Eigen::Index i = 0; i < poles.size(); ++i)
        for (Eigen::Index j = 0; j < poles.size(); ++j)
            gramian(i, j) = 1.0 / (1.0 - poles(i) * std::conj(poles(j)));
    const Samples capacity = Recall::ofPoles(poles, 60).capacity();
    Eigen::VectorXcd v = Eigen::VectorXcd::Ones(poles.size());
    for (std::size_t lag = 0; lag < 60; ++lag) {
        const double expected = v.dot(gramian.fullPivLu().solve(v)).real();
        QVERIFY(std::abs(capacity[lag] - expected) < 1e-12);
        v = v.cwiseProduct(poles);
    }
}

void TestRecall::theAnswerIsAProjection()
{
    const Eigen::VectorXcd poles = somePoles();
    const auto lags = static_cast<std::size_t>(lagsToForget(poles)) + 1;
    const Recall recall = Recall::ofPoles(poles, lags);
    const Samples capacity = recall.capacity();
    QVERIFY(std::abs(total(capacity) - 5) < 1e-12);
    const Samples answer = recall.answer(3);
    QVERIFY(std::abs(answer[3] - capacity[3]) < 1e-14);
    QVERIFY(std::abs(std::inner_product(answer.begin(), answer.end(), answer.begin(), 0.0) - capacity[3]) <
            1e-12);
    QVERIFY(worstDifference(recall.project(answer), answer) < 1e-12);
}

void TestRecall::scaledLegsKeepsWhatItsStateHolds_data()
{
    QTest::addColumn<int>("order");
    QTest::addColumn<int>("samples");
    QTest::newRow("few") << 3 << 20;
    QTest::newRow("more") << 8 << 64;
    QTest::newRow("as many states as samples") << 6 << 6;
}

void TestRecall::scaledLegsKeepsWhatItsStateHolds()
{
    QFETCH(int, order);
    QFETCH(int, samples);
    // The state after the last sample, for an impulse at every sample: the columns whose Gramian decides.
    Eigen::MatrixXd answers(order, samples);
    for (int lag = 0; lag < samples; ++lag) {
        HeldScaledLegs memory(order);
        for (int k = 0; k < samples; ++k)
            memory.step(static_cast<std::size_t>(k), k == samples - 1 - lag ? 1 : 0);
        answers.col(lag) = Eigen::Map<const Eigen::VectorXd>(memory.state().data(), order);
    }
    const Eigen::MatrixXd inverse = (answers * answers.transpose()).inverse();
    const auto recall = Recall::ofScaledLegs(order, static_cast<std::size_t>(samples), RunContext());
    QVERIFY(recall.has_value());
    const Samples capacity = recall->capacity();
    for (int lag = 0; lag < samples; ++lag)
        QVERIFY(std::abs(capacity[static_cast<std::size_t>(lag)] -
                         answers.col(lag).dot(inverse * answers.col(lag))) < 1e-8);
}

void TestRecall::theActualMatricesAgreeWithTheirPoles_data()
{
    QTest::addColumn<int>("measure");
    QTest::addColumn<int>("rule");
    for (const Measure measure :
         {Measure::LegSLti, Measure::LegT, Measure::Lmu, Measure::LagT, Measure::Fourier})
        for (const StepRule rule : {StepRule::Bilinear, StepRule::BackwardEuler, StepRule::Zoh})
            QTest::addRow("%d %d", static_cast<int>(measure), static_cast<int>(rule))
                << static_cast<int>(measure) << static_cast<int>(rule);
}

void TestRecall::theActualMatricesAgreeWithTheirPoles()
{
    QFETCH(int, measure);
    QFETCH(int, rule);
    const MemorySettings settings{.measure = static_cast<Measure>(measure),
                                  .order = 6,
                                  .step = 0.05,
                                  .method = {static_cast<StepRule>(rule)}};
    const Eigen::VectorXcd poles = drivenPoles(settings);
    QCOMPARE(poles.size(), Eigen::Index(settings.measure == Measure::Fourier ? 5 : 6));
    const auto lags = static_cast<std::size_t>(lagsToForget(poles)) + 1;
    const HippoMemory memory = makeMemory(settings).value();
    const GramianCapacity byGramian = capacityByGramian(memory.discrete->a, memory.discrete->b, lags);
    QVERIFY(byGramian.reciprocalCondition > 1e-8);
    QVERIFY(worstDifference(Recall::ofPoles(poles, lags).capacity(), byGramian.capacity) <
            1e-13 / byGramian.reciprocalCondition);
}

void TestRecall::projectsAPolynomialOntoItself()
{
    const Recall recall = Recall::ofScaledLegs(4, 50, RunContext()).value();
    Samples cubic(50);
    for (std::size_t k = 0; k < cubic.size(); ++k) {
        const double t = static_cast<double>(k) / 50;
        cubic[k] = 1 - 3 * t + 2 * t * t * t;
    }
    QVERIFY(worstDifference(recall.project(cubic), cubic) < 1e-12);
}

void TestRecall::readsTheDelayedSignalFromTheState()
{
    // Held by a state of more numbers than the lag asks for: a pure delay line would be exact, LegT nearly is.
    const auto figure = figureOf("measure=legt;order=64;step=0.01;lag=50;length=1024;signal=sines");
    QVERIFY(figure.has_value());
    const auto share = std::ranges::find(figure->readouts, "signal-recalled", &Readout::id);
    QVERIFY(share != figure->readouts.end() && share->value > 0.99 && share->value <= 1);
    const auto far = figureOf("measure=legt;order=64;step=0.01;lag=300;length=1024;signal=noise");
    const auto lost = std::ranges::find(far->readouts, "signal-recalled", &Readout::id);
    QVERIFY(lost->value < 0.1);
}

void TestRecall::saysWhenNothingSettles()
{
    const auto figure = figureOf("measure=legt;order=64;step=0.1;rule=forward-euler");
    QVERIFY(!figure);
    QCOMPARE(figure.error().kind, Error::Kind::CannotCompute);
    QVERIFY(figure.error().message.en.find("bilinear") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestRecall)
#include "tst_recall.moc"
