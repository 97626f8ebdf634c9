// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/polynomials.h"
#include "core/math/random.h"
#include "core/math/vector_ops.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <numbers>

using namespace kaba;

namespace {

Samples randomSamples(std::size_t count, std::uint64_t seed, double low = -1, double high = 1)
{
    Random random(seed);
    Samples out(count);
    for (double& value : out)
        value = low + (high - low) * random.uniform();
    return out;
}

double largestDifference(const Samples& left, const Samples& right)
{
    double largest = left.size() == right.size() ? 0 : std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i)
        largest = std::max(largest, std::abs(left[i] - right[i]));
    return largest;
}

template <class Basis>
Samples direct(const Samples& coefficients, const Samples& places, Basis basis)
{
    Samples out(places.size(), 0.0);
    for (std::size_t j = 0; j < places.size(); ++j)
        for (std::size_t n = 0; n < coefficients.size(); ++n)
            out[j] += coefficients[n] * basis(static_cast<unsigned>(n), places[j]);
    return out;
}

void sizes()
{
    QTest::addColumn<std::size_t>("count");
    QTest::addColumn<std::size_t>("places");
    for (const auto& [count, places] : {std::pair{1, 1}, {2, 5}, {7, 128}, {32, 129}, {64, 700}, {40, 0}})
        QTest::addRow("%d at %d", count, places) << std::size_t(count) << std::size_t(places);
}

} // namespace

class TestPolynomials : public QObject {
    Q_OBJECT
private slots:
    void legendreAgainstTheLibrary_data() { sizes(); }
    void legendreAgainstTheLibrary();
    void laguerreAgainstTheLibrary_data() { sizes(); }
    void laguerreAgainstTheLibrary();
    void laguerreFarOutIsZero();
    void fourierAgainstCosines_data() { sizes(); }
    void fourierAgainstCosines();
    void momentsAreTheTranspose_data() { sizes(); }
    void momentsAreTheTranspose();
    void gaussIntegratesExactly_data();
    void gaussIntegratesExactly();
    void vectorLoopsAgainstPlainOnes_data();
    void vectorLoopsAgainstPlainOnes();
    void notFiniteBecomesAGap();
    void randomNumbersAreFixed();
    void randomNumbersHaveTheirMoments();
};

void TestPolynomials::legendreAgainstTheLibrary()
{
    QFETCH(std::size_t, count);
    QFETCH(std::size_t, places);
    const Samples c = randomSamples(count, 1);
    const Samples x = randomSamples(places, 2);
    const auto basis = [](unsigned n, double at) { return std::legendre(n, at); };
    QVERIFY(largestDifference(legendreSeries(c, x), direct(c, x, basis)) < 1e-13);
    if (places > 0)
        QVERIFY(std::abs(legendreValues(count, x[0]).back() - basis(unsigned(count) - 1, x[0])) < 1e-14);
}

void TestPolynomials::laguerreAgainstTheLibrary()
{
    QFETCH(std::size_t, count);
    QFETCH(std::size_t, places);
    const Samples c = randomSamples(count, 3);
    const Samples s = randomSamples(places, 4, 0, 60);
    const auto basis = [](unsigned n, double at) { return std::exp(-at / 2) * std::laguerre(n, at); };
    QVERIFY(largestDifference(laguerreSeries(c, s), direct(c, s, basis)) < 1e-11);
}

void TestPolynomials::laguerreFarOutIsZero()
{
    QCOMPARE(laguerreSeries(Samples(256, 1.0), Samples{655360.0}), Samples{0.0});
}

void TestPolynomials::fourierAgainstCosines()
{
    QFETCH(std::size_t, count);
    QFETCH(std::size_t, places);
    const Samples c = randomSamples(count + count % 2, 5);
    const Samples r = randomSamples(places, 6);
    const auto basis = [](unsigned n, double at) {
        const double angle = 2 * std::numbers::pi * (n / 2) * at;
        if (n < 2)
            return n == 0 ? 1.0 : 0.0;
        return std::numbers::sqrt2 * (n % 2 == 0 ? std::cos(angle) : std::sin(angle));
    };
    QVERIFY(largestDifference(fourierSeries(c, r), direct(c, r, basis)) < 1e-12);
}

/// Σ_n c_n moments_n = Σ_j w_j series_j.
void TestPolynomials::momentsAreTheTranspose()
{
    QFETCH(std::size_t, count);
    QFETCH(std::size_t, places);
    const Samples c = randomSamples(count, 7);
    const Samples w = randomSamples(places, 8);
    const Samples x = randomSamples(places, 9);
    Samples moments(count);
    legendreMoments(w, x, moments);
    QVERIFY(std::abs(dot(c, moments) - dot(w, legendreSeries(c, x))) < 1e-12);
}

