// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/math/vector_ops.h"
#include "core/signals/generators.h"
#include "core/signals/signal.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <numbers>

using namespace kaba;

namespace {

const std::vector<Parameter> kParameters{kSignal, kColumn, kStart, kCurve, lengthParam(100)};

Request requestWith(std::string_view settings, std::shared_ptr<const Input> input = {})
{
    Request request{.values = ParameterSet(kParameters), .input = std::move(input)};
    [[maybe_unused]] const Status accepted = request.values.setAll(settings);
    assert(accepted);
    return request;
}

/// A table with a complex column, two real ones and a 60 × 2 matrix.
std::shared_ptr<const Input> table()
{
    Samples ramp(120);
    Samples matrix(120);
    for (std::size_t i = 0; i < ramp.size(); ++i) {
        ramp[i] = static_cast<double>(i);
        matrix[i] = 1000 + static_cast<double>(i);
    }
    Samples holed = ramp;
    holed[50] = std::numeric_limits<double>::quiet_NaN();
    Input input{.name = "table.npz", .sha256 = {}, .sampleRate = 8000};
    input.arrays = {{.name = "z", .shape = {120}, .re = ramp, .im = ramp},
                    {.name = "ramp", .shape = {120}, .re = ramp},
                    {.name = "holed", .shape = {120}, .re = holed},
                    {.name = "m", .shape = {60, 2}, .re = matrix}};
    input.notices = {{"converted", "変換しました"}};
    return std::make_shared<const Input>(std::move(input));
}

} // namespace

class TestSignal : public QObject {
    Q_OBJECT
private slots:
    void closedForms();
    void noiseIsBandLimited();
    void seedsMatter();
    void stepsAreEightPlateaus();
    void mackeyGlassSolvesItsEquation();
    void drawnCurves();
    void lengthsAreAsAsked_data();
    void lengthsAreAsAsked();
    void columnsOfAFile_data();
    void columnsOfAFile();
    void refusals_data();
    void refusals();
    void saysWhatWasLeftOut();
};

void TestSignal::closedForms()
{
    const Samples three = sines(64);
    const double turn = 2 * std::numbers::pi;
    for (std::size_t k = 0; k < 64; ++k) {
        const double t = static_cast<double>(k) / 64;
        QCOMPARE(three[k], std::sin(turn * 3 * t) + 0.5 * std::sin(turn * 7 * t + 0.3) +
                               0.25 * std::cos(turn * 13 * t));
        QCOMPARE(chirp(64)[k], std::sin(turn * (t + 10 * t * t)));
    }
    QCOMPARE(impulse(4), (Samples{1, 0, 0, 0}));
    // Twice as many samples: the same function on a finer grid.
    for (std::size_t k = 0; k < 64; ++k)
        QVERIFY(std::abs(sines(128)[2 * k] - three[k]) < 1e-12);
}

void TestSignal::noiseIsBandLimited()
{
    constexpr std::size_t length = 256;
    const Samples u = noise(length, 9);
    double inside = 0;
    for (int m = 0; m <= 128; ++m) {
        double re = 0;
        double im = 0;
        for (std::size_t k = 0; k < length; ++k) {
            const double angle = 2 * std::numbers::pi * m * static_cast<double>(k) / length;
            re += u[k] * std::cos(angle) / length;
            im += u[k] * std::sin(angle) / length;
        }
        const double power = 2 * (re * re + im * im);
        if (m >= 1 && m <= 24)
            inside += power;
        else
            QVERIFY(power < 1e-25);
    }
    QVERIFY(std::abs(inside - squaredNorm(u) / length) < 1e-12);
    QVERIFY(inside > 0.2 && inside < 1);
}

void TestSignal::seedsMatter()
{
    QCOMPARE(noise(50, 1), noise(50, 1));
    QVERIFY(noise(50, 1) != noise(50, 2));
    QVERIFY(steps(50, 1) != steps(50, 2));
    Request request = requestWith("signal=noise;length=50");
    request.seed = 2;
    QCOMPARE(signalFor(request)->values, noise(50, 2));
}

void TestSignal::stepsAreEightPlateaus()
{
    const Samples u = steps(80, 4);
    for (std::size_t k = 0; k < 80; ++k)
        QCOMPARE(u[k], u[k / 10 * 10]);
    QVERIFY(maxAbs(u) <= 1 && u[0] != u[10]);
}

/// Central differences of the series against the right-hand side of the delay equation.
void TestSignal::mackeyGlassSolvesItsEquation()
{
    constexpr std::size_t perUnit = 20;
    const Samples u = mackeyGlass(600 * perUnit);
    for (std::size_t k = 400; k + 1 < u.size(); k += 37) {
        const double slope = (u[k + 1] - u[k - 1]) * perUnit / 2;
        const double delayed = u[k - 17 * perUnit] + 0.9;
        const double expected = 0.2 * delayed / (1 + std::pow(delayed, 10)) - 0.1 * (u[k] + 0.9);
        QVERIFY2(std::abs(slope - expected) < 1e-3, qPrintable(QString::number(k)));
    }
    QVERIFY(maxAbs(u) > 0.3 && maxAbs(u) < 0.7);
}

