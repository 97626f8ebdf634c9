// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/sha256.h"
#include "core/signals/input_file.h"
#include "tests/support/temporary_file.h"

#include <QtTest>

#include <cmath>
#include <iconv.h>

using namespace kaba;

namespace {

std::string encoded(std::string text, const char* encoding)
{
    const iconv_t converter = ::iconv_open(encoding, "UTF-8");
    std::string out(4 * text.size(), '\0');
    char* from = text.data();
    char* to = out.data();
    std::size_t fromLeft = text.size();
    std::size_t toLeft = out.size();
    ::iconv(converter, &from, &fromLeft, &to, &toLeft);
    ::iconv_close(converter);
    out.resize(out.size() - toLeft);
    return out;
}

} // namespace

class TestInputFile : public QObject {
    Q_OBJECT
private slots:
    void readsTables_data();
    void readsTables();
    void readsEveryEncoding_data();
    void readsEveryEncoding();
    void refusesWithLineAndColumn_data();
    void refusesWithLineAndColumn();
    void gapsAreNaNAndSaid();
    void wordsAreBytes();
    void readsAsItIsTold_data();
    void readsAsItIsTold();
    void refusesOptionsThatAreNone_data();
    void refusesOptionsThatAreNone();
    void showsHowItReads_data();
    void showsHowItReads();
    void keepsNameAndDigestOnly();
};

void TestInputFile::readsTables_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::vector<double>>("values"); // of the last column
    const auto row = [](const char* label, const char* text, const char* name, std::vector<double> values) {
        QTest::newRow(label) << std::string(text) << std::string(name) << std::move(values);
    };
    row("one column", "x\n1\n2.5\n-3e-2\n", "x", {1, 2.5, -0.03});
    row("no heading", "1\n2\n", "", {1, 2});
    row("no newline at the end", "x\n1\n2", "x", {1, 2});
    row("Windows line ends", "t,x\r\n0,1\r\n1,2\r\n", "x", {1, 2});
    row("old Mac line ends", "t,x\r0,1\r1,2\r", "x", {1, 2});
    row("tabs", "t\tx\n0\t1\n1\t2\n", "x", {1, 2});
    row("semicolons", "t;x\n0;1.5\n1;2.5\n", "x", {1.5, 2.5});
    row("decimal commas", "t;x\n0;1,5\n1;-2,25\n", "x", {1.5, -2.25});
    row("decimal commas between tabs", "t\tx\n0\t1,5\n1\t2\n", "x", {1.5, 2});
    row("blanks", "0 1\n  1   2\n", "", {1, 2});
    row("quoted", "\"t\",\"a, \"\"b\"\"\"\n\"0\",\"1\"\n1,2\n", "a, \"b\"", {1, 2});
    row("line break in a heading", "t,\"a\nb\"\n0,1\n1,2\n", "a\nb", {1, 2});
    row("comments and blank lines", "# made by hand\n\nx\n1\n\n2\n", "x", {1, 2});
    row("a date beside it", "date,x\n2020-01-01,1\n2020-01-02,2\n", "x", {1, 2});
    row("separators at the end", "t,x,\n0,1,\n1,2,\n", "x", {1, 2});
    row("many digits", "0.1000000000000000055511151231257827\n1e-308\n", "", {0.1, 1e-308});
}

void TestInputFile::readsTables()
{
    QFETCH(std::string, text);
    QFETCH(std::string, name);
    QFETCH(std::vector<double>, values);
    const TemporaryFolder folder;
    const auto input = readInput(folder.write("a.csv", text));
    QVERIFY2(input, input ? "" : input.error().message.en.c_str());
    const InputArray& last = (*input)->arrays.back();
    QCOMPARE(last.name, name);
    QCOMPARE(last.re, values);
    QCOMPARE(last.shape, std::vector<std::size_t>{values.size()});
}

void TestInputFile::readsEveryEncoding_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::addColumn<QByteArray>("mark");
    QTest::newRow("UTF-8") << QByteArray("UTF-8") << QByteArray();
    QTest::newRow("UTF-8 with mark") << QByteArray("UTF-8") << QByteArray("\xef\xbb\xbf");
    QTest::newRow("UTF-16 LE with mark") << QByteArray("UTF-16LE") << QByteArray("\xff\xfe");
    QTest::newRow("UTF-16 BE with mark") << QByteArray("UTF-16BE") << QByteArray("\xfe\xff");
    QTest::newRow("UTF-16 LE") << QByteArray("UTF-16LE") << QByteArray();
    QTest::newRow("UTF-16 BE") << QByteArray("UTF-16BE") << QByteArray();
    QTest::newRow("Shift_JIS") << QByteArray("CP932") << QByteArray();
    QTest::newRow("EUC-JP") << QByteArray("EUC-JP") << QByteArray();
}