void TestPolynomials::gaussIntegratesExactly_data()
{
    QTest::addColumn<std::size_t>("count");
    for (const int count : {1, 2, 3, 16, 65, 256})
        QTest::addRow("%d", count) << std::size_t(count);
}

/// ∫ x^d over [−1, 1] up to degree 2n − 1, and ∫ P_{n−1}² = 2/(2n − 1).
void TestPolynomials::gaussIntegratesExactly()
{
    QFETCH(std::size_t, count);
    const GaussRule rule = gaussLegendre(count);
    for (std::size_t degree = 0; degree < std::min<std::size_t>(2 * count, 40); ++degree) {
        double sum = 0;
        for (std::size_t j = 0; j < count; ++j)
            sum += rule.weights[j] * std::pow(rule.nodes[j], static_cast<double>(degree));
        const double exact = degree % 2 == 0 ? 2 / (static_cast<double>(degree) + 1) : 0;
        QVERIFY(std::abs(sum - exact) < 1e-14);
    }
    double norm = 0;
    for (std::size_t j = 0; j < count; ++j)
        norm += rule.weights[j] * std::pow(legendreValues(count, rule.nodes[j]).back(), 2);
    QVERIFY(std::abs(norm * (static_cast<double>(count) - 0.5) - 1) < 1e-12);
    QVERIFY(std::ranges::is_sorted(rule.nodes));
}

void TestPolynomials::vectorLoopsAgainstPlainOnes_data()
{
    QTest::addColumn<std::size_t>("rows");
    QTest::addColumn<std::size_t>("columns");
    for (const auto& [rows, columns] : {std::pair{1, 1}, {3, 9}, {64, 64}, {17, 23}, {5, 8}, {255, 7}})
        QTest::addRow("%d x %d", rows, columns) << std::size_t(rows) << std::size_t(columns);
}

void TestPolynomials::vectorLoopsAgainstPlainOnes()
{
    QFETCH(std::size_t, rows);
    QFETCH(std::size_t, columns);
    const Samples matrix = randomSamples(rows * columns, 10);
    const Samples source = randomSamples(columns, 11);
    Samples expected(rows, 0.0);
    for (std::size_t c = 0; c < columns; ++c)
        for (std::size_t r = 0; r < rows; ++r)
            expected[r] += matrix[c * rows + r] * source[c];
    Samples target(rows, 7.0);
    multiply(matrix, source, target);
    QVERIFY(largestDifference(target, expected) < 1e-13);
    double plain = 0;
    for (const double value : source)
        plain += value * value;
    QVERIFY(std::abs(squaredNorm(source) - plain) < 1e-13);
    addScaled(target, -1, expected);
    QVERIFY(maxAbs(target) < 1e-13);
}

void TestPolynomials::notFiniteBecomesAGap()
{
    const double infinite = std::numeric_limits<double>::infinity();
    QVERIFY(allFinite(Samples{}) && allFinite(Samples(100, 1e308)));
    for (const double bad : {infinite, -infinite, std::nan("")}) {
        Samples values(37, 1.0);
        values[20] = bad;
        QVERIFY(!allFinite(values));
        const Samples gapped = finiteOrNan(values);
        QVERIFY(std::isnan(gapped[20]));
        QCOMPARE(gapped[19], 1.0);
    }
}

/// The engine's 10000th number is fixed by the C++ standard (rand.predef).
void TestPolynomials::randomNumbersAreFixed()
{
    std::mt19937_64 engine;
    engine.discard(9999);
    QCOMPARE(engine(), std::uint64_t(9981545732273789042ULL));
    Random random(5489);
    std::mt19937_64 twin(5489);
    QCOMPARE(random.uniform(), std::ldexp(static_cast<double>(twin() >> 11U), -53));
}

void TestPolynomials::randomNumbersHaveTheirMoments()
{
    constexpr int draws = 200000;
    Random random(3);
    std::array<double, 4> power{};
    std::array<int, 5> counts{};
    for (int i = 0; i < draws; ++i) {
        const double z = random.normal();
        for (std::size_t p = 0; p < power.size(); ++p)
            power[p] += std::pow(z, static_cast<double>(p) + 1) / draws;
        ++counts[random.below(counts.size())];
    }
    QVERIFY(std::abs(power[0]) < 0.01 && std::abs(power[1] - 1) < 0.02);
    QVERIFY(std::abs(power[2]) < 0.05 && std::abs(power[3] - 3) < 0.1);
    for (const int count : counts)
        QVERIFY(std::abs(count - draws / 5) < 900);
}

QTEST_GUILESS_MAIN(TestPolynomials)
#include "tst_polynomials.moc"
