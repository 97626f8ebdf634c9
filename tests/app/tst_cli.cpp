// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/base/unicode.h"
#include "tests/support/program.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <algorithm>
#include <array>

using namespace kaba;
using Json = nlohmann::json;

namespace {

Json parsed(const QByteArray& bytes) { return Json::parse(bytes.toStdString()); }

QStringList words(const QString& line) { return line.split(u' ', Qt::SkipEmptyParts); }

} // namespace

class TestCli : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void refusesWithCodeAndSentence_data();
    void refusesWithCodeAndSentence();
    void speaksBothLanguages();
    void helpFitsOnOneScreen_data();
    void helpFitsOnOneScreen();
    void listsDemosAndParameters();
    void optionsStandAnywhere();
    void settingsReachTheFigure();
    void panelsAreKept();
    void readsInputAndNamesItsLine();
    void checkTellsEveryClaim();
    void papersAreListedAndSearched();
    void damagedLibraryIsSetAside();
    void theWindowIsNotOpenedForNothing();
};

void TestCli::initTestCase()
{
    if (qEnvironmentVariableIsEmpty("KABA_PROGRAM"))
        QSKIP("KABA_PROGRAM names no program");
}

void TestCli::refusesWithCodeAndSentence_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* line, int code, const char* says) {
        QTest::newRow(line) << QString::fromUtf8(line) << code << QByteArray(says);
    };
    row("run hipo", 2, "'hippo'");
    row("run", 2, "kaba run hippo");
    row("run hippo hippo", 2, "one demo");
    row("run hippo --set ordr=3", 2, "'order'");
    row("run hippo --set order=0", 2, "between 1 and 256");
    row("run hippo --set order=1e99", 2, "256");
    row("run hippo --set order", 2, "ID=VALUE");
    row("run hippo --set measure=legz", 2, "'legs'");
    row("run hippo --set step=nan --set measure=legt", 2, "step");
    row("run hippo --panel kernl", 2, "no panel 'kernl'");
    row("run hippo --panel matrix-a-discrete", 1, "'matrix-a-discrete'");
    row("run hippo --seed -1", 2, "2147483647");
    row("run hippo --seed 1.5", 2, "whole");
    row("run hippo --seed 2147483648", 2, "2147483647");
    row("run hippo --size 89x60", 2, "89x60mm");
    row("run hippo --size 89x-60mm", 2, "2000 mm");
    row("run hippo --dpi 0", 2, "36");
    row("run hippo --theme blue", 2, "dark");
    row("run hippo --font-size huge", 2, "72");
    row("run hippo --out a.jpeg", 2, ".png");
    row("run hippo --oot a.png", 2, "'--out'");
    row("run hippo --sweep order=1:64:4", 2, "f-%03d.png");
    row("run hippo --sweep order=1:64:4 --out f.png", 2, "%03d");
    row("run hippo --sweep order --out f-%d.png", 2, "ID=FROM:TO:COUNT");
    row("run hippo --sweep ordr=1:64:4 --out f-%d.png", 2, "'order'");
    row("run hippo --sweep order=1:640:4 --out f-%d.png", 2, "256");
    row("run hippo --sweep order=1:64:4 --out f.webp --frame-ms 0", 2, "60000");
    row("run hippo --out a.webp", 2, "--sweep");
    row("run hippo --set", 2, "needs a value");
    row("run hippo --timings=yes", 2, "no value");
    row("run hippo --json", 2, "kaba demos");
    row("--lang fr demos", 2, "ja or en");
    row("demos hipo", 2, "'hippo'");
    row("check hipo", 2, "'hippo'");
    row("papers --json --bibtex", 2, "one of");
    row("papers --group rnm", 2, "rnn");
    row("papers --tag none", 2, "none");
    row("papers --search zzzzqqq", 1, "No paper");
    row("bench --filter zzzzqqq", 1, "No benchmark");
    row("frobnicate", 2, "no command");
    row("chek", 2, "'check'");
    row("run hippo --set measure=fourier --set order=7", 1, "even");
    row("run hippo --set signal=file", 1, "--input");
    row("run hippo --input absent.csv", 3, "'absent.csv'");
    row("run absent.kaba", 3, "'absent.kaba'");
    row("run hippo --out absent/a.pdf", 4, "'absent'");
    row("run hippo --out /proc/a.json", 4, "a.json");
}

