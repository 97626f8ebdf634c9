// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ssm/hippo.h"

#include <QtTest>

#include <cmath>
#include <numbers>
#include <unsupported/Eigen/MatrixFunctions>

using namespace kaba;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

HippoMatrices matrices(Measure measure, int order, double window = 1)
{
    return *hippo(measure, order, window);
}

/// Largest |M + Mᵀ| relative to the largest entry: 0 for a skew-symmetric matrix.
double skewDefect(const MatrixXd& m)
{
    return (m + m.transpose()).cwiseAbs().maxCoeff() / m.cwiseAbs().maxCoeff();
}

double relativeDifference(const MatrixXd& m, const MatrixXd& expected)
{
    return (m - expected).cwiseAbs().maxCoeff() / expected.cwiseAbs().maxCoeff();
}

/// e^{sA}B.
VectorXd kernelByExponential(const HippoMatrices& m, double age) { return (age * m.a).exp() * m.b; }

VectorXd legendreKernel(int order, double x)
{
    VectorXd k(order);
    for (int n = 0; n < order; ++n)
        k[n] = std::sqrt(2.0 * n + 1) * std::legendre(static_cast<unsigned>(n), x);
    return k;
}

} // namespace

class TestHippo : public QObject {
    Q_OBJECT
private slots:
    void smallTables();
    void legendreTranslatedIsTwiceThatOfTheS4Code();
    void lmuIsScaledLegendre();
    void normalPlusLowRank_data();
    void normalPlusLowRank();
    void kernelsOfTheWholePast_data();
    void kernelsOfTheWholePast();
    void kernelsOfAWindow_data();
    void kernelsOfAWindow();
    void constantsAreFixedPoints_data();
    void constantsAreFixedPoints();
    void eigenvaluesSolveTheirEquation_data();
    void eigenvaluesSolveTheirEquation();
    void fourierNeedsAnEvenOrder();
};

void TestHippo::smallTables()
{
    const double r = std::sqrt(3.0);
    QVERIFY(matrices(Measure::LegS, 2).a.isApprox((MatrixXd(2, 2) << -1, 0, -r, -2).finished(), 1e-15));
    QVERIFY(matrices(Measure::LegT, 2).a.isApprox((MatrixXd(2, 2) << -1, r, -r, -3).finished(), 1e-15));
    QVERIFY(matrices(Measure::Lmu, 3)
                .a.isApprox((MatrixXd(3, 3) << -1, -1, -1, 3, -3, -3, -5, 5, -5).finished(), 1e-15));
    QVERIFY(matrices(Measure::Lmu, 3).b.isApprox((VectorXd(3) << 1, -3, 5).finished(), 1e-15));
    QVERIFY(matrices(Measure::LagT, 3)
                .a.isApprox((MatrixXd(3, 3) << -.5, 0, 0, -1, -.5, 0, -1, -1, -.5).finished(), 1e-15));
    const double pi = std::numbers::pi;
    const double q = std::numbers::sqrt2;
    // Window 2: the FouT initialisation of the S4 code.
    QVERIFY(
        matrices(Measure::Fourier, 4, 2)
            .a.isApprox((MatrixXd(4, 4) << -1, 0, -q, 0, 0, 0, 0, 0, -q, 0, -2, -pi, 0, 0, pi, 0).finished(),
                        1e-15));
    QVERIFY(matrices(Measure::Fourier, 4, 2).b.isApprox((VectorXd(4) << 1, 0, q, 0).finished(), 1e-15));
}

void TestHippo::legendreTranslatedIsTwiceThatOfTheS4Code()
{
    const auto [a, b] = matrices(Measure::LegT, 9, 2);
    for (int n = 0; n < 9; ++n) {
        QCOMPARE(b[n], std::sqrt(2.0 * n + 1) / 2);
        for (int k = 0; k < 9; ++k) {
            const double sign = n >= k || (n - k) % 2 == 0 ? -1 : 1;
            QCOMPARE(a(n, k), sign * std::sqrt(2.0 * n + 1) * std::sqrt(2.0 * k + 1) / 2);
        }
    }
}