void TestInputFile::readsEveryEncoding()
{
    QFETCH(QByteArray, encoding);
    QFETCH(QByteArray, mark);
    std::string table = "時刻,株価の終値\n";
    for (int i = 0; i < 20; ++i)
        table += std::to_string(i) + "," + std::to_string(i) + ".5\n";
    const bool unmarkedUtf16 = encoding.startsWith("UTF-16") && mark.isEmpty();
    if (unmarkedUtf16)
        table = "t,x" + table.substr(table.find('\n'));
    const TemporaryFolder folder;
    const auto input =
        readInput(folder.write("a.csv", mark.toStdString() + encoded(table, encoding.constData())));
    QVERIFY2(input, input ? "" : input.error().message.en.c_str());
    QCOMPARE((*input)->arrays.size(), std::size_t(2));
    QCOMPARE((*input)->arrays[1].name, unmarkedUtf16 ? std::string("x") : std::string("株価の終値"));
    QCOMPARE((*input)->arrays[1].re.back(), 19.5);
    QCOMPARE((*input)->notices.empty(), encoding == "UTF-8");
}

void TestInputFile::refusesWithLineAndColumn_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<std::vector<std::string>>("says");
    const auto row = [](const char* label, const QByteArray& bytes, std::vector<std::string> says) {
        QTest::newRow(label) << bytes << std::move(says);
    };
    row("a word", "x\n1\n2\nhello\n4\n", {"line 4", "column 1", "hello"});
    row("a word in the second column", "t,x\n0,1\n1,2\n2,two\n", {"line 4", "column 2 ('x')", "two"});
    row("after a quoted line break", "t,\"a\nb\"\n0,1\n1,2\n2,?\n", {"line 5"});
    row("infinite", "x\n1\n1e999\n", {"line 3"});
    row("wrong decimal mark", "x\n0,5\n1,5\n", {"line 2", "decimal mark"});
    row("both decimal marks", "t;x\n0;1,5\n1;2.5\n2;3,5\n", {"line 3", "one decimal mark"});
    row("ragged", "a,b\n1,2\n3\n", {"line 3", "1 cells"});
    row("too many cells", QByteArray(70000, ','), {"line 1", "65536 cells"});
    row("a long word", "x\n1\n2\n" + QByteArray(5000, 'w') + "\n", {"line 4", "wwwwwwwwww…'"});
    row("an open quote", "a,b\n\"1,2\n3,4\n", {"line 2", "quote"});
    row("only words", "these\nare\nwords\n", {"not a number"});
    row("only comments", "# nothing\n", {"no numbers"});
    row("zero bytes", QByteArray("1\n2\n\0\1\2\3", 8), {"neither text"});
    row("control bytes", QByteArray("\x01\x02\x80\xff\xfe\x03", 6), {"neither text"});
    row("broken zip", QByteArray("PK\x03\x04 and so on"), {"NPZ"});
    row("broken sound", QByteArray("RIFF\xff\xff\xff\x7fWAVEfmt "), {"sound"});
}

void TestInputFile::refusesWithLineAndColumn()
{
    QFETCH(QByteArray, bytes);
    QFETCH(std::vector<std::string>, says);
    const TemporaryFolder folder;
    const auto input = readInput(folder.write("bad.csv", bytes.toStdString()));
    QVERIFY(!input);
    QCOMPARE(input.error().kind, Error::Kind::Input);
    says.emplace_back("bad.csv");
    for (const std::string& words : says)
        QVERIFY2(input.error().message.en.find(words) != std::string::npos, input.error().message.en.c_str());
    QVERIFY(input.error().message.ja.find("bad.csv") != std::string::npos);
}

void TestInputFile::gapsAreNaNAndSaid()
{
    const TemporaryFolder folder;
    const auto input = readInput(folder.write("a.csv", "t,x\n0,1\n1,\n2,NA\n3,4\n"));
    QVERIFY(input);
    QCOMPARE((*input)->arrays[1].number, std::size_t(2));
    QCOMPARE((*input)->lines, (std::vector<std::size_t>{2, 3, 4, 5}));
    const Samples& x = (*input)->arrays[1].re;
    QVERIFY(std::isnan(x[1]) && std::isnan(x[2]));
    QCOMPARE(x[3], 4.0);
    QCOMPARE((*input)->notices.size(), std::size_t(1));
    QVERIFY((*input)->notices[0].en.find("2 cells") != std::string::npos);
}

void TestInputFile::wordsAreBytes()
{
    const TemporaryFolder folder;
    const auto words = readInput(folder.write("a.txt", "Ab, c\nd e"));
    QVERIFY(words);
    QCOMPARE((*words)->arrays[0].name, std::string("text"));
    QCOMPARE((*words)->arrays[0].re, Samples({65, 98, 44, 32, 99, 10, 100, 32, 101}));
    const auto numbers = readInput(folder.write("b.txt", "1 2\n3 4\n"));
    QVERIFY(numbers);
    QCOMPARE((*numbers)->arrays[1].re, Samples({2, 4}));
    QVERIFY(!readInput(folder.write("c.txt", "x\n1\n2\n3\noops\n")));
}

