// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "tests/support/program.h"

#include <nlohmann/json.hpp>

#include <QElapsedTimer>
#include <QtTest>

#include <map>

using namespace kaba;
using Json = nlohmann::json;

namespace {

const QStringList kSuffixes{"json", "csv", "npz", "pdf", "svg", "png", "kaba"};
const QStringList kRun{"run",     "hippo",  "--set", "measure=legt", "--set",  "length=200", "--set",
                       "order=7", "--seed", "5",     "--size",       "90x60mm"};

QStringList withOuts(QStringList words, const QString& name)
{
    for (const QString& suffix : kSuffixes)
        words << "--out" << name + "." + suffix;
    return words;
}

Json jsonIn(const Program& kaba, const char* name)
{
    return Json::parse(*readFile(kaba.folder().path(name)));
}

} // namespace

class TestCliExports : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void everyFileRestoresTheDemo_data();
    void everyFileRestoresTheDemo();
    void sameCommandSameBytes();
    void laterOptionsOverrideTheRecipe();
    void inputIsFoundBesideTheRecipe();
    void noPlaceOrNameLeaksOut();
    void aMissingFontIsSaid();
    void aKillLeavesNothingHalfWritten();
    void framesEqualSingleRuns_data();
    void framesEqualSingleRuns();
    void aSweepMakesAnAnimation();
};

void TestCliExports::initTestCase()
{
    if (qEnvironmentVariableIsEmpty("KABA_PROGRAM"))
        QSKIP("KABA_PROGRAM names no program");
}

void TestCliExports::everyFileRestoresTheDemo_data()
{
    QTest::addColumn<QString>("suffix");
    for (const QString& suffix : kSuffixes)
        QTest::newRow(qPrintable(suffix)) << suffix;
}

void TestCliExports::everyFileRestoresTheDemo()
{
    QFETCH(QString, suffix);
    const Program kaba;
    QCOMPARE(kaba.run(kRun + QStringList{"--out", "a." + suffix, "--out", "first.json"}).code, 0);
    QCOMPARE(kaba.run({"run", "a." + suffix, "--out", "back.json"}).code, 0);
    QCOMPARE(*readFile(kaba.folder().path("back.json")), *readFile(kaba.folder().path("first.json")));
    QVERIFY(jsonIn(kaba, "back.json")["settings"]["order"] == 7);
    QVERIFY(jsonIn(kaba, "back.json")["style"]["size"] == "90x60mm");
}

void TestCliExports::sameCommandSameBytes()
{
    const Program kaba;
    QCOMPARE(kaba.run(withOuts(kRun, "a")).code, 0);
    qputenv("TZ", "Asia/Tokyo");
    QCOMPARE(kaba.run(withOuts(kRun, "b")).code, 0);
    qunsetenv("TZ");
    for (const QString& suffix : kSuffixes) {
        const auto name = [&](const char* stem) {
            return kaba.folder().path((stem + ("." + suffix)).toStdString());
        };
        QVERIFY2(*readFile(name("a")) == *readFile(name("b")), qPrintable(suffix));
    }
}

void TestCliExports::laterOptionsOverrideTheRecipe()
{
    const Program kaba;
    QCOMPARE(kaba.run(kRun + QStringList{"--panel", "error", "--out", "a.kaba"}).code, 0);
    QCOMPARE(kaba.run({"run", "a.kaba", "--set", "order=9", "--seed", "6", "--size", "50x40mm", "--panel",
                       "matrix-a", "--out", "b.json"})
                 .code,
             0);
    const Json figure = jsonIn(kaba, "b.json");
    QVERIFY(figure["settings"]["order"] == 9 && figure["settings"]["measure"] == "legt" &&
            figure["seed"] == 6);
    QVERIFY(figure["style"]["size"] == "50x40mm");
    QVERIFY(figure["panels"].size() == 1 && figure["panels"][0]["id"] == "matrix-a");
}

void TestCliExports::inputIsFoundBesideTheRecipe()
{
    const Program kaba;
    std::string numbers;
    for (int i = 0; i < 40; ++i)
        numbers += std::to_string(i % 5) + "\n";
    kaba.folder().write("x.csv", numbers);
    QCOMPARE(kaba.run({"run", "hippo", "--set", "signal=file", "--set", "length=32", "--input", "x.csv",
                       "--out", "a.kaba", "--out", "a.json"})
                 .code,
             0);
    QCOMPARE(kaba.run({"run", "a.kaba", "--out", "b.json"}).code, 0);
    QCOMPARE(*readFile(kaba.folder().path("b.json")), *readFile(kaba.folder().path("a.json")));
    kaba.folder().write("x.csv", numbers + "7\n");
    const Answer changed = kaba.run({"run", "a.kaba", "--lang", "en"});
    QCOMPARE(changed.code, 3);
    QVERIFY(changed.messages.contains("another 'x.csv'"));
    std::filesystem::rename(kaba.folder().path("x.csv"), kaba.folder().path("y.csv"));
    QCOMPARE(kaba.run({"run", "a.kaba"}).code, 3);
    QCOMPARE(kaba.run({"run", "a.kaba", "--input", "y.csv", "--out", "c.json"}).code, 0);
}

