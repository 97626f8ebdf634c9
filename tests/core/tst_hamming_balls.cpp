// SPDX-License-Identifier: GPL-3.0-or-later
// The overlap of two Hamming balls, and what a sparse distributed memory reads by it.
#include "core/attention/hamming_balls.h"
#include "core/attention/pattern_memory.h"

#include <QtTest>

#include <bit>
#include <cmath>

using namespace kaba;

namespace {

/// Looks at each of the 2^n addresses.
std::vector<AddressCount> byBruteForce(int bits, int radius)
{
    std::vector<AddressCount> overlaps(static_cast<std::size_t>(bits) + 1, 0);
    for (int v = 0; v <= bits; ++v) {
        const unsigned second = (1U << unsigned(v)) - 1;
        for (unsigned address = 0; address < 1U << unsigned(bits); ++address)
            if (std::popcount(address) <= radius && std::popcount(address ^ second) <= radius)
                ++overlaps[std::size_t(v)];
    }
    return overlaps;
}

void sizeRows()
{
    QTest::addColumn<int>("bits");
    QTest::addColumn<int>("radius");
    for (const auto& [bits, radius] :
         {std::pair{16, 1}, {16, 8}, {17, 8}, {64, 5}, {64, 11}, {64, 15}, {64, 32}, {127, 63}, {128, 64}})
        QTest::addRow("n=%d d=%d", bits, radius) << bits << radius;
}

std::vector<BitPattern> randomPatterns(int count, int bits, Random& random)
{
    std::vector<BitPattern> patterns;
    for (int i = 0; i < count; ++i)
        patterns.push_back(randomPattern(bits, random));
    return patterns;
}

/// Mean total variation of the two reads, and how often each returns every bit of the pattern.
struct Reads {
    double distance = 0, memory = 0, attention = 0;
};
Reads readsAt(int flips)
{
    constexpr int kBits = 64;
    constexpr int kRadius = 15;
    constexpr int kTrials = 200;
    const auto overlaps = ballOverlaps(kBits, kRadius);
    const Samples byOverlap = overlapWeights(overlaps);
    const Samples bySoftmax = softmaxWeights(fitOverlaps(overlaps, 2 * kRadius).slope, kBits);
    Random random(static_cast<std::uint64_t>(flips) + 1);
    Reads reads;
    for (int trial = 0; trial < kTrials; ++trial) {
        const std::vector<BitPattern> patterns = randomPatterns(200, kBits, random);
        const PatternMemory memory(patterns, kBits, byOverlap);
        const PatternMemory attention(patterns, kBits, bySoftmax);
        const BitPattern query = withFlips(patterns.front(), kBits, flips, random);
        reads.distance += totalVariation(memory.shares(query), attention.shares(query)) / kTrials;
        reads.memory += memory.read(query) == patterns.front() ? 1.0 / kTrials : 0;
        reads.attention += attention.read(query) == patterns.front() ? 1.0 / kTrials : 0;
    }
    return reads;
}

} // namespace

class TestHammingBalls : public QObject {
    Q_OBJECT
private slots:
    void equalsCountingEveryAddress_data()
    {
        QTest::addColumn<int>("bits");
        QTest::addColumn<int>("radius");
        for (const int bits : {10, 11, 12})
            for (const int radius : {0, 1, 3, 4, 5})
                QTest::addRow("n=%d d=%d", bits, radius) << bits << radius;
    }
    void equalsCountingEveryAddress()
    {
        QFETCH(int, bits);
        QFETCH(int, radius);
        const auto counted = byBruteForce(bits, radius);
        QVERIFY(ballOverlaps(bits, radius) == counted);
        QVERIFY(ballOverlapsByLattice(bits, radius) == counted);
        QVERIFY(ballSize(bits, radius) == counted.front());
    }

    void latticeIsLune_data() { sizeRows(); }
    void latticeIsLune()
    {
        QFETCH(int, bits);
        QFETCH(int, radius);
        QVERIFY(ballOverlaps(bits, radius) == ballOverlapsByLattice(bits, radius));
    }

    /// I(2k − 1) = I(2k), and nothing is shared beyond 2d.
    void stepsComeInPairs_data() { sizeRows(); }
    void stepsComeInPairs()
    {
        QFETCH(int, bits);
        QFETCH(int, radius);
        const auto overlaps = ballOverlaps(bits, radius);
        for (std::size_t v = 2; v < overlaps.size(); v += 2)
            QVERIFY(overlaps[v - 1] == overlaps[v]);
        for (auto v = static_cast<std::size_t>(2 * radius + 1); v < overlaps.size(); ++v)
            QVERIFY(overlaps[v] == 0);
        QVERIFY(overlaps[std::size_t(2 * radius)] > 0);
        QVERIFY(overlaps[1] < overlaps[0]);
    }