void TestCli::refusesWithCodeAndSentence()
{
    QFETCH(QString, line);
    QFETCH(int, code);
    QFETCH(QByteArray, says);
    const Program kaba;
    const Answer answer = kaba.run(QStringList{"--lang", "en"} + words(line));
    QCOMPARE(answer.code, code);
    QVERIFY2(answer.messages.contains(says), answer.messages.constData());
    QVERIFY(answer.messages.startsWith("kaba: ") && answer.messages.endsWith('\n'));
    QCOMPARE(answer.out, QByteArray());
    QVERIFY(!answer.messages.contains(kaba.folder().path("").string().c_str()));
}

void TestCli::speaksBothLanguages()
{
    const Program kaba;
    QVERIFY(kaba.run(words("--lang ja run hipo")).messages.contains("デモ「hipo」はありません"));
    QVERIFY(kaba.run(words("run hipo --lang=en")).messages.contains("There is no demo 'hipo'"));
    const Json japanese = parsed(kaba.run(words("run hippo --panel error --set length=32 --lang ja")).out);
    const Json english = parsed(kaba.run(words("run hippo --panel error --set length=32 --lang en")).out);
    QVERIFY(japanese["panels"][0]["title"] != english["panels"][0]["title"]);
    QVERIFY(japanese["panels"][0]["layers"][0]["y"] == english["panels"][0]["layers"][0]["y"]);
}

void TestCli::helpFitsOnOneScreen_data()
{
    QTest::addColumn<QString>("line");
    for (const char* line : {"--help --lang en", "--lang ja --help", "run --help --lang ja", "-h --lang en"})
        QTest::newRow(line) << QString::fromUtf8(line);
}

void TestCli::helpFitsOnOneScreen()
{
    QFETCH(QString, line);
    const Answer answer = Program().run(words(line));
    QCOMPARE(answer.code, 0);
    for (const char* name :
         {"demos",     "run",        "check",  "papers", "bench",      "--set",   "--input",     "--seed",
          "--panel",   "--out",      "--size", "--dpi",  "--theme",    "--font",  "--font-size", "--title",
          "--timings", "--data-dir", "--lang", "--json", "--markdown", "--bibtex"})
        QVERIFY2(answer.out.contains(name), name);
    QVERIFY(answer.out.count('\n') <= 50);
    for (const QByteArray& row : answer.out.split('\n'))
        QVERIFY2(displayWidth(row.toStdString()) <= 112, row.constData());
}

void TestCli::listsDemosAndParameters()
{
    const Program kaba;
    const Json demos = parsed(kaba.run(words("demos --json")).out)["demos"];
    const auto hippo = std::ranges::find_if(demos, [](const Json& demo) { return demo["id"] == "hippo"; });
    QVERIFY(hippo != demos.end());
    const Json& parameters = (*hippo)["parameters"];
    const auto named = [&](const char* id) {
        return *std::ranges::find_if(parameters,
                                     [&](const Json& parameter) { return parameter["id"] == id; });
    };
    QVERIFY(named("order")["kind"] == "int" && named("order")["min"] == 1 && named("order")["max"] == 256);
    QVERIFY(named("order")["default"] == 64);
    QVERIFY(named("step")["default"] == "auto" && named("step")["keywords"] == Json::array({"auto"}));
    QVERIFY(named("measure")["choices"] ==
            Json::array({"legs", "legs-lti", "legt", "lmu", "lagt", "fourier"}));
    QVERIFY(kaba.run(words("demos")).out.contains("hippo"));
    QVERIFY(kaba.run(words("demos hippo")).out.contains("legs | legs-lti"));
}

void TestCli::optionsStandAnywhere()
{
    const Program kaba;
    const QByteArray wanted = kaba.run(words("run hippo --set order=5 --set length=32 --seed 3")).out;
    QVERIFY(wanted.contains("\"order\": 5"));
    for (const char* line : {"--seed 3 --set order=5 run --set length=32 hippo",
                             "--set=order=5 run hippo --seed=3 --set=length=32",
                             "run --set order=9 --set order=5 --set length=32 --seed 3 -- hippo"})
        QCOMPARE(kaba.run(words(QString::fromUtf8(line))).out, wanted);
}

void TestCli::settingsReachTheFigure()
{
    const Program kaba;
    const Json figure =
        parsed(kaba.run(words("run hippo --set order=5 --set length=100 --set signal=noise --seed 9")).out);
    QVERIFY(figure["schema"] == "kaba.figure/1" && figure["program"].is_string());
    QVERIFY(figure["settings"]["order"] == 5 && figure["settings"]["signal"] == "noise" &&
            figure["seed"] == 9);
    const Json other =
        parsed(kaba.run(words("run hippo --set order=5 --set length=100 --set signal=noise --seed 8")).out);
    QVERIFY(figure["panels"][0] != other["panels"][0]);
    QVERIFY(std::ranges::none_of(figure["readouts"],
                                 [](const Json& readout) { return readout.contains("measured"); }));
}

