// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/discretization.h"
#include "core/ssm/hippo.h"

#include <Eigen/LU>

#include <QtTest>

#include <cmath>

using namespace kaba;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using Complex = std::complex<double>;

namespace {
constexpr StepRule kAllRules[] = {StepRule::Bilinear, StepRule::ForwardEuler, StepRule::BackwardEuler,
                                  StepRule::Gbt, StepRule::Zoh};

double relativeDifference(const MatrixXd& m, const MatrixXd& expected)
{
    return (m - expected).cwiseAbs().maxCoeff() / expected.cwiseAbs().maxCoeff();
}
} // namespace

class TestDiscretization : public QObject {
    Q_OBJECT
private slots:
    void scalarClosedForms();
    void gbtSolvesItsDefinition_data();
    void gbtSolvesItsDefinition();
    void zeroOrderHoldTakesASingularMatrix();
    void zeroOrderHoldOfLaguerre();
    void twoHalfStepsOfZeroOrderHold();
    void complexAgreesWithReal();
    void eigenvaluesFollowTheMatrix();
    void eigenvaluesFindTheWayBack();
    void limitsOfForwardEuler_data();
    void limitsOfForwardEuler();
};

void TestDiscretization::scalarClosedForms()
{
    const MatrixXd a = MatrixXd::Constant(1, 1, -2);
    const VectorXd b = VectorXd::Constant(1, 3);
    const double step = 0.25;
    const auto bar = [&](StepRule rule) { return discretize(a, b, step, {rule, 0.75}); };
    QCOMPARE(bar(StepRule::ForwardEuler).a(0, 0), 0.5);
    QCOMPARE(bar(StepRule::ForwardEuler).b[0], 0.75);
    QCOMPARE(bar(StepRule::BackwardEuler).a(0, 0), 1 / 1.5);
    QCOMPARE(bar(StepRule::Bilinear).a(0, 0), 0.75 / 1.25);
    QCOMPARE(bar(StepRule::Bilinear).b[0], 0.75 / 1.25);
    QCOMPARE(bar(StepRule::Gbt).a(0, 0), (1 - 0.125) / (1 + 0.375));
    QCOMPARE(bar(StepRule::Zoh).a(0, 0), std::exp(-0.5));
    QCOMPARE(bar(StepRule::Zoh).b[0], 1.5 * (1 - std::exp(-0.5)));
}

void TestDiscretization::gbtSolvesItsDefinition_data()
{
    QTest::addColumn<double>("alpha");
    for (const double alpha : {0.0, 0.2, 0.5, 1.0})
        QTest::addRow("%g", alpha) << alpha;
}

void TestDiscretization::gbtSolvesItsDefinition()
{
    QFETCH(double, alpha);
    const auto [a, b] = *hippo(Measure::LegT, 40, 2);
    const double step = 0.03;
    const auto bar = discretize(a, b, step, {StepRule::Gbt, alpha});
    const auto identity = MatrixXd::Identity(40, 40);
    QVERIFY(relativeDifference((identity - alpha * step * a) * bar.a, identity + (1 - alpha) * step * a) <
            1e-13);
    QVERIFY(relativeDifference((identity - alpha * step * a) * bar.b, step * b) < 1e-13);
}

/// ΔΣ (ΔA)^k B/(k+1)! summed directly, on FouT, which has a zero eigenvalue.
void TestDiscretization::zeroOrderHoldTakesASingularMatrix()
{
    const auto [a, b] = *hippo(Measure::Fourier, 8, 2);
    const double step = 0.05;
    VectorXd term = step * b;
    VectorXd sum = term;
    MatrixXd power = MatrixXd::Identity(8, 8);
    MatrixXd exponential = power;
    for (int k = 1; k < 60; ++k) {
        term = step / (k + 1) * (a * term);
        sum += term;
        power = step / k * (a * power);
        exponential += power;
    }
    const auto bar = discretize(a, b, step, {StepRule::Zoh});
    QVERIFY(relativeDifference(bar.b, sum) < 1e-14);
    QVERIFY(relativeDifference(bar.a, exponential) < 1e-14);
}

/// e^{ΔA} of LagT is lower Toeplitz: e^{−Δ/2}(L_j(Δ) − L_{j−1}(Δ)).
void TestDiscretization::zeroOrderHoldOfLaguerre()
{
    constexpr int order = 24;
    const double step = 0.7;
    const auto [a, b] = *hippo(Measure::LagT, order);
    const auto bar = discretize(a, b, step, {StepRule::Zoh});
    MatrixXd expected = MatrixXd::Zero(order, order);
    for (int n = 0; n < order; ++n)
        for (int k = 0; k <= n; ++k) {
            const auto lag = static_cast<unsigned>(n - k);
            expected(n, k) =
                std::exp(-step / 2) * (std::laguerre(lag, step) - (lag ? std::laguerre(lag - 1, step) : 0));
        }
    QVERIFY(relativeDifference(bar.a, expected) < 1e-13);
}

