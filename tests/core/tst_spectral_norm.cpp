// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/random.h"
#include "core/math/singular_values.h"
#include "core/math/spectral_norm.h"

#include <QtTest>

using namespace kaba;

class TestSpectralNorm : public QObject {
    Q_OBJECT
private slots:
    void isTheLargestSingularValue_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("cols");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("square, flat spectrum") << 200 << 200 << 1e-3;
        QTest::newRow("tall") << 90 << 20 << 1e-13;
        QTest::newRow("wide") << 20 << 90 << 1e-13;
        QTest::newRow("one number") << 1 << 1 << 1e-15;
    }
    void isTheLargestSingularValue()
    {
        QFETCH(int, rows);
        QFETCH(int, cols);
        QFETCH(double, tolerance);
        Random random(3);
        const Eigen::MatrixXd matrix =
            Eigen::MatrixXd::NullaryExpr(rows, cols, [&] { return random.normal(); });
        const double exact = singularValuesOf(matrix)[0];
        const double found = spectralNorm(matrix);
        QVERIFY(found <= exact * (1 + 1e-13));
        QVERIFY2(found >= exact * (1 - tolerance), qPrintable(QString::number(found / exact)));
    }

    void isExactForAnOuterProductAndForZero()
    {
        const Eigen::MatrixXd outer = Eigen::VectorXd::LinSpaced(50, 1, 2) * Eigen::RowVectorXd::Ones(40);
        QVERIFY(std::abs(spectralNorm(outer) / outer.norm() - 1) < 1e-14);
        QCOMPARE(spectralNorm(Eigen::MatrixXd::Zero(7, 5)), 0.0);
    }
};

QTEST_GUILESS_MAIN(TestSpectralNorm)
#include "tst_spectral_norm.moc"
