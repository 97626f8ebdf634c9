// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/parallel.h"
#include "core/math/exponential.h"
#include "core/math/random.h"

#include <QtTest>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <vector>

using namespace kaba;

namespace {

/// The largest relative error of exp over values spread evenly down to `lowest`.
template <class Value>
long double worstError(Value lowest)
{
    constexpr int kCount = 20011;
    std::vector<Value> values(kCount);
    for (int i = 0; i < kCount; ++i)
        values[std::size_t(i)] = lowest * Value(i) / Value(kCount);
    const std::vector<Value> exponents = values;
    expShifted(std::span(values), Value(1), Value(0));
    long double worst = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const long double exact = std::exp(static_cast<long double>(exponents[i]));
        worst = std::max(worst, std::abs(static_cast<long double>(values[i]) - exact) / exact);
    }
    return worst;
}

} // namespace

class TestExponential : public QObject {
    Q_OBJECT
private slots:
    void isExactToRounding()
    {
        QVERIFY(worstError(-708.0) < 1e-15L);
        QVERIFY(worstError(-87.0F) < 2e-7L);
    }

    void vanishesFarBelow()
    {
        std::vector<double> values{0, -708.5, -1e300, -HUGE_VAL};
        QCOMPARE(expShifted(std::span(values), 1.0, 0.0), 1.0);
        QCOMPARE(values, (std::vector<double>{1, 0, 0, 0}));
        std::vector<float> small{0, -87.5F, -HUGE_VALF};
        QCOMPARE(expShifted(std::span(small), 1.0F, 0.0F), 1.0F);
    }

    /// Every length up to some lanes: the sum of a softmax with its own largest as shift.
    void sumsEveryLength()
    {
        Random random(3);
        for (std::size_t count = 1; count < 70; ++count) {
            std::vector<double> values(count);
            for (double& value : values)
                value = 9 * random.normal();
            const double most = *std::max_element(values.begin(), values.end());
            QCOMPARE(largest(std::span<const double>(values)), most);
            long double exact = 0;
            for (const double value : values)
                exact += std::exp(0.5L * (value - most));
            const double sum = expShifted(std::span(values), 0.5, 0.5 * most);
            QVERIFY(std::abs(sum - static_cast<double>(exact)) <= 1e-14 * sum);
        }
    }

    void everyShardIsDoneOnce()
    {
        for (const std::size_t shards : {0, 1, 2, 3, 64}) {
            std::vector<std::atomic<int>> done(shards);
            inParallel(shards, [&](std::size_t shard) { ++done[shard]; });
            QVERIFY(std::all_of(done.begin(), done.end(), [](const auto& times) { return times == 1; }));
        }
    }
};

QTEST_GUILESS_MAIN(TestExponential)
#include "tst_exponential.moc"
