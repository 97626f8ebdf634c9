// SPDX-License-Identifier: GPL-3.0-or-later
// One minute of sound, 16 000 samples a second, goes whole through a layer.
#include "core/base/demo.h"
#include "core/signals/input_file.h"
#include "tests/support/temporary_file.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace kaba;

namespace {

constexpr std::size_t kSamples = 960'000;

void put(std::string& bytes, std::uint32_t value, int size)
{
    for (int i = 0; i < size; ++i)
        bytes += static_cast<char>(value >> (8 * i) & 0xff);
}

/// A mono WAV file of 16 bit: a tone that swells and fades.
std::string minuteOfSound()
{
    constexpr std::uint32_t kRate = 16'000;
    constexpr std::uint32_t kBytes = 2 * kSamples;
    std::string wav = "RIFF";
    put(wav, 36 + kBytes, 4);
    wav += "WAVEfmt ";
    put(wav, 16, 4);
    put(wav, 1, 2);
    put(wav, 1, 2);
    put(wav, kRate, 4);
    put(wav, 2 * kRate, 4);
    put(wav, 2, 2);
    put(wav, 16, 2);
    wav += "data";
    put(wav, kBytes, 4);
    for (std::size_t k = 0; k < kSamples; ++k) {
        const double t = static_cast<double>(k) / kRate;
        const double value = 12'000 * std::sin(2 * M_PI * 220 * t) * std::sin(0.1 * t);
        put(wav, static_cast<std::uint32_t>(static_cast<int>(value)), 2);
    }
    return wav;
}

Request requestFor(const std::string& settings)
{
    const Demo* demo = findDemo("ssm");
    Request request{.values = ParameterSet(demo->parameters), .panels = {"output"}};
    static_cast<void>(request.values.setAll("signal=file;length=auto;" + settings));
    auto input = readInputBytes(minuteOfSound(), "minute.wav");
    if (input)
        request.input = std::make_shared<Input>(*std::move(input));
    return request;
}

const Line& lineOf(const Figure& figure, std::string_view id)
{
    const auto& layers = figure.panels.front().layers;
    return std::get<Line>(std::ranges::find(layers, id, &Layer::id)->data);
}

} // namespace

class TestLongInput : public QObject {
    Q_OBJECT
private slots:
    void isComputedWhole_data();
    void isComputedWhole();
    void stopsWhenAsked();
};

void TestLongInput::isComputedWhole_data()
{
    QTest::addColumn<std::string>("settings");
    QTest::newRow("dense") << std::string();
    QTest::newRow("diagonal") << std::string("system=s4d-lin;rule=zoh;step=0.001");
}

void TestLongInput::isComputedWhole()
{
    QFETCH(std::string, settings);
    const Request request = requestFor(settings);
    QVERIFY(request.input);
    const Result<Figure> figure = run(*findDemo("ssm"), request, RunContext());
    QVERIFY2(figure, figure ? "" : figure.error().message.en.c_str());
    QCOMPARE(figure->panels.size(), std::size_t(1));
    const Samples& u = lineOf(*figure, "input").y;
    const Samples& recurrent = lineOf(*figure, "recurrent").y;
    const Samples& convolved = lineOf(*figure, "convolutional").y;
    QCOMPARE(u.size(), kSamples);
    QCOMPARE(recurrent.size(), kSamples);
    double worst = 0;
    double largest = 0;
    for (std::size_t k = 0; k < kSamples; ++k) {
        worst = std::max(worst, std::abs(recurrent[k] - convolved[k]));
        largest = std::max(largest, std::abs(recurrent[k]));
    }
    QVERIFY(largest > 0);
    QVERIFY2(worst < 1e-9 * largest, qPrintable(QString::number(worst / largest)));
}

void TestLongInput::stopsWhenAsked()
{
    const Request request = requestFor({});
    std::stop_source stop;
    double reached = 0;
    const RunContext context(stop.get_token(), [&](double part) {
        reached = part;
        stop.request_stop();
    });
    const Result<Figure> figure = run(*findDemo("ssm"), request, context);
    QVERIFY(!figure);
    QCOMPARE(figure.error().kind, Error::Kind::Cancelled);
    QVERIFY(reached < 1);
}

QTEST_GUILESS_MAIN(TestLongInput)
#include "tst_long_input.moc"
