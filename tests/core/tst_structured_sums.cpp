// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/lanes.h"
#include "core/ssm/cauchy.h"
#include "core/ssm/skew_eigen.h"
#include "core/ssm/vandermonde.h"

#include <QtTest>

#include <limits>
#include <random>

using namespace kaba;
using Complex = std::complex<double>;
using LongComplex = std::complex<long double>;

namespace {

class Numbers {
public:
    double real() { return static_cast<double>(m_bits()) / 2147483648.0 - 1; }
    Complex complex()
    {
        const double re = real();
        return {re, real()};
    }

private:
    std::mt19937 m_bits{7};
};

struct Poles {
    std::vector<Complex> lambda;
    std::vector<std::vector<Complex>> weights; ///< per pole, per sum
};

Poles somePoles(std::size_t poles, std::size_t sums)
{
    Numbers numbers;
    Poles result;
    for (std::size_t n = 0; n < poles; ++n) {
        result.lambda.emplace_back(-0.01 - 0.1 * static_cast<double>(n % 3), -0.7 * static_cast<double>(n));
        result.weights.emplace_back();
        for (std::size_t s = 0; s < sums; ++s)
            result.weights.back().push_back(numbers.complex());
    }
    return result;
}

LongComplex naiveSum(const Poles& poles, std::size_t sum, double y)
{
    LongComplex total = 0;
    for (std::size_t n = 0; n < poles.lambda.size(); ++n) {
        const LongComplex z(0, y);
        const LongComplex lambda(poles.lambda[n]);
        const LongComplex weight(poles.weights[n][sum]);
        total += weight / (z - lambda) + std::conj(weight) / (z - std::conj(lambda));
    }
    return total;
}

} // namespace

class TestStructuredSums : public QObject {
    Q_OBJECT
private slots:
    void cauchyMatchesTheDefinition_data();
    void cauchyMatchesTheDefinition();
    void cauchyStaysAccurateNextToAPole();
    void vandermondeMatchesTheDefinition_data();
    void vandermondeMatchesTheDefinition();
    void vandermondeTakesANodeAtZero();
    void skewEigenDiagonalises_data();
    void skewEigenDiagonalises();
    void skewEigenKnowsARotation();
};

void TestStructuredSums::cauchyMatchesTheDefinition_data()
{
    QTest::addColumn<int>("sums");
    QTest::addColumn<int>("poles");
    for (const int sums : {4, 9})
        for (const int poles : {0, 1, 2, 33})
            QTest::addRow("%d sums, %d poles", sums, poles) << sums << poles;
}

void TestStructuredSums::cauchyMatchesTheDefinition()
{
    QFETCH(int, sums);
    QFETCH(int, poles);
    const Poles data = somePoles(static_cast<std::size_t>(poles), static_cast<std::size_t>(sums));
    CauchySums cauchy(static_cast<std::size_t>(sums), data.lambda.size());
    for (std::size_t n = 0; n < data.lambda.size(); ++n)
        cauchy.setPole(n, data.lambda[n], data.weights[n]);
    std::vector<double> y;
    for (int k = 0; k < 40; ++k)
        y.push_back(k == 39 ? 1e7 : 0.37 * k);
    std::vector<double> out(2 * cauchy.sums() * y.size(), std::numeric_limits<double>::quiet_NaN());
    cauchy.evaluate(y, out);
    for (std::size_t s = 0; s < cauchy.sums(); ++s) {
        for (std::size_t k = 0; k < y.size(); ++k) {
            const Complex fast(out[2 * s * y.size() + k], out[(2 * s + 1) * y.size() + k]);
            const LongComplex slow = naiveSum(data, s, y[k]);
            QVERIFY(std::abs(LongComplex(fast) - slow) <= 1e-13L * (1 + std::abs(slow)));
        }
    }
}

void TestStructuredSums::cauchyStaysAccurateNextToAPole()
{
    // |λ|² − y² formed as a difference of squares would lose ten digits here.
    const Poles data{{{-1e-9, -1000.0}}, {{{1, 2}, {0.5, 0}, {3, -1}, {1, 1}}}};
    CauchySums cauchy(4, 1);
    cauchy.setPole(0, data.lambda[0], data.weights[0]);
    const std::vector<double> y(kLaneCount, 1000.0 + 1e-7);
    std::vector<double> out(8 * y.size());
    cauchy.evaluate(y, out);
    for (std::size_t s = 0; s < 4; ++s) {
        const LongComplex slow = naiveSum(data, s, y[0]);
        const Complex fast(out[2 * s * y.size()], out[(2 * s + 1) * y.size()]);
        QVERIFY(std::abs(LongComplex(fast) - slow) <= 1e-13L * std::abs(slow));
    }
}