void TestSignal::drawnCurves()
{
    QCOMPARE(drawn(Samples{0.5}, 3), (Samples{0.5, 0.5, 0.5}));
    QCOMPARE(drawn(Samples{0, 1}, 5), (Samples{0, 0.25, 0.5, 0.75, 1}));
    QCOMPARE(drawn(Samples{0, 1, -1}, 5), (Samples{0, 0.5, 1, 0, -1}));
    QCOMPARE(drawn(Samples{0.25, 1}, 1), (Samples{0.25}));
    QCOMPARE(signalFor(requestWith("signal=drawn;curve=0,1;length=17"))->values, drawn(Samples{0, 1}, 17));
}

void TestSignal::lengthsAreAsAsked_data()
{
    QTest::addColumn<std::string>("kind");
    for (const Option& option : kSignalOptions)
        if (option.id != "file" && option.id != "drawn")
            QTest::newRow(option.id.data()) << std::string(option.id);
}

void TestSignal::lengthsAreAsAsked()
{
    QFETCH(std::string, kind);
    for (const std::size_t length : {16, 97, 100}) {
        const auto signal = signalFor(requestWith(fmt::format("signal={};length={}", kind, length)));
        QVERIFY(signal.has_value());
        QCOMPARE(signal->values.size(), length);
        QVERIFY(allFinite(signal->values) && maxAbs(signal->values) > 0 && signal->notices.empty());
        QVERIFY(!signal->label.en.empty() && !signal->label.ja.empty());
    }
}

void TestSignal::columnsOfAFile_data()
{
    QTest::addColumn<std::string>("settings");
    QTest::addColumn<double>("first");
    QTest::addColumn<double>("second");
    QTest::addColumn<std::size_t>("count");
    const auto row = [](const char* settings, double first, double second, int count) {
        QTest::newRow(settings) << std::string("signal=file;") + settings << first << second
                                << std::size_t(count);
    };
    row("length=16", 0, 1, 16);
    row("length=16;start=100", 100, 101, 16);
    row("length=auto", 0, 1, 100);
    row("length=auto;start=90", 90, 91, 30);
    row("length=100;start=119", 119, 0, 1);
    row("length=16;column=ramp", 0, 1, 16);
    row("length=16;column=1", 0, 1, 16);
    row("length=16;column=3", 1000, 1002, 16);
    row("length=16;column=m[2];start=1", 1003, 1005, 16);
    row("length=16;column=holed", 0, 1, 16);
}

void TestSignal::columnsOfAFile()
{
    QFETCH(std::string, settings);
    QFETCH(double, first);
    QFETCH(double, second);
    QFETCH(std::size_t, count);
    const auto signal = signalFor(requestWith(settings, table()));
    QVERIFY(signal.has_value());
    QCOMPARE(signal->values.size(), count);
    QCOMPARE(signal->values[0], first);
    if (count > 1)
        QCOMPARE(signal->values[1], second);
    QCOMPARE(signal->sampleRate, 8000.0);
    QVERIFY(signal->label.en.starts_with("table.npz, "));
}

void TestSignal::refusals_data()
{
    QTest::addColumn<std::string>("settings");
    QTest::addColumn<bool>("withFile");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<std::string>("mentions");
    const auto row = [](const char* settings, bool withFile, Error::Kind kind, const char* mentions) {
        QTest::newRow(settings) << std::string(settings) << withFile << kind << std::string(mentions);
    };
    row("signal=file", false, Error::Kind::CannotCompute, "--input");
    row("signal=drawn", true, Error::Kind::CannotCompute, "curve");
    row("signal=file;column=nonesuch", true, Error::Kind::CannotCompute,
        "1 (ramp), 2 (holed), 3 (m[1]), 4 (m[2])");
    row("signal=file;column=z", true, Error::Kind::CannotCompute, "ramp");
    row("signal=file;column=0", true, Error::Kind::CannotCompute, "4 (m[2])");
    row("signal=file;column=5", true, Error::Kind::CannotCompute, "4 (m[2])");
    row("signal=file;column=1.5", true, Error::Kind::CannotCompute, "4 (m[2])");
    row("signal=file;start=120", true, Error::Kind::CannotCompute, "at most 119");
    row("signal=file;column=holed;length=100", true, Error::Kind::Input, "table.npz: sample 50");
}

void TestSignal::refusals()
{
    QFETCH(std::string, settings);
    QFETCH(bool, withFile);
    QFETCH(Error::Kind, kind);
    QFETCH(std::string, mentions);
    const auto signal = signalFor(requestWith(settings, withFile ? table() : nullptr));
    QVERIFY(!signal);
    QCOMPARE(signal.error().kind, kind);
    QVERIFY2(signal.error().message.en.find(mentions) != std::string::npos,
             signal.error().message.en.c_str());
    QVERIFY(!signal.error().message.ja.empty());
}

void TestSignal::saysWhatWasLeftOut()
{
    const auto cut = signalFor(requestWith("signal=file;length=auto;start=5", table()));
    QCOMPARE(cut->notices.size(), std::size_t(2));
    QCOMPARE(cut->notices[0].en, std::string("converted"));
    QVERIFY(cut->notices[1].en.find("5 to 104 of 120") != std::string::npos);
    QVERIFY(cut->notices[1].en.find("15") != std::string::npos);
    const auto whole = signalFor(requestWith("signal=file;length=auto;start=20", table()));
    QCOMPARE(whole->notices.size(), std::size_t(1));
    const auto brief = signalFor(requestWith("signal=file;length=100;start=60", table()));
    QVERIFY(brief->notices.back().en.find("60 samples from sample 60") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestSignal)
#include "tst_signal.moc"
