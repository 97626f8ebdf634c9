// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/figure_io/matrix_writer.h"
#include "core/signals/matrix_file.h"
#include "tests/support/temporary_file.h"

#include <QtTest>

#include <array>
#include <cmath>
#include <cstring>

using namespace kaba;

namespace {

/// An NPY file of format 1.0 with the numbers in the given order of memory and of bytes.
std::string npy(std::string_view type, bool fortran, std::string_view shape,
                const std::vector<double>& values, bool bigEndian)
{
    std::string header = fmt::format("{{'descr': '{}', 'fortran_order': {}, 'shape': {}, }}", type,
                                     fortran ? "True" : "False", shape);
    header.append(63 - (10 + header.size()) % 64, ' ');
    header += '\n';
    std::string bytes = std::string("\x93NUMPY\x01\x00", 8);
    bytes += static_cast<char>(header.size() & 0xff);
    bytes += static_cast<char>(header.size() >> 8);
    bytes += header;
    for (const double value : values) {
        std::array<char, 8> raw{};
        std::memcpy(raw.data(), &value, raw.size());
        if (bigEndian)
            std::ranges::reverse(raw);
        bytes.append(raw.data(), raw.size());
    }
    return bytes;
}

const MatrixValues kMatrix{2, 3, {0.1, -2, 1.0 / 3, 4e-300, 5e17, -0.25}};

} // namespace

class TestMatrixFile : public QObject {
    Q_OBJECT
private slots:
    void readsBackWhatItWrites_data();
    void readsBackWhatItWrites();
    void readsEveryOrder_data();
    void readsEveryOrder();
    void laysAVectorAsWanted();
    void refusesWithASentence_data();
    void refusesWithASentence();
};

void TestMatrixFile::readsBackWhatItWrites_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("CSV") << "matrix.csv";
    QTest::newRow("NPY") << "matrix.npy";
}

void TestMatrixFile::readsBackWhatItWrites()
{
    QFETCH(QString, name);
    const TemporaryFolder folder;
    const auto path = folder.path(name.toStdString());
    MatrixValues square{3, 3, {1.0 / 3, -1e-17, 0, 5, 1e300, -7.25, 8, 9, 0.1}};
    QVERIFY(writeMatrix(path, square));
    const auto back = readMatrix(path, MatrixShape::Square);
    QVERIFY2(back, back ? "" : back.error().message.en.c_str());
    QCOMPARE(*back, square);
    const MatrixValues column{4, 1, {1, 2, 3, 4.5}};
    QVERIFY(writeMatrix(path, column));
    QCOMPARE(readMatrix(path, MatrixShape::Column).value(), column);
    const MatrixValues row{1, 4, {1, 2, 3, 4.5}};
    QVERIFY(writeMatrix(path, row));
    QCOMPARE(readMatrix(path, MatrixShape::Row).value(), row);
    QVERIFY(!writeMatrix(folder.path("no/folder/" + name.toStdString()), row));
}

void TestMatrixFile::readsEveryOrder_data()
{
    QTest::addColumn<bool>("fortran");
    QTest::addColumn<bool>("bigEndian");
    QTest::newRow("C, little-endian") << false << false;
    QTest::newRow("C, big-endian") << false << true;
    QTest::newRow("Fortran, little-endian") << true << false;
    QTest::newRow("Fortran, big-endian") << true << true;
}