void TestCliExports::noPlaceOrNameLeaksOut()
{
    const Program kaba;
    QCOMPARE(kaba.run(withOuts(kRun, QString::fromStdString(kaba.folder().path("a").string()))).code, 0);
    for (const QString& suffix : kSuffixes) {
        const std::string bytes = *readFile(kaba.folder().path(("a." + suffix).toStdString()));
        QVERIFY2(bytes.find(kaba.folder().path("").string()) == std::string::npos, qPrintable(suffix));
        QVERIFY2(bytes.find("/tmp/") == std::string::npos, qPrintable(suffix));
    }
}

void TestCliExports::aMissingFontIsSaid()
{
    const Program kaba;
    const Answer answer =
        kaba.run(kRun + QStringList{"--font", "No Such Font", "--out", "a.svg", "--lang", "en"});
    QCOMPARE(answer.code, 0);
    QVERIFY(answer.messages.contains("'No Such Font' is not installed"));
    QVERIFY(!kaba.run(kRun + QStringList{"--out", "b.svg", "--lang", "en"}).messages.contains("installed"));
}

void TestCliExports::aKillLeavesNothingHalfWritten()
{
    const Program kaba;
    const QStringList command = withOuts(kRun, "a");
    QCOMPARE(kaba.run(command).code, 0);
    std::map<std::string, std::string> whole;
    for (const auto& entry : std::filesystem::directory_iterator(kaba.folder().path("")))
        whole[entry.path().filename().string()] = *readFile(entry.path());
    QElapsedTimer clock;
    clock.start();
    QCOMPARE(kaba.run(command).code, 0);
    const qint64 usual = clock.elapsed();
    for (int round = 0; round < 20; ++round) {
        for (const QString& suffix : kSuffixes)
            std::filesystem::remove(kaba.folder().path(("a." + suffix).toStdString()));
        QProcess process;
        kaba.start(process, command);
        QVERIFY(process.waitForStarted());
        static_cast<void>(process.waitForFinished(static_cast<int>(usual * (round + 1) / 20)));
        process.kill();
        static_cast<void>(process.waitForFinished());
        for (const auto& entry : std::filesystem::directory_iterator(kaba.folder().path("")))
            QVERIFY2(whole.contains(entry.path().filename().string()) &&
                         whole[entry.path().filename().string()] == *readFile(entry.path()),
                     entry.path().c_str());
    }
}

void TestCliExports::framesEqualSingleRuns_data()
{
    QTest::addColumn<QString>("sweep");
    QTest::addColumn<QStringList>("values");
    QTest::newRow("log") << QStringLiteral("step=1e-3:1e-1:3:log")
                         << QStringList{QStringLiteral("step=1e-3"), QStringLiteral("step=0.01"),
                                        QStringLiteral("step=1e-1")};
    QTest::newRow("moment") << QStringLiteral("moment=10:190:3")
                            << QStringList{QStringLiteral("moment=10"), QStringLiteral("moment=100"),
                                           QStringLiteral("moment=190")};
}

void TestCliExports::framesEqualSingleRuns()
{
    QFETCH(QString, sweep);
    QFETCH(QStringList, values);
    const Program kaba;
    const Answer frames = kaba.run(QStringList(kRun) << "--sweep" << sweep << "--out"
                                                     << "f-%02d.png"
                                                     << "--out"
                                                     << "f-%02d.json");
    QVERIFY2(frames.code == 0, frames.messages.constData());
    for (qsizetype frame = 0; frame < values.size(); ++frame) {
        const Answer single = kaba.run(QStringList(kRun) << "--set" << values[frame] << "--out"
                                                         << "one.png"
                                                         << "--out"
                                                         << "one.json");
        QVERIFY2(single.code == 0, single.messages.constData());
        for (const char* suffix : {"png", "json"}) {
            const auto name =
                QStringLiteral("f-%1.%2").arg(frame + 1, 2, 10, QLatin1Char('0')).arg(QLatin1String(suffix));
            const auto bytes = readFile(kaba.folder().path(name.toStdString()));
            QVERIFY2(bytes, qPrintable(name));
            QVERIFY(*bytes == *readFile(kaba.folder().path(std::string("one.") + suffix)));
        }
    }
}

void TestCliExports::aSweepMakesAnAnimation()
{
    const Program kaba;
    const auto make = [&](const char* name) {
        const Answer made = kaba.run(QStringList(kRun) << "--dpi"
                                                       << "72"
                                                       << "--sweep"
                                                       << "order=1:9:5"
                                                       << "--out" << name << "--frame-ms"
                                                       << "40");
        QVERIFY2(made.code == 0, made.messages.constData());
    };
    make("a.webp");
    make("b.webp");
    const auto bytes = readFile(kaba.folder().path("a.webp"));
    QVERIFY(bytes && bytes->starts_with("RIFF") && bytes->substr(8, 4) == "WEBP");
    int frames = 0;
    for (auto at = bytes->find("ANMF"); at != std::string::npos; at = bytes->find("ANMF", at + 4))
        ++frames;
    QCOMPARE(frames, 5);
    QVERIFY(*bytes == *readFile(kaba.folder().path("b.webp")));
}

QTEST_GUILESS_MAIN(TestCliExports)
#include "tst_cli_exports.moc"