    void knownRatios()
    {
        const Samples weights = overlapWeights(ballOverlaps(64, 11));
        const double known[] = {1, 0.33624711982985217, 0.33624711982985217, 0.14184535461872846,
                                0.14184535461872846};
        for (std::size_t v = 0; v < std::size(known); ++v)
            QVERIFY(std::abs(weights[v] - known[v]) < 1e-15);
        QVERIFY(asDouble(ballSize(128, 64)) > std::ldexp(1.0, 127)); // beyond 64 bits, and not wrapped round
    }

    void fit_data()
    {
        QTest::addColumn<int>("radius");
        QTest::addColumn<int>("last");
        QTest::addColumn<double>("beta");
        QTest::addColumn<double>("rSquared");
        QTest::newRow("d=5 whole") << 5 << 10 << 32.95059 << 0.96978;
        QTest::newRow("d=11 whole") << 11 << 22 << 19.33959 << 0.96497;
        QTest::newRow("d=15 whole") << 15 << 30 << 13.78624 << 0.94853;
        QTest::newRow("d=5 near") << 5 << 5 << 31.11565 << 0.93401;
        QTest::newRow("d=11 near") << 11 << 11 << 14.90523 << 0.97638;
        QTest::newRow("d=15 near") << 15 << 15 << 9.66476 << 0.98460;
    }
    void fit()
    {
        QFETCH(int, radius);
        QFETCH(int, last);
        QFETCH(double, beta);
        QFETCH(double, rSquared);
        const LogLinearFit found = fitOverlaps(ballOverlaps(64, radius), last);
        QVERIFY2(std::abs(found.slope - beta) < 1e-5, QByteArray::number(found.slope));
        QVERIFY2(std::abs(found.rSquared - rSquared) < 1e-5, QByteArray::number(found.rSquared));
    }

    void signalToNoise()
    {
        QCOMPARE(signalToNoiseRadius(64, 1024, 64), 11);
        QVERIFY(signalToNoiseRadius(64, 1024, 20) > 11);
        QCOMPARE(signalToNoiseRadius(16, 1, 0), 8);
    }

    void readsAgreeNearTheQuery_data()
    {
        QTest::addColumn<int>("flips");
        QTest::addColumn<double>("distance");
        QTest::newRow("0") << 0 << 0.0017;
        QTest::newRow("8") << 8 << 0.012;
        QTest::newRow("12") << 12 << 0.061;
        QTest::newRow("16") << 16 << 0.22;
    }
    void readsAgreeNearTheQuery()
    {
        QFETCH(int, flips);
        QFETCH(double, distance);
        const Reads reads = readsAt(flips);
        QVERIFY2(std::abs(reads.distance / distance - 1) < 0.3, QByteArray::number(reads.distance));
        if (flips <= 12)
            QVERIFY(reads.memory >= 0.98 && reads.attention >= 0.98);
    }

    /// Many neurons read as the expected read does, where enough of them answer.
    void neuronsApproachTheirExpectation()
    {
        constexpr int kBits = 16;
        Random random(11);
        const std::vector<BitPattern> patterns = randomPatterns(5, kBits, random);
        const PatternMemory memory(patterns, kBits, overlapWeights(ballOverlaps(kBits, 5)));
        const auto neurons = NeuronMemory::store(patterns, kBits, 5, 60000, 3, {});
        int same = 0;
        for (int trial = 0; trial < 100; ++trial) {
            const BitPattern query = withFlips(patterns.front(), kBits, 2, random);
            same += kBits - hammingDistance(neurons->read(query), memory.read(query));
        }
        QVERIFY2(same > 99 * kBits * 100 / 100, QByteArray::number(same));
    }

    /// Where no pattern is within 2d nothing is read, and the query stays.
    void farQueriesStay()
    {
        const PatternMemory memory({BitPattern{}}, 64, overlapWeights(ballOverlaps(64, 3)));
        Random random(1);
        const BitPattern far = withFlips({}, 64, 20, random);
        QVERIFY(memory.read(far) == far);
        QCOMPARE(memory.shares(far).front(), 0.0);
        QCOMPARE(totalVariation(memory.shares(far), {1.0}), 1.0);
        QVERIFY(memory.read(withFlips({}, 64, 6, random)) == BitPattern{});
    }
};

QTEST_GUILESS_MAIN(TestHammingBalls)
#include "tst_hamming_balls.moc"
