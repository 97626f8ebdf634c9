// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/normal_rows.h"
#include "core/math/random.h"
#include "core/math/singular_values.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace kaba;

/// Properties that fix singular values: the closed form of a diagonal, what orthogonal factors do, and Frobenius' sum.
class TestSingularValues : public QObject {
    Q_OBJECT
private slots:
    void diagonalIsSortedBySize();
    void partsRebuildTheMatrix_data();
    void partsRebuildTheMatrix();
    void valuesAloneAreThoseOfTheParts_data() { partsRebuildTheMatrix_data(); }
    void valuesAloneAreThoseOfTheParts();
    void complexPhasesChangeNothing();
    void emptyAndNotFinite();
};

void TestSingularValues::diagonalIsSortedBySize()
{
    const Eigen::MatrixXd matrix = Eigen::Vector4d(-3, 0.5, 7, 0).asDiagonal();
    QVERIFY(singularValuesOf(matrix).isApprox(Eigen::Vector4d(7, 3, 0.5, 0), 1e-15));
}

void TestSingularValues::partsRebuildTheMatrix_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    for (const auto& [rows, columns] : {std::pair(1, 1), {1, 9}, {9, 1}, {40, 40}, {70, 30}, {30, 70}})
        QTest::addRow("%dx%d", rows, columns) << rows << columns;
}

void TestSingularValues::partsRebuildTheMatrix()
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

void TestSingularValues::valuesAloneAreThoseOfTheParts()
{
    QFETCH(int, rows);
    QFETCH(int, columns);
    Random random(11);
    const Eigen::MatrixXd matrix = normalRows(random, rows, columns);
    const Eigen::VectorXd values = singularValuesOf(matrix);
    QVERIFY(values.isApprox(singularPartsOf(matrix).values, 1e-13));
    QVERIFY(std::abs(values.norm() - matrix.norm()) < 1e-13 * matrix.norm());
}

void TestSingularValues::complexPhasesChangeNothing()
{
    Random random(5);
    const Eigen::MatrixXd matrix = normalRows(random, 24, 24);
    Eigen::MatrixXcd turned = matrix;
    for (Eigen::Index row = 0; row < turned.rows(); ++row)
        turned.row(row) *= std::polar(1.0, 0.7 * static_cast<double>(row));
    QVERIFY(singularValuesOf(turned).isApprox(singularValuesOf(matrix), 1e-13));
}

void TestSingularValues::emptyAndNotFinite()
{
    QCOMPARE(singularValuesOf(Eigen::MatrixXd(0, 3)).size(), 0);
    Eigen::MatrixXd matrix = Eigen::MatrixXd::Identity(3, 3);
    matrix(1, 2) = std::numeric_limits<double>::quiet_NaN();
    QCOMPARE(singularValuesOf(matrix).size(), 3);
    QVERIFY(singularValuesOf(matrix).array().isNaN().all());
    QVERIFY(singularPartsOf(matrix).values.array().isNaN().all());
}

QTEST_GUILESS_MAIN(TestSingularValues)
#include "tst_singular_values.moc"
