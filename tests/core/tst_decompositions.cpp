// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/least_squares.h"
#include "core/math/normal_rows.h"
#include "core/math/random.h"
#include "core/math/robust_pca.h"
#include "core/math/singular_values.h"
#include "core/math/spectrum.h"
#include "core/math/symmetric_eigen.h"

#include <QtTest>

#include <cmath>
#include <complex>
#include <limits>
#include <numbers>

using namespace kaba;

/// Properties that fix a decomposition: closed forms, what orthogonal factors do, and that the parts rebuild the whole.
class TestDecompositions : public QObject {
    Q_OBJECT
private slots:
    void diagonalIsSortedBySize();
    void partsRebuildTheMatrix_data();
    void partsRebuildTheMatrix();
    void valuesAloneAreThoseOfTheParts_data() { partsRebuildTheMatrix_data(); }
    void valuesAloneAreThoseOfTheParts();
    void complexPhasesChangeNothing();
    void emptyAndNotFinite();
    void chainOfSprings();
    void symmetricPartsRebuildTheMatrix();
    void circulantHasTheTransformOfItsRow();
    void complexTriangleHasItsDiagonal();
    void conjugatePairsHaveConjugateVectors();
    void leastSquaresLeavesNothingInTheColumns();
    void leastSquaresIsTheShortest();
    void qrOfFullRank();
    void robustPcaFindsBothParts();
    void robustPcaOfNothing();
    void boundedPartsKeepTheirBounds();
};

void TestDecompositions::diagonalIsSortedBySize()
{
    const Eigen::MatrixXd matrix = Eigen::Vector4d(-3, 0.5, 7, 0).asDiagonal();
    QVERIFY(singularValuesOf(matrix).isApprox(Eigen::Vector4d(7, 3, 0.5, 0), 1e-15));
}

void TestDecompositions::partsRebuildTheMatrix_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    for (const auto& [rows, columns] : {std::pair(1, 1), {1, 9}, {9, 1}, {40, 40}, {70, 30}, {30, 70}})
        QTest::addRow("%dx%d", rows, columns) << rows << columns;
}

void TestDecompositions::partsRebuildTheMatrix()
{
    QFETCH(int, rows);
    QFETCH(int, columns);
    Random random(7);
    const Eigen::MatrixXd matrix = normalRows(random, rows, columns);
    const SingularParts parts = singularPartsOf(matrix);
    const Eigen::Index least = std::min(rows, columns);
    const Eigen::MatrixXd identity = Eigen::MatrixXd::Identity(least, least);
    QVERIFY((parts.left.transpose() * parts.left).isApprox(identity, 1e-13));
    QVERIFY((parts.right.transpose() * parts.right).isApprox(identity, 1e-13));
    QVERIFY((parts.left * parts.values.asDiagonal() * parts.right.transpose()).isApprox(matrix, 1e-13));
    QVERIFY(std::is_sorted(parts.values.begin(), parts.values.end(), std::greater()));
    QVERIFY(parts.values.minCoeff() >= 0);
}

void TestDecompositions::valuesAloneAreThoseOfTheParts()
{
    QFETCH(int, rows);
    QFETCH(int, columns);
    Random random(11);
    const Eigen::MatrixXd matrix = normalRows(random, rows, columns);
    const Eigen::VectorXd values = singularValuesOf(matrix);
    QVERIFY(values.isApprox(singularPartsOf(matrix).values, 1e-13));
    QVERIFY(std::abs(values.norm() - matrix.norm()) < 1e-13 * matrix.norm());
}

void TestDecompositions::complexPhasesChangeNothing()
{
    Random random(5);
    const Eigen::MatrixXd matrix = normalRows(random, 24, 24);
    Eigen::MatrixXcd turned = matrix;
    for (Eigen::Index row = 0; row < turned.rows(); ++row)
        turned.row(row) *= std::polar(1.0, 0.7 * static_cast<double>(row));
    QVERIFY(singularValuesOf(turned).isApprox(singularValuesOf(matrix), 1e-13));
}

void TestDecompositions::emptyAndNotFinite()
{
    QCOMPARE(singularValuesOf(Eigen::MatrixXd(0, 3)).size(), 0);
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(3, 3);
    matrix(1, 2) = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(singularValuesOf(matrix).size(), 3);
    QVERIFY(singularValuesOf(matrix).array().isNaN().all());
    QVERIFY(singularPartsOf(matrix).values.array().isNaN().all());
}

