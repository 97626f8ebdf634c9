// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/log_slope.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <vector>

using namespace kaba;

class TestLogSlope : public QObject {
    Q_OBJECT
private slots:
    void findsThePower_data();
    void findsThePower();
    void leastSquaresOfThreePoints();
    void leavesOutWhatHasNoLogarithm();
    void saysSoWhereThereIsNone();
};

void TestLogSlope::findsThePower_data()
{
    QTest::addColumn<double>("power");
    for (const double power : {-2.0, -0.5, 0.0, 1.0, 3.25})
        QTest::addRow("%g", power) << power;
}

void TestLogSlope::findsThePower()
{
    QFETCH(double, power);
    std::vector<double> x;
    std::vector<double> y;
    for (double place = 1e-3; place < 1e5; place *= 3) {
        x.push_back(place);
        y.push_back(7 * std::pow(place, power));
    }
    QVERIFY(std::abs(logSlope(x, y) - power) < 1e-13);
}

void TestLogSlope::leastSquaresOfThreePoints()
{
    // ln x = 0, 1, 2 and ln y = 0, 3, 3: slope 3/2.
    const std::vector<double> x{1, std::exp(1), std::exp(2)};
    const std::vector<double> y{1, std::exp(3), std::exp(3)};
    QVERIFY(std::abs(logSlope(x, y) - 1.5) < 1e-14);
}

void TestLogSlope::leavesOutWhatHasNoLogarithm()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> x{1, 2, 4, 8, -1, 0};
    const std::vector<double> y{1, nan, 16, 0, 5, 5};
    QVERIFY(std::abs(logSlope(x, y) - 2) < 1e-14);
}

void TestLogSlope::saysSoWhereThereIsNone()
{
    QVERIFY(std::isnan(logSlope({}, {})));
    const std::vector<double> same{3, 3};
    QVERIFY(std::isnan(logSlope(same, same)));
}

QTEST_GUILESS_MAIN(TestLogSlope)
#include "tst_log_slope.moc"