void TestInputFile::readsAsItIsTold_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<std::string>("reading");
    QTest::addColumn<std::string>("name");
    QTest::addColumn<Samples>("values");
    const auto row = [](const char* reading, const QByteArray& bytes, std::string name, Samples values) {
        QTest::newRow(reading) << bytes << std::string(reading) << std::move(name) << std::move(values);
    };
    row("separator=semicolon", "1,2;3\n4,5;6\n", "", {3, 6});
    row("separator=semicolon;decimal=comma", "1;2\n3;4,5\n", "", {2, 4.5});
    row("separator=comma", "a\tb,c\n1,2\n", "c", {2});
    row("separator=blanks", "1,5 2\n3,5 4\n", "", {2, 4});
    row("separator=tab", "1\t\t3\n4\t5\t6\n", "", {3, 6});
    row("heading=yes", "1,2\n3,4\n", "2", {4});
    row("contents=bytes", "1\n", "text", {49, 10});
    row("encoding=euc-jp", "\xb2\xc1\n1\n2\n", "価", {1, 2});
    row("encoding=utf-16le",
        QByteArray("\xff\xfe"
                   "1\0\n\0"
                   "2\0",
                   8),
        "", {1, 2});
}

void TestInputFile::readsAsItIsTold()
{
    QFETCH(QByteArray, bytes);
    QFETCH(std::string, reading);
    QFETCH(std::string, name);
    QFETCH(Samples, values);
    const auto input = readInputBytes(bytes.toStdString(), "a.csv", reading);
    QVERIFY2(input, input ? "" : input.error().message.en.c_str());
    QCOMPARE(input->arrays.back().name, name);
    QCOMPARE(input->arrays.back().re, values);
    QCOMPARE(input->reading, reading);
    QVERIFY(!input->encoding.empty());
}

void TestInputFile::refusesOptionsThatAreNone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<std::string>("reading");
    QTest::addColumn<bool>("isUsage");
    QTest::newRow("unknown option") << QByteArray("1\n") << std::string("comma=yes") << true;
    QTest::newRow("unknown value") << QByteArray("1\n") << std::string("separator=dot") << true;
    QTest::newRow("other encoding") << QByteArray("\xb2\xff\n1\n") << std::string("encoding=utf-8") << false;
    QTest::newRow("heading is data") << QByteArray("x\n1\n2\n") << std::string("heading=no") << false;
    QTest::newRow("words as a table") << QByteArray("some words\n") << std::string("contents=table") << false;
}

void TestInputFile::refusesOptionsThatAreNone()
{
    QFETCH(QByteArray, bytes);
    QFETCH(std::string, reading);
    QFETCH(bool, isUsage);
    const auto input = readInputBytes(bytes.toStdString(), "a.txt", reading);
    QVERIFY(!input);
    QCOMPARE(input.error().kind, isUsage ? Error::Kind::Usage : Error::Kind::Input);
}

void TestInputFile::showsHowItReads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<std::string>("used");
    QTest::addColumn<std::string>("first");
    QTest::newRow("decimal commas") << QByteArray("t;x\n0;1,5\n")
                                    << std::string("contents=table;encoding=utf-8;separator=semicolon;"
                                                   "decimal=comma;heading=yes")
                                    << std::string("t|x");
    QTest::newRow("no heading") << QByteArray("1\t2\n3\t4\n")
                                << std::string(
                                       "contents=table;encoding=utf-8;separator=tab;decimal=point;heading=no")
                                << std::string("1|2");
    QTest::newRow("ragged is shown") << QByteArray("1 2\n3\n")
                                     << std::string("contents=table;encoding=utf-8;separator=blanks;"
                                                    "decimal=point;heading=no")
                                     << std::string("1|2");
    QTest::newRow("words") << QByteArray("Once upon a time")
                           << std::string("contents=bytes;encoding=utf-8;separator=auto;decimal=auto;"
                                          "heading=auto")
                           << std::string("Once upon a time");
}

void TestInputFile::showsHowItReads()
{
    QFETCH(QByteArray, bytes);
    QFETCH(std::string, used);
    QFETCH(std::string, first);
    const auto look = lookAtText(bytes.toStdString(), "a.txt", {});
    QVERIFY(look);
    QCOMPARE(look->used.settings(), used);
    std::string shown = look->words;
    for (std::size_t i = 0; !look->rows.empty() && i < look->rows.front().cells.size(); ++i)
        shown += (i == 0 ? "" : "|") + look->rows.front().cells[i];
    QCOMPARE(shown, first);
}

void TestInputFile::keepsNameAndDigestOnly()
{
    const TemporaryFolder folder;
    const auto input = readInput(folder.write("音.csv", "1\n2\n"));
    QVERIFY(input);
    QCOMPARE((*input)->name, std::string("音.csv"));
    QCOMPARE((*input)->sha256, sha256("1\n2\n"));
}

QTEST_GUILESS_MAIN(TestInputFile)
#include "tst_input_file.moc"