/// Second differences with fixed ends: 2 − 2 cos(kπ/(n + 1)).
void TestDecompositions::chainOfSprings()
{
    constexpr Eigen::Index kOrder = 33;
    Eigen::MatrixXd chain = 2 * Eigen::MatrixXd::Identity(kOrder, kOrder);
    chain.diagonal(-1).setConstant(-1); // the upper triangle is not read
    const Eigen::VectorXd values = symmetricEigenvaluesOf(chain);
    const Eigen::VectorXd parted = symmetricEigenOf(chain).values;
    for (Eigen::Index k = 0; k < kOrder; ++k) {
        const double angle = static_cast<double>(k + 1) * std::numbers::pi / static_cast<double>(kOrder + 1);
        QVERIFY(std::abs(values(k) - (2 - 2 * std::cos(angle))) < 1e-14);
        QVERIFY(std::abs(parted(k) - values(k)) < 1e-14);
    }
}

void TestDecompositions::symmetricPartsRebuildTheMatrix()
{
    Random random(3);
    const Eigen::MatrixXd drawn = normalRows(random, 48, 48);
    const Eigen::MatrixXd matrix = drawn + drawn.transpose();
    const auto [values, vectors] = symmetricEigenOf(matrix);
    QVERIFY((vectors.transpose() * vectors).isApprox(Eigen::MatrixXd::Identity(48, 48), 1e-13));
    QVERIFY((vectors * values.asDiagonal() * vectors.transpose()).isApprox(matrix, 1e-13));
    QVERIFY(std::is_sorted(values.begin(), values.end()));
    Eigen::MatrixXd broken = matrix;
    broken(5, 2) = std::numeric_limits<double>::infinity();
    QVERIFY(symmetricEigenvaluesOf(broken).array().isNaN().all());
}

/// The cyclic shift has the roots of unity; it is normal, so its vectors are as well conditioned as can be.
void TestDecompositions::circulantHasTheTransformOfItsRow()
{
    constexpr Eigen::Index kOrder = 12;
    Eigen::MatrixXd shift = Eigen::MatrixXd::Zero(kOrder, kOrder);
    for (Eigen::Index row = 0; row < kOrder; ++row)
        shift(row, (row + 1) % kOrder) = 1;
    const Spectrum spectrum = spectrumOf(shift);
    QVERIFY(std::abs(spectrum.condition - 1) < 1e-12);
    for (Eigen::Index k = 0; k < kOrder; ++k) {
        const auto root = std::polar(1.0, 2 * std::numbers::pi * static_cast<double>(k) / kOrder);
        QVERIFY((spectrum.eigenvalues.array() - root).abs().minCoeff() < 1e-13);
        QVERIFY((eigenvaluesOf(shift).array() - root).abs().minCoeff() < 1e-13);
    }
}

void TestDecompositions::complexTriangleHasItsDiagonal()
{
    Random random(9);
    Eigen::MatrixXcd matrix = Eigen::MatrixXcd::Zero(10, 10);
    matrix.real().triangularView<Eigen::Upper>() = normalRows(random, 10, 10);
    matrix.imag().triangularView<Eigen::Upper>() = normalRows(random, 10, 10);
    const Eigen::VectorXcd values = eigenvaluesOf(matrix);
    for (const std::complex<double> entry : matrix.diagonal().eval())
        QVERIFY((values.array() - entry).abs().minCoeff() < 1e-13);
    matrix(0, 3) = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(eigenvaluesOf(matrix).real().array().isNaN().all());
}

/// A turn of the plane seen in the skewed coordinates (1, 0), (s, 1): σ of the vectors (1, ∓i) there is known.
void TestDecompositions::conjugatePairsHaveConjugateVectors()
{
    const Eigen::Matrix2d turn = (Eigen::Matrix2d() << 0, -2, 2, 0).finished();
    const Eigen::Matrix2d skew = (Eigen::Matrix2d() << 1, 3, 0, 1).finished();
    const Eigen::Matrix2d back = (Eigen::Matrix2d() << 1, -3, 0, 1).finished();
    Eigen::Matrix2cd vectors =
        skew.cast<std::complex<double>>() *
        (Eigen::Matrix2cd() << 1, 1, std::complex<double>(0, -1), std::complex<double>(0, 1)).finished();
    vectors.colwise().normalize();
    const Eigen::VectorXd sizes = singularValuesOf(Eigen::MatrixXcd(vectors));
    const Spectrum spectrum = spectrumOf(skew * turn * back);
    QVERIFY(std::abs(spectrum.condition / (sizes(0) / sizes(1)) - 1) < 1e-12);
    QVERIFY(std::abs(std::abs(spectrum.eigenvalues(0).imag()) - 2) < 1e-13);
    QVERIFY(spectrum.eigenvalues(0) == std::conj(spectrum.eigenvalues(1)));
}

void TestDecompositions::leastSquaresLeavesNothingInTheColumns()
{
    Random random(13);
    const Eigen::MatrixXd matrix = normalRows(random, 50, 20);
    const Eigen::MatrixXd right = normalRows(random, 50, 3);
    const Eigen::MatrixXd residual = matrix * leastSquares(matrix, right) - right;
    QVERIFY((matrix.transpose() * residual).norm() < 1e-12 * right.norm() * matrix.norm());
    const Eigen::MatrixXd known = normalRows(random, 20, 2);
    QVERIFY(leastSquares(matrix, matrix * known).isApprox(known, 1e-12));
}

