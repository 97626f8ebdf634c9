// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/input_store.h"
#include "tests/support/temporary_file.h"

#include <QtTest>

#include <algorithm>
#include <chrono>

using namespace kaba;
namespace fs = std::filesystem;

namespace {

InputReference referenceOf(const Input& input) { return {input.name, input.sha256}; }

std::vector<std::string> copiesIn(const TemporaryFolder& data)
{
    std::vector<std::string> names;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(data.path("inputs"), ignored))
        names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

/// A table whose file is `bytes` long.
std::string tableOf(std::size_t bytes, char digit)
{
    std::string table = "x\n";
    while (table.size() + 2 <= bytes)
        table += {digit, '\n'};
    return table;
}

void age(const fs::path& path, int hours)
{
    fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::hours(hours));
}

} // namespace

class TestInputStore : public QObject {
    Q_OBJECT
private slots:
    void aCopyOutlivesItsFile();
    void twoFilesOfTheSameBytesAreOneCopy();
    void theLongestUnusedCopiesGo();
    void aFileLargerThanTheRoomIsReadButNotKept();
    void aFolderThatCannotBeMadeIsANotice();
    void whatIsNotWholeIsMissing_data();
    void whatIsNotWholeIsMissing();
    void aRecipeFindsItsFileBesideItOrAsACopy();
};

void TestInputStore::aCopyOutlivesItsFile()
{
    const TemporaryFolder data, desk;
    const InputStore store(data.path(""));
    const fs::path file = desk.write("音.csv", "a;b\n1,5;2\n3;4\n");
    const auto input = store.read(file);
    QVERIFY(input);
    QVERIFY((*input)->notices.empty());
    fs::remove(file);
    const auto again = store.copyOf(referenceOf(**input));
    QVERIFY(again);
    QCOMPARE((*again)->name, std::string("音.csv"));
    QCOMPARE((*again)->sha256, (*input)->sha256);
    QCOMPARE((*again)->arrays.at(0).re, (Samples{1.5, 3}));
    QCOMPARE(copiesIn(data), std::vector<std::string>{(*input)->sha256 + ".csv"});
}

void TestInputStore::twoFilesOfTheSameBytesAreOneCopy()
{
    const TemporaryFolder data, desk;
    const InputStore store(data.path(""));
    QVERIFY(store.read(desk.write("a.csv", "1\n2\n")));
    QVERIFY(store.read(desk.write("b.csv", "1\n2\n")));
    QCOMPARE(copiesIn(data).size(), std::size_t(1));
}

void TestInputStore::theLongestUnusedCopiesGo()
{
    const TemporaryFolder data, desk;
    const InputStore store(data.path(""), 2500);
    std::vector<InputReference> references;
    for (const char digit : {'1', '2', '3'}) {
        const auto input = store.read(desk.write("a.csv", tableOf(1000, digit)));
        QVERIFY(input);
        references.push_back(referenceOf(**input));
        if (digit != '3')
            age(data.path("inputs") / ((*input)->sha256 + ".csv"), 10 * ('3' - digit));
        if (digit == '2')
            QVERIFY(store.copyOf(references.front()));
    }
    QVERIFY2(store.copyOf(references[0]), "used since");
    QVERIFY(!store.copyOf(references[1]));
    QVERIFY(store.copyOf(references[2]));
}

void TestInputStore::aFileLargerThanTheRoomIsReadButNotKept()
{
    const TemporaryFolder data, desk;
    const auto input = InputStore(data.path(""), 100).read(desk.write("a.csv", tableOf(1000, '1')));
    QVERIFY(input);
    QCOMPARE((*input)->notices.size(), std::size_t(1));
    QVERIFY(copiesIn(data).empty());
}

void TestInputStore::aFolderThatCannotBeMadeIsANotice()
{
    const TemporaryFolder desk;
    const fs::path noFolder = desk.write("file", "x");
    const auto input = InputStore(noFolder).read(desk.write("a.csv", "1\n2\n"));
    QVERIFY(input);
    QCOMPARE((*input)->notices.size(), std::size_t(1));
    QVERIFY((*input)->notices.front().en.find("a.csv") != std::string::npos);
}

void TestInputStore::whatIsNotWholeIsMissing_data()
{
    QTest::addColumn<QByteArray>("left");
    QTest::newRow("gone") << QByteArray();
    QTest::newRow("cut") << QByteArray("1\n");
    QTest::newRow("other bytes") << QByteArray("1\n3\n");
}

void TestInputStore::whatIsNotWholeIsMissing()
{
    QFETCH(const QByteArray, left);
    const TemporaryFolder data, desk;
    const InputStore store(data.path(""));
    const auto input = store.read(desk.write("mine.csv", "1\n2\n"));
    QVERIFY(input);
    const std::string copy = "inputs/" + (*input)->sha256 + ".csv";
    if (left.isEmpty())
        fs::remove(data.path(copy));
    else
        data.write(copy, left.toStdString());
    const auto again = store.copyOf(referenceOf(**input));
    QVERIFY(!again);
    QCOMPARE(again.error().kind, Error::Kind::Input);
    QVERIFY(again.error().message.en.find("mine.csv") != std::string::npos);
    QVERIFY(!store.copyOf({"mine.csv", "../../etc/passwd"}));
}

void TestInputStore::aRecipeFindsItsFileBesideItOrAsACopy()
{
    const TemporaryFolder data, desk;
    const InputStore store(data.path(""));
    const fs::path file = desk.write("mine.csv", "1\n2\n");
    const fs::path recipe = desk.path("a.kaba");
    const auto input = store.read(file);
    QVERIFY(input);
    const InputReference reference = referenceOf(**input);
    QVERIFY(inputOf(reference, recipe, store));
    fs::remove(file);
    QVERIFY(inputOf(reference, recipe, store));
    fs::remove_all(data.path("inputs"));
    const auto missing = inputOf(reference, recipe, store);
    QVERIFY(!missing);
    QVERIFY(missing.error().message.en.find("a.kaba") != std::string::npos);
}

QTEST_GUILESS_MAIN(TestInputStore)
#include "tst_input_store.moc"
