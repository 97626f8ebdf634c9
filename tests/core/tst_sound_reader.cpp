// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/signals/input_file.h"
#include "tests/support/temporary_file.h"

#include <sndfile.h>

#include <QtTest>

#include <cmath>

using namespace kaba;

namespace {

constexpr int kFrames = 4000;

double sampleAt(int frame, int channel) { return 0.5 * std::sin(0.05 * frame * (channel + 1)); }

std::filesystem::path soundIn(const TemporaryFolder& folder, const char* name, int format)
{
    SF_INFO info{};
    info.channels = 2;
    info.samplerate = 8000;
    info.format = format;
    SNDFILE* sound = sf_open(folder.path(name).c_str(), SFM_WRITE, &info);
    std::vector<double> samples;
    for (int frame = 0; frame < kFrames; ++frame)
        for (int channel = 0; channel < 2; ++channel)
            samples.push_back(sampleAt(frame, channel));
    sf_writef_double(sound, samples.data(), kFrames);
    sf_close(sound);
    return folder.path(name);
}

} // namespace

class TestSoundReader : public QObject {
    Q_OBJECT
private slots:
    void readsEveryFormat_data();
    void readsEveryFormat();
    void saysWhatIsCutOff_data();
    void saysWhatIsCutOff();
    void takesUnknownLength();
};

void TestSoundReader::readsEveryFormat_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("format");
    QTest::addColumn<double>("tolerance");
    QTest::newRow("WAV, 16 bits") << QByteArray("a.wav") << (SF_FORMAT_WAV | SF_FORMAT_PCM_16) << 1.0 / 32768;
    QTest::newRow("WAV, double") << QByteArray("a.wav") << (SF_FORMAT_WAV | SF_FORMAT_DOUBLE) << 0.0;
    QTest::newRow("FLAC, 24 bits") << QByteArray("a.flac") << (SF_FORMAT_FLAC | SF_FORMAT_PCM_24) << 0x1p-23;
    QTest::newRow("OGG") << QByteArray("a.ogg") << (SF_FORMAT_OGG | SF_FORMAT_VORBIS) << 0.1;
    QTest::newRow("AIFF") << QByteArray("a.aiff") << (SF_FORMAT_AIFF | SF_FORMAT_FLOAT) << 1e-7;
}

void TestSoundReader::readsEveryFormat()
{
    QFETCH(QByteArray, name);
    QFETCH(int, format);
    QFETCH(double, tolerance);
    const TemporaryFolder folder;
    const auto input = readInput(soundIn(folder, name.constData(), format));
    QVERIFY2(input, input ? "" : input.error().message.en.c_str());
    QCOMPARE((*input)->sampleRate, 8000.0);
    QCOMPARE((*input)->arrays.size(), std::size_t(2));
    for (int channel = 0; channel < 2; ++channel) {
        const InputArray& array = (*input)->arrays[static_cast<std::size_t>(channel)];
        QCOMPARE(array.name, "channel " + std::to_string(channel + 1));
        QCOMPARE(array.re.size(), std::size_t(kFrames));
        for (int frame = 0; frame < kFrames; ++frame)
            QVERIFY(std::abs(array.re[static_cast<std::size_t>(frame)] - sampleAt(frame, channel)) <=
                    tolerance);
    }
}

void TestSoundReader::saysWhatIsCutOff_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("format");
    QTest::newRow("WAV") << QByteArray("a.wav") << (SF_FORMAT_WAV | SF_FORMAT_PCM_16);
    QTest::newRow("FLAC") << QByteArray("a.flac") << (SF_FORMAT_FLAC | SF_FORMAT_PCM_16);
}

void TestSoundReader::saysWhatIsCutOff()
{
    QFETCH(QByteArray, name);
    QFETCH(int, format);
    const TemporaryFolder folder;
    const std::string whole = *readFile(soundIn(folder, name.constData(), format));
    const auto input = readInput(folder.write(name.constData(), whole.substr(0, whole.size() / 2)));
    QVERIFY(!input);
    QCOMPARE(input.error().kind, Error::Kind::Input);
    QVERIFY(input.error().message.en.find(name.toStdString()) != std::string::npos);
}

void TestSoundReader::takesUnknownLength()
{
    const TemporaryFolder folder;
    std::string bytes = *readFile(soundIn(folder, "a.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16));
    bytes.replace(4, 4, "\xff\xff\xff\x7f");                      // length of the file
    bytes.replace(bytes.find("data") + 4, 4, "\xff\xf0\xff\x7f"); // length of the samples
    const auto input = readInput(folder.write("piped.wav", bytes));
    QVERIFY2(input, input ? "" : input.error().message.en.c_str());
    QCOMPARE((*input)->arrays[0].re.size(), std::size_t(kFrames));
}

QTEST_GUILESS_MAIN(TestSoundReader)
#include "tst_sound_reader.moc"