/// Of rank 4: the solution lies in the row space, so nothing could be taken away from it.
void TestDecompositions::leastSquaresIsTheShortest()
{
    Random random(17);
    const Eigen::MatrixXd rows = normalRows(random, 4, 30);
    const Eigen::MatrixXd matrix = normalRows(random, 12, 4) * rows;
    const Eigen::MatrixXd solution = leastSquares(matrix, matrix * normalRows(random, 30, 1));
    const Eigen::MatrixXd basis = singularPartsOf(rows).right;
    QVERIFY((basis * (basis.transpose() * solution)).isApprox(solution, 1e-12));
    QCOMPARE(leastSquares(Eigen::MatrixXd(0, 3), Eigen::MatrixXd(0, 2)), Eigen::MatrixXd::Zero(3, 2));
}

void TestDecompositions::qrOfFullRank()
{
    Random random(19);
    const Eigen::MatrixXd matrix = normalRows(random, 15, 9);
    const Eigen::MatrixXd q = orthonormalColumns(matrix);
    const Eigen::MatrixXd r = q.transpose() * matrix;
    QVERIFY((q.transpose() * q).isApprox(Eigen::MatrixXd::Identity(9, 9), 1e-13));
    QVERIFY((q * r).isApprox(matrix, 1e-13));
    QVERIFY(r.triangularView<Eigen::StrictlyLower>().toDenseMatrix().norm() < 1e-13 * matrix.norm());
    QVERIFY(r.diagonal().minCoeff() > 0);
}

/// Rank 3 and one entry in fifty, each unlike the other: both come back.
void TestDecompositions::robustPcaFindsBothParts()
{
    Random random(23);
    const Eigen::MatrixXd lowRank = normalRows(random, 80, 3) * normalRows(random, 3, 80);
    Eigen::MatrixXd sparse = Eigen::MatrixXd::Zero(80, 80);
    for (int entry = 0; entry < 128; ++entry)
        sparse(static_cast<Eigen::Index>(random.below(80)), static_cast<Eigen::Index>(random.below(80))) =
            10 * random.normal();
    const Result<RobustParts> parts = robustPca(lowRank + sparse, RunContext());
    QVERIFY(parts.has_value());
    QCOMPARE(parts->rank, 3);
    QVERIFY(parts->residual < 1e-7);
    QVERIFY((parts->lowRank - lowRank).norm() < 1e-5 * lowRank.norm());
    QVERIFY((parts->sparse - sparse).norm() < 1e-5 * sparse.norm());
}

void TestDecompositions::robustPcaOfNothing()
{
    const Result<RobustParts> parts = robustPca(Eigen::MatrixXd::Zero(4, 6), RunContext());
    QVERIFY(parts && parts->rank == 0 && parts->kept == 0);
    QVERIFY(parts->lowRank.isZero() && parts->sparse.isZero());
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!robustPca(Eigen::MatrixXd::Ones(4, 6), RunContext(stop.get_token())));
}

/// Without a sparse part it is Eckart and Young's, without a low-rank part the largest entries, with both no worse.
void TestDecompositions::boundedPartsKeepTheirBounds()
{
    Random random(29);
    Eigen::MatrixXd matrix =
        normalRows(random, 40, 2) * normalRows(random, 2, 40) + 0.1 * normalRows(random, 40, 40);
    for (Eigen::Index row = 0; row < 40; ++row)
        matrix(row, (7 * row) % 40) += 9;
    const Eigen::VectorXd values = singularValuesOf(matrix);
    const auto lowRank = boundedParts(matrix, 3, 0, RunContext());
    QVERIFY(std::abs(lowRank->residual - values.tail(37).norm() / values.norm()) < 1e-12);
    const auto sparse = boundedParts(matrix, 0, 40, RunContext());
    QCOMPARE(sparse->kept, std::size_t(40));
    QVERIFY(std::abs(sparse->residual - (matrix - sparse->sparse).norm() / matrix.norm()) < 1e-12);
    QVERIFY((matrix - sparse->sparse).cwiseAbs().maxCoeff() <=
            (sparse->sparse.array() != 0).select(sparse->sparse.cwiseAbs(), 1e300).minCoeff());
    const auto both = boundedParts(matrix, 2, 40, RunContext());
    QVERIFY(both->kept <= 40 && singularValuesOf(both->lowRank)(2) < 1e-10 * values(0));
    QVERIFY2(both->residual < 0.1, qPrintable(QString::number(both->residual)));
    QVERIFY(both->residual < 0.3 * std::min(lowRank->residual, sparse->residual));
    QVERIFY(boundedParts(matrix, 0, 5000, RunContext())->residual == 0);
}

QTEST_GUILESS_MAIN(TestDecompositions)
#include "tst_decompositions.moc"