void TestHippo::lmuIsScaledLegendre()
{
    constexpr int order = 32;
    VectorXd d(order);
    for (int n = 0; n < order; ++n)
        d[n] = (n % 2 == 0 ? 1 : -1) * std::sqrt(2.0 * n + 1);
    const auto legt = matrices(Measure::LegT, order, 0.7);
    const auto lmu = matrices(Measure::Lmu, order, 0.7);
    QVERIFY(relativeDifference(d.asDiagonal() * legt.a * d.cwiseInverse().asDiagonal(), lmu.a) < 1e-14);
    QVERIFY(relativeDifference(d.cwiseProduct(legt.b), lmu.b) < 1e-14);
}

void TestHippo::normalPlusLowRank_data()
{
    QTest::addColumn<int>("order");
    QTest::newRow("1") << 1;
    QTest::newRow("2") << 2;
    QTest::newRow("64") << 64;
    QTest::newRow("256") << 256;
}

void TestHippo::normalPlusLowRank()
{
    QFETCH(int, order);
    const auto identity = MatrixXd::Identity(order, order);
    VectorXd p(order);
    VectorXd even = VectorXd::Zero(order);
    VectorXd odd = VectorXd::Zero(order);
    for (int n = 0; n < order; ++n) {
        p[n] = std::sqrt(n + 0.5);
        (n % 2 == 0 ? even : odd)[n] = std::sqrt(2.0 * n + 1) / std::numbers::sqrt2;
    }
    const MatrixXd legs = matrices(Measure::LegS, order).a + p * p.transpose() + 0.5 * identity;
    const MatrixXd legt =
        matrices(Measure::LegT, order, 2).a + even * even.transpose() + odd * odd.transpose();
    const MatrixXd lagt = matrices(Measure::LagT, order).a + MatrixXd::Constant(order, order, 0.5);
    const double scale = 2.0 * order; // entries cancel to 0 on the diagonal
    QVERIFY((legs + legs.transpose()).cwiseAbs().maxCoeff() < 1e-15 * scale);
    QVERIFY((legt + legt.transpose()).cwiseAbs().maxCoeff() < 1e-15 * scale);
    QVERIFY((lagt + lagt.transpose()).cwiseAbs().maxCoeff() == 0);
    if (order % 2 != 0)
        return;
    const auto fourier = matrices(Measure::Fourier, order, 2);
    const MatrixXd rotations = fourier.a + fourier.b * fourier.b.transpose();
    QVERIFY(order == 2 || skewDefect(rotations) < 1e-14);
    QVERIFY(fourier.a.row(1).isZero(0) && fourier.a.col(1).isZero(0));
}

void TestHippo::kernelsOfTheWholePast_data()
{
    QTest::addColumn<double>("age");
    for (const double age : {0.0, 0.05, 0.3, 1.0, 2.5, 6.0})
        QTest::addRow("%g", age) << age;
}

void TestHippo::kernelsOfTheWholePast()
{
    QFETCH(double, age);
    constexpr int order = 12;
    const VectorXd legs = std::exp(-age) * legendreKernel(order, 2 * std::exp(-age) - 1);
    VectorXd lagt(order);
    for (int n = 0; n < order; ++n)
        lagt[n] = std::exp(-age / 2) * std::laguerre(static_cast<unsigned>(n), age);
    QVERIFY((kernelByExponential(matrices(Measure::LegSLti, order), age) - legs).cwiseAbs().maxCoeff() <
            1e-12);
    QVERIFY((kernelByExponential(matrices(Measure::LagT, order), age) - lagt).cwiseAbs().maxCoeff() < 1e-12);
}

void TestHippo::kernelsOfAWindow_data()
{
    QTest::addColumn<double>("window");
    for (const double window : {0.25, 1.0, 2.0, 30.0})
        QTest::addRow("%g", window) << window;
}

