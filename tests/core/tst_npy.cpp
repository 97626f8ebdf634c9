// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/npy_writer.h"
#include "core/figure_io/zip_archive.h"
#include "core/signals/input_file.h"
#include "core/signals/npy_reader.h"
#include "tests/support/temporary_file.h"

#include <fmt/format.h>

#include <QtTest>

#include <algorithm>
#include <cstring>

using namespace kaba;

namespace {

/// An NPY file put together by hand, as the format's description says.
std::string npyFile(const std::string& type, const std::string& order, const std::string& shape,
                    const std::string& data, char version = 1)
{
    std::string dictionary =
        "{'descr': " + type + ", 'fortran_order': " + order + ", 'shape': " + shape + ", }          \n";
    std::string out = "\x93NUMPY";
    out += version;
    out += '\0';
    out += static_cast<char>(dictionary.size());
    out.append(version == 1 ? 1 : 3, '\0');
    return out + dictionary + data;
}

template <class Number>
std::string raw(std::vector<Number> numbers, bool bigEndian = false)
{
    std::string out;
    for (const Number number : numbers) {
        std::string bytes(sizeof number, '\0');
        std::memcpy(bytes.data(), &number, sizeof number);
        if (bigEndian)
            std::ranges::reverse(bytes);
        out += bytes;
    }
    return out;
}

} // namespace

class TestNpy : public QObject {
    Q_OBJECT
private slots:
    void readsEveryKind_data();
    void readsEveryKind();
    void readsComplexNumbers();
    void readsFortranOrder();
    void writerAndReaderAgree();
    void textSurvives();
    void refuses_data();
    void refuses();
    void archivesSurvive();
    void readsArchivesAsInput();
};

void TestNpy::readsEveryKind_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<std::vector<double>>("values");
    const auto row = [](const char* type, const std::string& data, std::vector<double> values,
                        char version = 1) {
        QTest::newRow(type) << npyFile(fmt::format("'{}'", type), "False",
                                       fmt::format("({},)", values.size()), data, version)
                            << values;
    };
    row("<f8", raw<double>({0.1, -2}), {0.1, -2});
    row(">f8", raw<double>({0.1, -2}, true), {0.1, -2}, 2);
    row("<f4", raw<float>({0.5F, -2}), {0.5, -2}, 3);
    row(">f4", raw<float>({0.5F, -2}, true), {0.5, -2});
    row("<f2", raw<std::uint16_t>({0x3c00, 0xc000, 0x0001, 0x7bff}), {1, -2, 0x1p-24, 65504});
    row("<i8", raw<std::int64_t>({1, -2}), {1, -2});
    row(">i4", raw<std::int32_t>({1, -2}, true), {1, -2});
    row("<i2", raw<std::int16_t>({300, -2}), {300, -2});
    row("|i1", raw<std::int8_t>({1, -2}), {1, -2});
    row("|u1", raw<std::uint8_t>({1, 255}), {1, 255});
    row("<u2", raw<std::uint16_t>({1, 65535}), {1, 65535});
    row("<u4", raw<std::uint32_t>({1, 4294967295U}), {1, 4294967295.0});
    row("|b1", raw<std::uint8_t>({1, 0}), {1, 0});
}

void TestNpy::readsEveryKind()
{
    QFETCH(std::string, bytes);
    QFETCH(std::vector<double>, values);
    const Result<InputArray> array = readNpy(bytes, "a.npy");
    QVERIFY2(array, array ? "" : array.error().message.en.c_str());
    QCOMPARE(array->re, values);
    QVERIFY(array->im.empty());
}

void TestNpy::readsComplexNumbers()
{
    const auto wide = readNpy(npyFile("'<c16'", "False", "(2,)", raw<double>({1, 2, 3, -4})), "a.npy");
    QVERIFY(wide);
    QCOMPARE(wide->re, Samples({1, 3}));
    QCOMPARE(wide->im, Samples({2, -4}));
    const auto narrow = readNpy(npyFile("'>c8'", "False", "(1,)", raw<float>({1.5F, -2.5F}, true)), "a.npy");
    QVERIFY(narrow);
    QCOMPARE(narrow->re, Samples({1.5}));
    QCOMPARE(narrow->im, Samples({-2.5}));
}

void TestNpy::readsFortranOrder()
{
    const auto array = readNpy(npyFile("'<f8'", "True", "(2, 3)", raw<double>({1, 4, 2, 5, 3, 6})), "a.npy");
    QVERIFY(array);
    QCOMPARE(array->shape, (std::vector<std::size_t>{2, 3}));
    QCOMPARE(array->re, Samples({1, 2, 3, 4, 5, 6}));
    Samples stored;
    for (int k = 0; k < 4; ++k)
        for (int j = 0; j < 3; ++j)
            for (int i = 0; i < 2; ++i)
                stored.push_back(100 * i + 10 * j + k);
    const auto cube = readNpy(npyFile("'<f8'", "True", "(2, 3, 4)", raw<double>(stored)), "a.npy");
    QVERIFY(cube);
    QCOMPARE(cube->re[(1 * 3 + 2) * 4 + 3], 123.0);
    QCOMPARE(cube->re[(0 * 3 + 1) * 4 + 2], 12.0);
}

