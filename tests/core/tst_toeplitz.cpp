// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/random.h"
#include "core/math/toeplitz.h"

#include <QtTest>

#include <cmath>

using namespace kaba;

namespace {

std::vector<double> normal(std::size_t count, std::uint64_t seed)
{
    Random random(seed);
    std::vector<double> values(count);
    for (double& value : values)
        value = random.normal();
    return values;
}

} // namespace

class TestToeplitz : public QObject {
    Q_OBJECT
private slots:
    /// Every sum by itself, with diagonals that tell above from below.
    void equalsTheDoubleSum_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {1, 2, 3, 5, 16, 63, 64, 65, 100, 257})
            QTest::addRow("%d", size) << size;
    }
    void equalsTheDoubleSum()
    {
        QFETCH(int, size);
        const auto n = static_cast<std::size_t>(size);
        const std::vector<double> diagonals = normal(2 * n - 1, 1);
        const std::vector<double> input = normal(n, 2);
        std::vector<double> output = input;
        const ToeplitzProduct product(diagonals);
        QCOMPARE(product.size(), n);
        RealFft workspace = product.workspace();
        product.apply(workspace, output, output);
        for (std::size_t i = 0; i < n; ++i) {
            double sum = 0;
            for (std::size_t j = 0; j < n; ++j)
                sum += diagonals[j + n - 1 - i] * input[j];
            QVERIFY2(std::abs(output[i] - sum) < 1e-12, QByteArray::number(output[i] - sum));
        }
    }

    void costIsNLogN()
    {
        const auto cost = [](std::size_t n) {
            return double(ToeplitzProduct(std::vector<double>(2 * n - 1, 1)).multiplyAdds());
        };
        QVERIFY(cost(64) < 64 * 64);
        for (const std::size_t n : {512U, 1024U, 2048U}) {
            const double growth = cost(2 * n) / cost(n);
            QVERIFY2(growth > 2 && growth < 2.4, QByteArray::number(growth));
        }
    }
};

QTEST_GUILESS_MAIN(TestToeplitz)
#include "tst_toeplitz.moc"