/// The first coefficients follow the window's basis in the mean; after it the kernel has died away.
void TestHippo::kernelsOfAWindow()
{
    QFETCH(double, window);
    constexpr int order = 48;
    constexpr int points = 200;
    const auto legt = matrices(Measure::LegT, order, window);
    const auto fourier = matrices(Measure::Fourier, order, window);
    const MatrixXd legtStep = (2 * window / points * legt.a).exp();
    const MatrixXd fourierStep = (2 * window / points * fourier.a).exp();
    VectorXd legtKernel = legt.b;
    VectorXd fourierKernel = fourier.b;
    double legtError = 0;
    double fourierError = 0;
    for (int j = 0; j < points;
         ++j, legtKernel = legtStep * legtKernel, fourierKernel = fourierStep * fourierKernel) {
        const double age = 2.0 * j / points; // in windows
        const double inside = age < 1 ? 1 / window : 0;
        const double turn = 2 * std::numbers::pi * age;
        legtError += std::pow(legtKernel[1] * window - inside * window * std::sqrt(3.0) * (1 - 2 * age), 2);
        fourierError +=
            std::pow(fourierKernel[2] * window - inside * window * std::sqrt(2.0) * std::cos(turn), 2);
        fourierError +=
            std::pow(fourierKernel[3] * window - inside * window * std::sqrt(2.0) * std::sin(turn), 2);
    }
    QVERIFY2(legtError / points < 0.03, qPrintable(QString::number(legtError / points)));
    QVERIFY2(fourierError / points < 0.05, qPrintable(QString::number(fourierError / points)));
}

void TestHippo::constantsAreFixedPoints_data()
{
    QTest::addColumn<Measure>("measure");
    QTest::newRow("legs") << Measure::LegS;
    QTest::newRow("legt") << Measure::LegT;
    QTest::newRow("lmu") << Measure::Lmu;
    QTest::newRow("fourier") << Measure::Fourier;
}

void TestHippo::constantsAreFixedPoints()
{
    QFETCH(Measure, measure);
    const auto [a, b] = matrices(measure, 64, 0.3);
    QVERIFY((a.col(0) + b).cwiseAbs().maxCoeff() <= 1e-15 * b.cwiseAbs().maxCoeff());
}

void TestHippo::eigenvaluesSolveTheirEquation_data()
{
    QTest::addColumn<Measure>("measure");
    QTest::addColumn<int>("order");
    for (const int order : {2, 6, 16}) {
        QTest::addRow("legs %d", order) << Measure::LegS << order;
        QTest::addRow("legt %d", order) << Measure::LegT << order;
        QTest::addRow("lmu %d", order) << Measure::Lmu << order;
        QTest::addRow("lagt %d", order) << Measure::LagT << order;
        QTest::addRow("fourier %d", order) << Measure::Fourier << order;
    }
}

/// Σ λ = tr A, Σ λ² = tr A², all in the left half-plane.
void TestHippo::eigenvaluesSolveTheirEquation()
{
    QFETCH(Measure, measure);
    QFETCH(int, order);
    const auto a = matrices(measure, order, 0.5).a;
    const Eigen::VectorXcd lambda = hippoEigenvalues(measure, order, 0.5);
    QCOMPARE(lambda.size(), Eigen::Index(order));
    const double scale = a.squaredNorm();
    QVERIFY(std::abs(lambda.sum() - a.trace()) < 1e-12 * std::abs(a.trace()));
    QVERIFY(std::abs(lambda.cwiseAbs2().sum()) <= scale);
    QVERIFY(std::abs((lambda.array() * lambda.array()).sum() - (a * a).trace()) < 1e-12 * scale);
    QVERIFY((lambda.real().array() <= 0).all());
}

void TestHippo::fourierNeedsAnEvenOrder()
{
    const auto refused = hippo(Measure::Fourier, 7);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, Error::Kind::CannotCompute);
    QVERIFY(refused.error().message.en.find("even") != std::string::npos);
    QVERIFY(refused.error().message.ja.find("偶数") != std::string::npos);
    QVERIFY(hippo(Measure::LegT, 7).has_value());
}

QTEST_GUILESS_MAIN(TestHippo)
#include "tst_hippo.moc"