void TestMatrixFile::readsEveryOrder()
{
    QFETCH(bool, fortran);
    QFETCH(bool, bigEndian);
    std::vector<double> stored;
    for (std::size_t outer = 0; outer < (fortran ? 3U : 2U); ++outer)
        for (std::size_t inner = 0; inner < (fortran ? 2U : 3U); ++inner)
            stored.push_back(fortran ? kMatrix.at(inner, outer) : kMatrix.at(outer, inner));
    const TemporaryFolder folder;
    const auto path = folder.path("matrix.npy");
    QVERIFY(writeFile(path, npy(bigEndian ? ">f8" : "<f8", fortran, "(2, 3)", stored, bigEndian)));
    const auto wide = readMatrix(path, MatrixShape::Square);
    QVERIFY(!wide); // 2 × 3: read, but not square
    QVERIFY(wide.error().message.en.find("2 × 3") != std::string::npos);
    std::vector<double> square(9);
    for (std::size_t r = 0; r < 3; ++r)
        for (std::size_t c = 0; c < 3; ++c)
            square[fortran ? c * 3 + r : r * 3 + c] = static_cast<double>(10 * r + c);
    QVERIFY(writeFile(path, npy(bigEndian ? ">f8" : "<f8", fortran, "(3, 3)", square, bigEndian)));
    const auto matrix = readMatrix(path, MatrixShape::Square);
    QVERIFY(matrix);
    QCOMPARE(matrix->values, (std::vector<double>{0, 1, 2, 10, 11, 12, 20, 21, 22}));
}

void TestMatrixFile::laysAVectorAsWanted()
{
    const TemporaryFolder folder;
    const auto path = folder.path("vector.npy");
    QVERIFY(writeFile(path, npy("<f8", false, "(3,)", {1, 2, 3}, false)));
    QCOMPARE(readMatrix(path, MatrixShape::Column).value(), (MatrixValues{3, 1, {1, 2, 3}}));
    QCOMPARE(readMatrix(path, MatrixShape::Row).value(), (MatrixValues{1, 3, {1, 2, 3}}));
    QVERIFY(writeFile(folder.path("row.csv"), "1;2,5;3\n"));
    QCOMPARE(readMatrix(folder.path("row.csv"), MatrixShape::Column).value(),
             (MatrixValues{3, 1, {1, 2.5, 3}}));
}

void TestMatrixFile::refusesWithASentence_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<std::string>("mentions");
    QTest::newRow("not square") << std::string("a.csv") << std::string("1,2\n3,4\n5,6\n")
                                << std::string("3 × 2");
    QTest::newRow("a gap") << std::string("a.csv") << std::string("1,2\n3,\n")
                           << std::string("line 2, column 2");
    QTest::newRow("a word in the last column")
        << std::string("a.csv") << std::string("1,2\n3,x\n") << std::string("words");
    QTest::newRow("words") << std::string("a.csv") << std::string("1,a,2\n3,b,4\n5,c,6\n")
                           << std::string("words");
    QTest::newRow("not finite") << std::string("a.npy") << npy("<f8", false, "(2, 2)", {1, 2, NAN, 4}, false)
                                << std::string("row 2, column 1");
    QTest::newRow("complex") << std::string("a.npy") << npy("<c16", false, "(1, 1)", {1, 2}, false)
                             << std::string("complex");
    QTest::newRow("a cube") << std::string("a.npy") << npy("<f8", false, "(1, 1, 2)", {1, 2}, false)
                            << std::string("two dimensions");
    QTest::newRow("too large") << std::string("a.npy")
                               << npy("<f8", false, "(1, 600)", std::vector<double>(600), false)
                               << std::string("512");
    QTest::newRow("truncated") << std::string("a.npy") << npy("<f8", false, "(2, 2)", {1, 2}, false)
                               << std::string("a.npy");
}

void TestMatrixFile::refusesWithASentence()
{
    QFETCH(std::string, name);
    QFETCH(std::string, bytes);
    QFETCH(std::string, mentions);
    const TemporaryFolder folder;
    QVERIFY(writeFile(folder.path(name), bytes));
    const auto matrix = readMatrix(folder.path(name), MatrixShape::Square);
    QVERIFY(!matrix);
    QCOMPARE(matrix.error().kind, Error::Kind::Input);
    QVERIFY2(matrix.error().message.en.find(mentions) != std::string::npos,
             matrix.error().message.en.c_str());
    QVERIFY(!matrix.error().message.ja.empty());
}

QTEST_GUILESS_MAIN(TestMatrixFile)
#include "tst_matrix_file.moc"