void TestStructuredSums::vandermondeMatchesTheDefinition_data()
{
    QTest::addColumn<int>("modes");
    QTest::addColumn<int>("length");
    for (const int modes : {1, 2, 32})
        for (const int length : {1, 2, 16, 17, 1000, 16384})
            QTest::addRow("%d modes, length %d", modes, length) << modes << length;
}

void TestStructuredSums::vandermondeMatchesTheDefinition()
{
    QFETCH(int, modes);
    QFETCH(int, length);
    Numbers numbers;
    Eigen::VectorXcd weights(modes);
    Eigen::VectorXcd exponents(modes);
    for (Eigen::Index n = 0; n < modes; ++n) {
        weights(n) = numbers.complex();
        exponents(n) = Complex(-0.005, -0.0314 * static_cast<double>(n));
    }
    const std::vector<double> kernel = vandermondeSum(weights, exponents, static_cast<std::size_t>(length));
    QCOMPARE(kernel.size(), static_cast<std::size_t>(length));
    for (std::size_t l = 0; l < kernel.size(); l += 1 + kernel.size() / 500) {
        LongComplex sum = 0;
        for (Eigen::Index n = 0; n < modes; ++n)
            sum +=
                LongComplex(weights(n)) * std::exp(static_cast<long double>(l) * LongComplex(exponents(n)));
        QVERIFY(std::abs(static_cast<long double>(kernel[l]) - sum.real()) < 3e-15L * modes);
    }
}

void TestStructuredSums::vandermondeTakesANodeAtZero()
{
    const Eigen::VectorXcd weights = Eigen::Vector2cd(3, 2);
    const Eigen::VectorXcd exponents = Eigen::Vector2cd(-std::numeric_limits<double>::infinity(), 0);
    QCOMPARE(vandermondeSum(weights, exponents, 4), (std::vector<double>{5, 2, 2, 2}));
}

void TestStructuredSums::skewEigenDiagonalises_data()
{
    QTest::addColumn<int>("order");
    for (const int order : {1, 2, 3, 4, 7, 64, 65, 256})
        QTest::addRow("%d", order) << order;
}

void TestStructuredSums::skewEigenDiagonalises()
{
    QFETCH(int, order);
    Numbers numbers;
    Eigen::MatrixXd skew = Eigen::MatrixXd::Zero(order, order);
    for (Eigen::Index r = 0; r < order; ++r)
        for (Eigen::Index c = 0; c < r; ++c)
            skew(c, r) = -(skew(r, c) = numbers.real());
    const SkewEigen eigen = skewEigen(skew);
    const Eigen::Index pairs = (order + 1) / 2;
    QCOMPARE(eigen.frequency.size(), pairs);
    QVERIFY((eigen.frequency.array() <= 0).all());
    QVERIFY(std::is_sorted(eigen.frequency.begin(), eigen.frequency.end()));
    const Eigen::MatrixXcd image = skew * eigen.vectors;
    const Eigen::MatrixXcd scaled =
        eigen.vectors * (Complex(0, 1) * eigen.frequency.cast<Complex>()).asDiagonal();
    const Eigen::MatrixXcd gram = eigen.vectors.adjoint() * eigen.vectors;
    QVERIFY((image - scaled).cwiseAbs().maxCoeff() < 1e-14 * order);
    QVERIFY((gram - Eigen::MatrixXcd::Identity(pairs, pairs)).cwiseAbs().maxCoeff() < 1e-13);
}

void TestStructuredSums::skewEigenKnowsARotation()
{
    Eigen::MatrixXd skew(3, 3);
    skew << 0, -2, 0, 2, 0, 0, 0, 0, 0;
    const SkewEigen eigen = skewEigen(skew);
    QVERIFY(std::abs(eigen.frequency(0) + 2) < 1e-15);
    QCOMPARE(eigen.frequency(1), 0.0);
    QVERIFY(std::abs(std::abs(eigen.vectors(2, 1)) - 1) < 1e-15);
}

QTEST_GUILESS_MAIN(TestStructuredSums)
#include "tst_structured_sums.moc"
