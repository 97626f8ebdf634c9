// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/convolution.h"
#include "core/math/fft.h"

#include <QtTest>

#include <numbers>
#include <random>
#include <thread>

using namespace kaba;

namespace {

std::vector<double> someNumbers(std::size_t count, unsigned seed)
{
    std::mt19937 bits(seed);
    std::vector<double> numbers(count);
    for (double& value : numbers)
        value = static_cast<double>(bits()) / 2147483648.0 - 1;
    return numbers;
}

std::complex<long double> naiveBin(const std::vector<double>& x, std::size_t k)
{
    std::complex<long double> sum = 0;
    for (std::size_t j = 0; j < x.size(); ++j)
        sum +=
            static_cast<long double>(x[j]) * std::polar(1.0L, -2 * std::numbers::pi_v<long double> *
                                                                  static_cast<long double>(j * k % x.size()) /
                                                                  static_cast<long double>(x.size()));
    return sum;
}

void compareRoundTrip(std::size_t size, unsigned seed)
{
    const std::vector<double> x = someNumbers(size, seed);
    RealFft fft(size);
    std::copy(x.begin(), x.end(), fft.time().begin());
    fft.forward();
    fft.inverse();
    for (std::size_t j = 0; j < size; ++j)
        QVERIFY(std::abs(fft.time()[j] - x[j]) < 1e-14);
}

} // namespace

class TestFft : public QObject {
    Q_OBJECT
private slots:
    void matchesTheDefinition_data();
    void matchesTheDefinition();
    void roundTripsWithManySizes();
    void isSafeOnSeveralThreads();
    void goodSizesAreSmoothAndEven();
    void convolvesLikeTheDefinition_data();
    void convolvesLikeTheDefinition();
    void convolvesShorterInputsAgain();
};

void TestFft::matchesTheDefinition_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {1, 2, 3, 5, 8, 60, 97, 101, 128, 1000})
        QTest::addRow("%d", size) << size;
}

void TestFft::matchesTheDefinition()
{
    QFETCH(int, size);
    const std::vector<double> x = someNumbers(static_cast<std::size_t>(size), 1);
    RealFft fft(x.size());
    QCOMPARE(fft.bins(), x.size() / 2 + 1);
    std::copy(x.begin(), x.end(), fft.time().begin());
    fft.forward();
    for (std::size_t k = 0; k < fft.bins(); ++k)
        QVERIFY(std::abs(std::complex<long double>(fft.spectrum()[k]) - naiveBin(x, k)) < 1e-15L * size);
}

void TestFft::roundTripsWithManySizes()
{
    for (std::size_t size = 1; size <= 300; ++size) // more than the plans that are kept
        compareRoundTrip(size, static_cast<unsigned>(size));
}

void TestFft::isSafeOnSeveralThreads()
{
    std::vector<std::jthread> threads;
    for (unsigned t = 0; t < 4; ++t)
        threads.emplace_back([t] {
            for (std::size_t size = 50; size < 300; ++size)
                compareRoundTrip(size, t);
        });
}

void TestFft::goodSizesAreSmoothAndEven()
{
    QCOMPARE(goodFftSize(0), std::size_t{2});
    QCOMPARE(goodFftSize(7), std::size_t{8});
    QCOMPARE(goodFftSize(11), std::size_t{12});
    QCOMPARE(goodFftSize(121), std::size_t{128});
    QCOMPARE(goodFftSize(131), std::size_t{144});
    QCOMPARE(goodFftSize(32767), std::size_t{32768});
}

void TestFft::convolvesLikeTheDefinition_data() { matchesTheDefinition_data(); }

void TestFft::convolvesLikeTheDefinition()
{
    QFETCH(int, size);
    const std::vector<double> kernel = someNumbers(static_cast<std::size_t>(size), 2);
    const std::vector<double> input = someNumbers(static_cast<std::size_t>(size), 3);
    const std::vector<double> output = causalConvolution(kernel, input);
    QCOMPARE(output.size(), input.size());
    for (std::size_t k = 0; k < output.size(); ++k) {
        long double sum = 0;
        for (std::size_t l = 0; l <= k; ++l)
            sum += static_cast<long double>(kernel[l]) * input[k - l];
        QVERIFY(std::abs(static_cast<long double>(output[k]) - sum) < 1e-15L * (size + 10));
    }
}

void TestFft::convolvesShorterInputsAgain()
{
    CausalConvolution convolution(8);
    std::vector<double> output(8);
    convolution.apply(someNumbers(8, 1), someNumbers(8, 2), output);
    convolution.apply(std::vector<double>{1, -1}, std::vector<double>{1, 2, 4}, output);
    const std::vector<double> expected{1, 1, 2, -4, 0, 0, 0, 0};
    for (std::size_t k = 0; k < 8; ++k)
        QVERIFY(std::abs(output[k] - expected[k]) < 1e-14);
    QVERIFY(causalConvolution({}, {}).empty());
}

QTEST_GUILESS_MAIN(TestFft)
#include "tst_fft.moc"
