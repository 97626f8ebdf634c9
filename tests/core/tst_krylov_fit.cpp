// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/figure.h"
#include "core/math/krylov_fit.h"
#include "core/math/least_squares.h"
#include "core/math/random.h"
#include "core/math/vector_ops.h"

#include <QtTest>

#include <cmath>
#include <numbers>

using namespace kaba;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

Samples randomSamples(std::size_t count, std::uint64_t seed)
{
    Random random(seed);
    Samples out(count);
    for (double& value : out)
        value = random.normal();
    return out;
}

/// The oracle: an orthogonal decomposition of the explicit matrix, minimum norm where the rank is short.
double residualByDecomposition(const MatrixXd& basis, const Samples& values)
{
    const Eigen::Map<const VectorXd> v(values.data(), static_cast<Eigen::Index>(values.size()));
    const VectorXd best = leastSquares(basis, v);
    return (v - basis * best).squaredNorm();
}

template <class Function>
MatrixXd matrixOf(std::size_t rows, std::size_t columns, Function entry)
{
    MatrixXd m(rows, columns);
    for (std::size_t j = 0; j < rows; ++j)
        for (std::size_t n = 0; n < columns; ++n)
            m(static_cast<Eigen::Index>(j), static_cast<Eigen::Index>(n)) =
                entry(j, static_cast<unsigned>(n));
    return m;
}

bool agree(double found, double expected, double energy)
{
    return std::abs(found - expected) <= 1e-11 * energy;
}

} // namespace

class TestKrylovFit : public QObject {
    Q_OBJECT
private slots:
    void polynomials_data();
    void polynomials();
    void trigonometric_data();
    void trigonometric();
    void fadingPast_data();
    void fadingPast();
    void lostOrthogonalityIsRestored();
    void whatIsInTheSpanIsFound();
};

void TestKrylovFit::polynomials_data()
{
    QTest::addColumn<std::size_t>("places");
    QTest::addColumn<std::size_t>("count");
    for (const auto& [places, count] : {std::pair{1, 1},
                                        {1, 8},
                                        {2, 1},
                                        {2, 2},
                                        {5, 3},
                                        {16, 16},
                                        {16, 40},
                                        {101, 9},
                                        {400, 24},
                                        {1024, 64}})
        QTest::addRow("%d places, %d", places, count) << std::size_t(places) << std::size_t(count);
}

void TestKrylovFit::polynomials()
{
    QFETCH(std::size_t, places);
    QFETCH(std::size_t, count);
    const Samples values = randomSamples(places, 1);
    const double last = std::max<double>(1, static_cast<double>(places) - 1);
    const MatrixXd basis = matrixOf(places, count, [&](std::size_t j, unsigned n) {
        return std::legendre(n, 2 * static_cast<double>(j) / last - 1);
    });
    QVERIFY(agree(polynomialResidual(values, count), residualByDecomposition(basis, values),
                  squaredNorm(values)));
}

void TestKrylovFit::trigonometric_data()
{
    QTest::addColumn<std::size_t>("places");
    QTest::addColumn<std::size_t>("harmonics");
    QTest::addColumn<std::size_t>("window");
    QTest::newRow("full, even") << std::size_t(64) << std::size_t(5) << std::size_t(64);
    QTest::newRow("full, odd") << std::size_t(63) << std::size_t(12) << std::size_t(63);
    QTest::newRow("all harmonics") << std::size_t(16) << std::size_t(31) << std::size_t(16);
    QTest::newRow("constant only") << std::size_t(30) << std::size_t(0) << std::size_t(30);
    QTest::newRow("half full") << std::size_t(100) << std::size_t(4) << std::size_t(200);
    QTest::newRow("mostly full") << std::size_t(90) << std::size_t(9) << std::size_t(100);
    QTest::newRow("one place") << std::size_t(1) << std::size_t(3) << std::size_t(50);
}

void TestKrylovFit::trigonometric()
{
    QFETCH(std::size_t, places);
    QFETCH(std::size_t, harmonics);
    QFETCH(std::size_t, window);
    const Samples values = randomSamples(places, 2);
    const double spacing = 2 * std::numbers::pi / static_cast<double>(window);
    const MatrixXd basis = matrixOf(places, 2 * harmonics + 1, [&](std::size_t j, unsigned n) {
        const unsigned harmonic = (n + 1) / 2;
        const double angle = spacing * static_cast<double>(j) * harmonic;
        return n % 2 == 0 ? std::cos(angle) : std::sin(angle);
    });
    QVERIFY(agree(trigonometricResidual(values, harmonics, spacing), residualByDecomposition(basis, values),
                  squaredNorm(values)));
}

void TestKrylovFit::fadingPast_data()
{
    QTest::addColumn<double>("step");
    QTest::addColumn<std::size_t>("count");
    for (const double step : {0.001, 0.02, 0.1})
        for (const int count : {1, 4, 12})
            QTest::addRow("%g, %d", step, count) << step << std::size_t(count);
}

/// The span of Laguerre functions, whose weight falls off over the places; the oracle needs a basis of it that is
/// well conditioned on the short stretch.
void TestKrylovFit::fadingPast()
{
    QFETCH(double, step);
    QFETCH(std::size_t, count);
    constexpr std::size_t places = 300;
    const Samples values = randomSamples(places, 3);
    Samples age(places);
    Samples weight(places);
    for (std::size_t j = 0; j < places; ++j) {
        age[j] = step * static_cast<double>(j);
        weight[j] = std::exp(-age[j] / 2);
    }
    const MatrixXd basis = matrixOf(places, count, [&](std::size_t j, unsigned n) {
        return weight[j] * std::legendre(n, 2 * age[j] / age.back() - 1);
    });
    QVERIFY(agree(leastSquaresResidual(weight, age, values, count), residualByDecomposition(basis, values),
                  squaredNorm(values)));
}

/// Far past degree 2√places the plain recurrence loses its orthogonality; the residual of noise must still be that of
/// a projection on exactly `count` directions: split in two, the parts that each keeps add up.
void TestKrylovFit::lostOrthogonalityIsRestored()
{
    constexpr std::size_t places = 200;
    for (const std::size_t count : {60, 120, 180, 199}) {
        double kept = 0;
        for (std::size_t unit = 0; unit < places; ++unit) {
            Samples values(places, 0.0);
            values[unit] = 1;
            kept += 1 - polynomialResidual(values, count);
        }
        // The trace of a projection is its rank.
        QVERIFY2(std::abs(kept - static_cast<double>(count)) < 1e-8,
                 fmt::format("{}: {}", count, kept).c_str());
    }
}

void TestKrylovFit::whatIsInTheSpanIsFound()
{
    Samples cubic(5000);
    for (std::size_t j = 0; j < cubic.size(); ++j) {
        const double x = static_cast<double>(j) / 5000;
        cubic[j] = 1 - 3 * x + 2 * x * x * x;
    }
    const double energy = squaredNorm(cubic);
    QVERIFY(polynomialResidual(cubic, 3) > 1e-4 * energy);
    QVERIFY(polynomialResidual(cubic, 4) < 1e-26 * energy);
    QVERIFY(polynomialResidual(cubic, 64) < 1e-26 * energy);
}

QTEST_GUILESS_MAIN(TestKrylovFit)
#include "tst_krylov_fit.moc"