void TestNpy::writerAndReaderAgree()
{
    const std::vector<std::size_t> shape{2, 3};
    const Samples re{1, 0.1, -1e300, 4, 5, 6};
    const Samples im{0, 1, 2, 3, 4, 1e-300};
    const auto real = readNpy(npyBytes(shape, re), "a.npy");
    QVERIFY(real);
    QCOMPARE(real->shape, shape);
    QCOMPARE(real->re, re);
    const auto complex = readNpy(npyBytes(shape, re, im), "a.npy");
    QVERIFY(complex);
    QCOMPARE(complex->re, re);
    QCOMPARE(complex->im, im);
    QCOMPARE(npyBytes(shape, re).find('\n') % 64, std::size_t(63));
}

void TestNpy::textSurvives()
{
    const std::string words = "{\"a\": \"次数 𠮷\"}";
    const std::string npy = npyText(words);
    QVERIFY(isNpyText(npy));
    QCOMPARE(*readNpyText(npy, "a.npy"), words);
    QVERIFY(!readNpy(npy, "a.npy"));
}

void TestNpy::refuses_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<std::string>("says");
    QTest::newRow("objects") << npyFile("'|O'", "False", "(1,)", "pickle")
                             << std::string("allow_pickle=True");
    QTest::newRow("records") << npyFile("[('a', '<f8')]", "False", "(1,)", raw<double>({1}))
                             << std::string("kind 'V'");
    QTest::newRow("long doubles") << npyFile("'<f16'", "False", "(1,)", std::string(16, '\0'))
                                  << std::string("16 bytes");
    QTest::newRow("too short") << npyFile("'<f8'", "False", "(3,)", raw<double>({1}))
                               << std::string("cut off");
    QTest::newRow("absurd shape") << npyFile("'<f8'", "False", "(99999999, 99999999, 99999999)", "")
                                  << std::string("cut off");
    QTest::newRow("no header") << std::string("\x93NUMPY\x01\x00\xff\xff{", 11) << std::string("broken");
    QTest::newRow("no shape") << npyFile("'<f8'", "False", "3", raw<double>({1})) << std::string("broken");
    QTest::newRow("negative shape") << npyFile("'<f8'", "False", "(-3,)", raw<double>({1}))
                                    << std::string("broken");
}

void TestNpy::refuses()
{
    QFETCH(std::string, bytes);
    QFETCH(std::string, says);
    const auto array = readNpy(bytes, "a.npy");
    QVERIFY(!array);
    QCOMPARE(array.error().kind, Error::Kind::Input);
    QVERIFY2(array.error().message.en.find(says) != std::string::npos, array.error().message.en.c_str());
    QVERIFY(array.error().message.en.find("a.npy") != std::string::npos);
}

void TestNpy::archivesSurvive()
{
    const std::vector<ZipMember> members{
        {"a.npy", "first"}, {"dir/ä.npy", std::string(100000, 'x')}, {"empty", ""}};
    const auto bytes = writeZip(members);
    QVERIFY(bytes);
    QCOMPARE(*writeZip(members), *bytes);
    QVERIFY(isZip(*bytes));
    const auto back = readZip(*bytes, "a.npz");
    QVERIFY(back);
    QCOMPARE(back->size(), members.size());
    for (std::size_t i = 0; i < members.size(); ++i) {
        QCOMPARE((*back)[i].name, members[i].name);
        QCOMPARE((*back)[i].bytes, members[i].bytes);
    }
    QVERIFY(!readZip(std::string_view(*bytes).substr(0, bytes->size() / 2), "a.npz"));
    const std::string date = bytes->substr(10, 4); // time and date of the first local header
    QCOMPARE(date, std::string("\0\0\x21\0", 4));
}

void TestNpy::readsArchivesAsInput()
{
    const TemporaryFolder folder;
    const std::vector<std::size_t> shape{2};
    const auto bytes = writeZip({{"A.npy", npyBytes(shape, Samples{1, 2})},
                                 {"settings.npy", npyText("{}")},
                                 {"lambda.npy", npyBytes(shape, Samples{1, 2}, Samples{3, 4})}});
    const auto input = readInput(folder.write("system.npz", *bytes));
    QVERIFY(input);
    QCOMPARE((*input)->arrays.size(), std::size_t(2));
    QCOMPARE((*input)->arrays[0].name, std::string("A"));
    QCOMPARE((*input)->arrays[1].name, std::string("lambda"));
    QCOMPARE((*input)->arrays[1].im, Samples({3, 4}));
}

QTEST_GUILESS_MAIN(TestNpy)
#include "tst_npy.moc"