void TestDiscretization::twoHalfStepsOfZeroOrderHold()
{
    for (const Measure measure : {Measure::LegSLti, Measure::LegT, Measure::Fourier}) {
        const auto [a, b] = *hippo(measure, 32);
        const auto whole = discretize(a, b, 0.02, {StepRule::Zoh});
        const auto half = discretize(a, b, 0.01, {StepRule::Zoh});
        QVERIFY(relativeDifference(half.a * half.a, whole.a) < 1e-12);
        QVERIFY(relativeDifference(half.a * half.b + half.b, whole.b) < 1e-12);
    }
}

void TestDiscretization::complexAgreesWithReal()
{
    const auto [a, b] = *hippo(Measure::LegSLti, 10);
    for (const StepRule rule : kAllRules) {
        const auto real = discretize(a, b, 0.1, {rule, 0.3});
        const auto complex = discretize(Eigen::MatrixXcd(a.cast<Complex>()),
                                        Eigen::VectorXcd(b.cast<Complex>()), 0.1, {rule, 0.3});
        QVERIFY((complex.a - real.a.cast<Complex>()).cwiseAbs().maxCoeff() < 1e-13);
        QVERIFY((complex.b - real.b.cast<Complex>()).cwiseAbs().maxCoeff() < 1e-13);
    }
}

/// Σ over the mapped eigenvalues = tr Ā, for every rule.
void TestDiscretization::eigenvaluesFollowTheMatrix()
{
    const auto [a, b] = *hippo(Measure::LegT, 16, 2);
    for (const StepRule rule : kAllRules) {
        const Discretization method{rule, 0.8};
        const auto bar = discretize(a, b, 0.05, method);
        const auto mapped = discreteEigenvalues(hippoEigenvalues(Measure::LegT, 16, 2), 0.05, method);
        QVERIFY(std::abs(mapped.sum() - bar.a.trace()) < 1e-11);
        QVERIFY((spectralRadius(mapped) <= 1) == (rule != StepRule::ForwardEuler));
    }
}

void TestDiscretization::eigenvaluesFindTheWayBack()
{
    const double step = 0.05;
    for (const StepRule rule : kAllRules)
        for (const Complex lambda : {Complex(-0.5, 30), Complex(-3), Complex(0.2, -12), Complex(0, 1)}) {
            const Discretization method{rule, 0.3};
            const Complex back = continuousEigenvalue(discreteEigenvalue(lambda, step, method), step, method);
            QVERIFY(std::abs(back - lambda) < 1e-12 * std::abs(lambda));
        }
    const double half = M_PI / step; // half a turn a step: beyond it ZOH cannot tell
    QVERIFY(std::abs(continuousEigenvalue(std::exp(step * Complex(-1, half + 2)), step, {StepRule::Zoh}) -
                     Complex(-1, 2 - half)) < 1e-10);
    QVERIFY(!std::isfinite(continuousEigenvalue(0, step, {StepRule::Zoh}).real()));
    QVERIFY(!std::isfinite(std::abs(continuousEigenvalue(-1, step, {StepRule::Bilinear}))));
}

void TestDiscretization::limitsOfForwardEuler_data()
{
    QTest::addColumn<Measure>("measure");
    QTest::addColumn<int>("order");
    QTest::addColumn<double>("limit");
    QTest::addColumn<double>("tolerance");
    for (const int order : {8, 16, 32, 64})
        QTest::addRow("legs %d", order) << Measure::LegSLti << order << 2.0 / order << 1e-15;
    QTest::newRow("legt 8") << Measure::LegT << 8 << 0.1128 << 5e-5;
    QTest::newRow("legt 16") << Measure::LegT << 16 << 0.0335 << 5e-5;
    QTest::newRow("legt 32") << Measure::LegT << 32 << 0.01016 << 5e-6;
    QTest::newRow("legt 64") << Measure::LegT << 64 << 0.00313 << 5e-6;
}

void TestDiscretization::limitsOfForwardEuler()
{
    QFETCH(Measure, measure);
    QFETCH(int, order);
    QFETCH(double, limit);
    QFETCH(double, tolerance);
    const Eigen::VectorXcd lambda = hippoEigenvalues(measure, order, 2);
    const double found = stepLimit(lambda, 0);
    QVERIFY2(std::abs(found - limit) <= tolerance, qPrintable(QString::number(found, 'g', 17)));
    const Discretization euler{StepRule::ForwardEuler};
    QVERIFY(!isUnstable(spectralRadius(discreteEigenvalues(lambda, found * 0.999, euler))));
    QVERIFY(isUnstable(spectralRadius(discreteEigenvalues(lambda, found * 1.001, euler))));
    QVERIFY(std::isinf(stepLimit(lambda, 0.5)));
}

QTEST_GUILESS_MAIN(TestDiscretization)
#include "tst_discretization.moc"
