// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/base/sha256.h"
#include "core/base/unicode.h"
#include "tests/support/temporary_file.h"

#include <QtTest>

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace kaba;

class TestFile : public QObject {
    Q_OBJECT
private slots:
    void sha256KnowsTheVectors_data();
    void sha256KnowsTheVectors();
    void utf8IsChecked_data();
    void utf8IsChecked();
    void widthCountsColumns();
    void readsWhatWasWritten();
    void refusesWithTheName_data();
    void refusesWithTheName();
    void writingKeepsModeAndLink();
    void writingFailsWithoutATrace();
    void aKillLeavesTheOldFileOrTheNew();
};

void TestFile::sha256KnowsTheVectors_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<std::string>("digest");
    // FIPS 180-4's examples, and lengths round the padding's edge as sha256sum gives them.
    QTest::newRow("empty") << QByteArray()
                           << std::string("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    QTest::newRow("abc") << QByteArray("abc")
                         << std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    QTest::newRow("two blocks") << QByteArray("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
                                << std::string(
                                       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    QTest::newRow("a million a") << QByteArray(1000000, 'a')
                                 << std::string(
                                        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    for (int length = 54; length <= 66; ++length) {
        const QByteArray bytes(length, 'k');
        QTest::addRow("%d", length)
            << bytes << QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
    }
}

void TestFile::sha256KnowsTheVectors()
{
    QFETCH(QByteArray, bytes);
    QFETCH(std::string, digest);
    QCOMPARE(sha256(bytes.toStdString()), digest);
}

void TestFile::utf8IsChecked_data()
{
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<bool>("valid");
    QTest::newRow("ASCII") << std::string("abc") << true;
    QTest::newRow("Japanese") << std::string("注意𠮷") << true;
    QTest::newRow("cut off") << std::string("\xe6\xb3") << false;
    QTest::newRow("overlong") << std::string("\xc0\xaf") << false;
    QTest::newRow("overlong, three bytes") << std::string("\xe0\x80\xaf") << false;
    QTest::newRow("surrogate") << std::string("\xed\xa0\x80") << false;
    QTest::newRow("beyond Unicode") << std::string("\xf4\x90\x80\x80") << false;
    QTest::newRow("lone follower") << std::string("\x80") << false;
}

void TestFile::utf8IsChecked()
{
    QFETCH(std::string, bytes);
    QFETCH(bool, valid);
    QCOMPARE(isValidUtf8(bytes), valid);
    QCOMPARE(isValidUtf8(validUtf8(bytes)), true);
    if (const auto points = codePoints(bytes))
        QCOMPARE(utf8From(std::u32string(points->begin(), points->end())), bytes);
}

void TestFile::widthCountsColumns()
{
    QCOMPARE(displayWidth("abc"), std::size_t(3));
    QCOMPARE(displayWidth("注意 a"), std::size_t(6));
    QCOMPARE(displayWidth("K\xcc\x84"), std::size_t(1));
    QCOMPARE(displayWidth("ｶﾅ"), std::size_t(2));
}

void TestFile::readsWhatWasWritten()
{
    const TemporaryFolder folder;
    const auto path = folder.path("a.bin");
    const std::string first("one\0two", 7);
    QVERIFY(writeFile(path, first));
    QCOMPARE(*readFile(path), first);
    QVERIFY(writeFile(path, "shorter"));
    QCOMPARE(*readFile(path), std::string("shorter"));
    QCOMPARE(std::distance(std::filesystem::directory_iterator(path.parent_path()), {}), std::ptrdiff_t(1));
}

void TestFile::refusesWithTheName_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<std::string>("says");
    QTest::newRow("missing") << std::string("absent.csv") << std::string("no file 'absent.csv'");
    QTest::newRow("empty") << std::string("empty.csv") << std::string("'empty.csv' is empty");
    QTest::newRow("folder") << std::string("folder") << std::string("'folder' is not a file");
    QTest::newRow("huge") << std::string("huge.csv") << std::string("512 MiB");
}

void TestFile::refusesWithTheName()
{
    QFETCH(std::string, name);
    QFETCH(std::string, says);
    const TemporaryFolder folder;
    folder.write("empty.csv", "");
    std::filesystem::create_directory(folder.path("folder"));
    folder.write("huge.csv", "1");
    std::filesystem::resize_file(folder.path("huge.csv"), kLargestInput + 1); // sparse: takes no room
    const Result<std::string> bytes = readFile(folder.path(name));
    QVERIFY(!bytes);
    QCOMPARE(bytes.error().kind, Error::Kind::Input);
    QVERIFY2(bytes.error().message.en.find(says) != std::string::npos, bytes.error().message.en.c_str());
    QVERIFY(bytes.error().message.en.find(folder.path("").string()) == std::string::npos);
}

void TestFile::writingKeepsModeAndLink()
{
    const TemporaryFolder folder;
    const auto target = folder.write("target.txt", "old");
    std::filesystem::permissions(target, std::filesystem::perms(0640));
    std::filesystem::create_symlink("target.txt", folder.path("link.txt"));
    QVERIFY(writeFile(folder.path("link.txt"), "new"));
    QVERIFY(std::filesystem::is_symlink(folder.path("link.txt")));
    QCOMPARE(*readFile(target), std::string("new"));
    QCOMPARE(std::filesystem::status(target).permissions(), std::filesystem::perms(0640));
}

void TestFile::writingFailsWithoutATrace()
{
    const TemporaryFolder folder;
    const Status status = writeFile(folder.path("absent/a.txt"), "x");
    QVERIFY(!status);
    QCOMPARE(status.error().kind, Error::Kind::Io);
    QVERIFY(status.error().message.en.find("a.txt") != std::string::npos);
    std::filesystem::create_directory(folder.path("folder"));
    QVERIFY(!writeFile(folder.path("folder"), "x"));
    QVERIFY(std::filesystem::is_empty(folder.path("folder")));
}

void TestFile::aKillLeavesTheOldFileOrTheNew()
{
    const TemporaryFolder folder;
    const auto path = folder.path("a.bin");
    const std::string one(1 << 20, '1');
    const std::string two(1 << 20, '2');
    QVERIFY(writeFile(path, one));
    for (unsigned round = 0; round < 40; ++round) {
        const pid_t child = ::fork();
        if (child == 0)
            for (bool turn = true;; turn = !turn)
                static_cast<void>(writeFile(path, turn ? two : one));
        ::usleep(500 + 137 * round);
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        const Result<std::string> bytes = readFile(path);
        QVERIFY(bytes && (*bytes == one || *bytes == two));
    }
}

QTEST_GUILESS_MAIN(TestFile)
#include "tst_file.moc"