void TestCli::panelsAreKept()
{
    const Program kaba;
    const Json figure =
        parsed(kaba.run(words("run hippo --panel matrix-a --panel error --set length=64")).out);
    std::vector<std::string> ids;
    for (const Json& panel : figure["panels"])
        ids.push_back(panel["id"].get<std::string>());
    std::ranges::sort(ids);
    QCOMPARE(ids, (std::vector<std::string>{"error", "matrix-a"}));
}

void TestCli::readsInputAndNamesItsLine()
{
    const Program kaba;
    std::string table = "t;価格\n";
    for (int i = 0; i < 64; ++i)
        table += std::to_string(i) + ";" + std::to_string(i % 7) + ",5\n";
    kaba.folder().write("prices.csv", table);
    const Json figure = parsed(kaba.run(words("run hippo --input prices.csv --set signal=file --set "
                                              "column=価格 --set length=auto --panel reconstruction"))
                                   .out);
    QVERIFY(figure["input"]["name"] == "prices.csv");
    const Json& input = figure["panels"][0]["layers"][0]["y"];
    QCOMPARE(input.size(), std::size_t(64));
    QCOMPARE(input[8].get<double>(), 1.5);
    kaba.folder().write("bad.csv", "x\n1\n2\nhello\n");
    const Answer answer = kaba.run(words("run hippo --set signal=file --input bad.csv --lang en"));
    QCOMPARE(answer.code, 3);
    QVERIFY(answer.messages.contains("bad.csv, line 4, column 1"));
    kaba.folder().write("odd.csv", "1,2;3\n4,5;6\n7,8;9\n");
    const QStringList odd =
        words("run hippo --set signal=file --input odd.csv --read separator=semicolon "
              "--read decimal=comma --set length=auto --panel reconstruction --out odd.kaba "
              "--out odd.json");
    QCOMPARE(kaba.run(odd).code, 0);
    const Json again = parsed(kaba.run(words("run odd.kaba")).out);
    QVERIFY(again["input"]["reading"] == "separator=semicolon;decimal=comma");
    QCOMPARE(again["panels"][0]["layers"][0]["y"][1].get<double>(), 4.5);
    QCOMPARE(kaba.run(words("run hippo --set signal=file --input odd.csv --read comma=yes")).code, 2);
    const Answer unused = kaba.run(words("run hippo --input prices.csv --set length=32 --lang en"));
    QVERIFY(unused.code == 0 && unused.messages.contains("--set signal=file"));
}

void TestCli::checkTellsEveryClaim()
{
    const Program kaba;
    const Answer answer = kaba.run(words("check hippo --lang en"));
    QCOMPARE(answer.code, 0);
    const Json figure = parsed(kaba.run(words("run hippo --lang en")).out);
    QCOMPARE(std::size_t(answer.out.count('\n')), figure["claims"].size());
    for (const Json& claim : figure["claims"])
        QVERIFY(answer.out.contains(claim["id"].get<std::string>().c_str()));
}

void TestCli::papersAreListedAndSearched()
{
    const Program kaba;
    QCOMPARE(parsed(kaba.run(words("papers --group rnn --json")).out).size(), std::size_t(11));
    QVERIFY(kaba.run(words("papers --search 状態空間")).out.contains("lssl"));
    QVERIFY(kaba.run(words("papers --group rnn --markdown")).out.contains("- "));
    QVERIFY(kaba.run(words("papers --group rnn --bibtex")).out.contains("@inproceedings{"));
    QVERIFY(parsed(kaba.run(words("papers --search zzzzqqq --json")).out).empty());
}

void TestCli::damagedLibraryIsSetAside()
{
    const Program kaba;
    const std::string damaged(14000, 'x');
    kaba.library().write("library.sqlite", damaged);
    const Answer answer = kaba.run(words("papers --lang en"));
    QCOMPARE(answer.code, 4);
    QVERIFY(answer.messages.contains("library.sqlite.damaged-1"));
    QCOMPARE(*readFile(kaba.library().path("library.sqlite.damaged-1")), damaged);
    QCOMPARE(kaba.run(words("papers")).code, 0);
}

void TestCli::theWindowIsNotOpenedForNothing()
{
    const Program kaba;
    QCOMPARE(kaba.run({"--version"}).out, QByteArray("kaba " KABA_VERSION "\n"));
    QCOMPARE(kaba.run({"hippo", "s4"}).code, 2);
    QCOMPARE(kaba.run({"--set", "order=3"}).code, 2);
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
