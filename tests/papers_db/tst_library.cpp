// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "papers_db/backup.h"
#include "papers_db/migration.h"
#include "tests/papers_db/library_support.h"

#include <QtTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace kaba;
namespace fs = std::filesystem;

namespace {

std::string bytesOf(const fs::path& file) { return must(readFile(file)); }

void writeBytes(const fs::path& file, const std::string& bytes) { must(writeFile(file, bytes)); }

/// Gives up the rights of root for a while, so that file modes mean something.
class Ordinary {
public:
    Ordinary()
        : m_root(geteuid() == 0)
    {
        if (m_root && seteuid(65534) != 0)
            qFatal("seteuid");
    }
    ~Ordinary()
    {
        if (m_root && seteuid(0) != 0)
            qFatal("seteuid");
    }

private:
    bool m_root;
};

/// No file of this process may grow beyond `bytes`: what a full disk looks like from here.
class SmallDisk {
public:
    explicit SmallDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit small = m_before;
        small.rlim_cur = bytes;
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
};

std::string firstNotice(const Catalogue& catalogue)
{
    return catalogue.notices().empty() ? std::string() : catalogue.notices().front().en;
}

/// Opens a fresh library and saves a note, as a process of its own: 0 where all went well.
int beginAndWrite(const fs::path& folder, int number)
{
    Result<Catalogue> catalogue = Catalogue::open(folder);
    const bool whole = catalogue && catalogue->access() == Catalogue::Access::Writable &&
                       catalogue->papers() && catalogue->papers()->size() == 53;
    return whole && catalogue->saveNote(number % 2 == 0 ? "lssl" : "gmlp", std::to_string(number), 0) ? 0 : 1;
}

} // namespace

class LibraryTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void keepsItsPromisesToTheDisk();
    void manyMayBeginAtOnce();
    void setsDamageAside_data();
    void setsDamageAside();
    void countsDamagedFiles();
    void leavesANewerLibraryAlone();
    void readsWhereItCannotWrite();
    void readsAnOldLibraryWhereItCannotWrite();
    void beginsInMemoryInAnEmptyReadOnlyFolder();
    void saysWhenTheFolderCannotBe();
    void losesNothingOnAFullDisk();
    void backsUpAndRestores();
    void keepsTheNewestBackups();
    void refreshesFactsAroundTheReader();

private:
    fs::path folder() const { return m_folder->path("library"); }
    void writeANote() const;
    std::optional<TemporaryFolder> m_folder;
};

void LibraryTest::init()
{
    m_folder.emplace();
    fs::permissions(m_folder->path(""), fs::perms(0755));
}

void LibraryTest::writeANote() const
{
    Catalogue catalogue = opened(folder());
    must(catalogue.saveNote("lssl", "kept", 0));
}

void LibraryTest::keepsItsPromisesToTheDisk()
{
    const OpenedLibrary library = must(openLibrary(folder()));
    const auto pragma = [&](const char* name) {
        return integerOf(*library.database, fmt::format("PRAGMA {}", name));
    };
    QCOMPARE(pragma("synchronous"), std::int64_t{2});
    QCOMPARE(pragma("foreign_keys"), std::int64_t{1});
    QCOMPARE(pragma("busy_timeout"), std::int64_t{5000});
    QCOMPARE(pragma("user_version"), std::int64_t{latestVersion(embeddedMigrations())});
    Statement mode(*library.database, "PRAGMA journal_mode");
    QVERIFY(mode.step());
    QCOMPARE(mode.text(0), std::string("wal"));
}

void LibraryTest::manyMayBeginAtOnce()
{
    std::vector<pid_t> windows;
    for (int i = 0; i < 6; ++i) {
        windows.push_back(fork());
        if (windows.back() == 0)
            _exit(beginAndWrite(folder(), i));
    }
    for (const pid_t window : windows) {
        int status = 0;
        waitpid(window, &status, 0);
        QCOMPARE(status, 0);
    }
    const Catalogue catalogue = opened(folder());
    QCOMPARE(must(catalogue.note("lssl")).copies.size(), std::size_t{2});
    QCOMPARE(must(catalogue.note("gmlp")).copies.size(), std::size_t{2});
}

void LibraryTest::setsDamageAside_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("no database") << QByteArray("not a database").repeated(1000);
    QTest::newRow("short") << QByteArray("SQLite format 3");
    const TemporaryFolder other;
    must(opened(other.path("")).papers());
    const QByteArray whole = QByteArray::fromStdString(bytesOf(libraryIn(other.path(""))));
    QTest::newRow("cut off") << whole.left(whole.size() / 2);
    QByteArray scratched = whole;
    for (qsizetype page = 4; page < 40; ++page)
        scratched.replace(page * 4096, 200, QByteArray(200, '\x5A'));
    QTest::newRow("scratched") << scratched;
    Database(other.path("foreign"), Database::Mode::ReadWrite)
        .script("CREATE TABLE theirs (a); PRAGMA user_version = 1");
    QTest::newRow("of another program") << QByteArray::fromStdString(bytesOf(other.path("foreign")));
}

void LibraryTest::setsDamageAside()
{
    QFETCH(QByteArray, bytes);
    fs::create_directories(folder());
    writeBytes(libraryIn(folder()), bytes.toStdString());
    const Result<Catalogue> broken = Catalogue::open(folder());
    QVERIFY(!broken);
    QVERIFY(broken.error().kind == Error::Kind::Database);
    const fs::path kept = libraryIn(folder()).string() + ".damaged-1";
    for (const std::string& sentence : {broken.error().message.en, broken.error().message.ja}) {
        QVERIFY(sentence.find(kept.string()) != std::string::npos);
        QVERIFY(sentence.find(libraryIn(folder()).string() + " ") != std::string::npos);
    }
    QCOMPARE(bytesOf(kept), bytes.toStdString());
    QVERIFY(!fs::exists(libraryIn(folder())));

    const Catalogue fresh = opened(folder());
    QVERIFY(fresh.access() == Catalogue::Access::Writable);
    QVERIFY(firstNotice(fresh).find("set aside") != std::string::npos);
    QCOMPARE(must(fresh.papers({.group = "rnn"})).size(), std::size_t{11});
    QVERIFY(firstNotice(opened(folder())).empty());
}

void LibraryTest::countsDamagedFiles()
{
    fs::create_directories(folder());
    for (int number = 1; number <= 3; ++number) {
        writeBytes(libraryIn(folder()), "garbage number " + std::to_string(number) + std::string(1000, '!'));
        QVERIFY(!Catalogue::open(folder()));
        QVERIFY(fs::exists(fmt::format("{}.damaged-{}", libraryIn(folder()).string(), number)));
    }
}

void LibraryTest::leavesANewerLibraryAlone()
{
    writeANote();
    must(openLibrary(folder())).database->script("PRAGMA user_version = 999");
    const std::string before = bytesOf(libraryIn(folder()));
    Catalogue catalogue = opened(folder());
    QVERIFY(catalogue.access() == Catalogue::Access::NewerProgram);
    QVERIFY(firstNotice(catalogue).find("newer Kaba") != std::string::npos);
    QCOMPARE(must(catalogue.note("lssl")).markdown, std::string("kept"));
    const auto saved = catalogue.saveNote("lssl", "changed", 1);
    QVERIFY(!saved && saved.error().kind == Error::Kind::Database);
    QVERIFY(catalogue.backUpIfDue());
    QVERIFY(!fs::exists(folder() / "backups"));
    QCOMPARE(bytesOf(libraryIn(folder())), before);
}

void LibraryTest::readsWhereItCannotWrite()
{
    writeANote();
    fs::permissions(libraryIn(folder()), fs::perms(0444));
    fs::permissions(folder(), fs::perms(0555));
    const Ordinary user;
    Catalogue catalogue = opened(folder());
    QVERIFY(catalogue.access() == Catalogue::Access::ReadOnlyPlace);
    QVERIFY(firstNotice(catalogue).find("reading only") != std::string::npos);
    QCOMPARE(must(catalogue.note("lssl")).markdown, std::string("kept"));
    QVERIFY(idsOf(must(catalogue.search("カーネル"))).contains(QStringLiteral("skyformer")));
    const auto saved = catalogue.saveNote("lssl", "changed", 1);
    QVERIFY(!saved && saved.error().kind == Error::Kind::Database);
}

void LibraryTest::readsAnOldLibraryWhereItCannotWrite()
{
    fs::create_directories(folder());
    Database(libraryIn(folder()), Database::Mode::ReadWrite)
        .script(bytesOf(QFINDTESTDATA("papers_db/fixtures/library-v2.sql").toStdString()));
    fs::permissions(libraryIn(folder()), fs::perms(0444));
    fs::permissions(folder(), fs::perms(0555));
    const std::string before = bytesOf(libraryIn(folder()));
    const Ordinary user;
    const Catalogue catalogue = opened(folder());
    QVERIFY(catalogue.access() == Catalogue::Access::ReadOnlyPlace);
    QVERIFY(must(catalogue.note("lssl")).markdown.starts_with("HiPPO"));
    QCOMPARE(must(catalogue.papers({.group = "rnn"})).size(), std::size_t{11});
    QCOMPARE(bytesOf(libraryIn(folder())), before);
}

void LibraryTest::beginsInMemoryInAnEmptyReadOnlyFolder()
{
    fs::create_directories(folder());
    fs::permissions(folder(), fs::perms(0555));
    const Ordinary user;
    const Catalogue catalogue = opened(folder());
    QVERIFY(catalogue.access() == Catalogue::Access::ReadOnlyPlace);
    QCOMPARE(must(catalogue.papers({.group = "transformer"})).size(), std::size_t{21});
    QVERIFY(!fs::exists(libraryIn(folder())));
}

void LibraryTest::saysWhenTheFolderCannotBe()
{
    const Result<Catalogue> catalogue = Catalogue::open(m_folder->write("a-file", "x") / "library");
    QVERIFY(!catalogue && catalogue.error().kind == Error::Kind::Database);
    QVERIFY(catalogue.error().message.en.find("a-file") != std::string::npos);
}

void LibraryTest::losesNothingOnAFullDisk()
{
    writeANote();
    Catalogue catalogue = opened(folder());
    const std::string large(4'000'000, 'x');
    {
        const SmallDisk disk(fs::file_size(libraryIn(folder())) + 100'000);
        const auto saved = catalogue.saveNote("lssl", large, 1);
        QVERIFY(!saved);
        QVERIFY(saved.error().kind == Error::Kind::Database);
        QVERIFY2(saved.error().message.en.find("safe") != std::string::npos,
                 saved.error().message.en.c_str());
        QCOMPARE(must(catalogue.note("lssl")).markdown, std::string("kept"));
    }
    QCOMPARE(must(catalogue.saveNote("lssl", large, 1)).revision, std::int64_t{2});
    QCOMPARE(must(opened(folder()).note("lssl")).markdown, large);
}

void LibraryTest::backsUpAndRestores()
{
    {
        Catalogue catalogue = opened(folder());
        QVERIFY(catalogue.backUpIfDue());
        QVERIFY2(backups(folder()).empty(), "nothing to keep yet");
        must(catalogue.saveNote("lssl", "kept", 0));
        QVERIFY(catalogue.backUpIfDue() && catalogue.backUpIfDue());
        QCOMPARE(backups(folder()).size(), std::size_t{1});
        must(catalogue.saveNote("lssl", "regretted", 1));
    }
    const Backup backup = backups(folder()).front();
    QVERIFY(backup.usable);
    QCOMPARE(backup.notes, std::int64_t{1});
    QCOMPARE(backup.made.size(), std::size_t{20});
    QVERIFY(restore(backup, folder()));
    QCOMPARE(must(opened(folder()).note("lssl")).markdown, std::string("kept"));
    QVERIFY(fs::exists(libraryIn(folder()).string() + ".replaced-1"));

    writeBytes(backup.file, bytesOf(backup.file).substr(0, 20000));
    QVERIFY(!backups(folder()).front().usable);
    QVERIFY(!restore(backup, folder()));
    QCOMPARE(must(opened(folder()).note("lssl")).markdown, std::string("kept"));
}

void LibraryTest::keepsTheNewestBackups()
{
    const OpenedLibrary library = must(openLibrary(folder()));
    fs::create_directories(folder() / "backups");
    for (int day = 1; day <= 28; ++day)
        writeBytes(folder() / fmt::format("backups/library-2020-01-{:02}T00:00:00Z-daily.sqlite", day),
                   "old");
    writeBytes(folder() / "backups/library-2019-01-01T00:00:00Z-before-version-2.sqlite", "old");
    writeBackup(*library.database, folder(), "daily");
    const std::vector<Backup> left = backups(folder());
    QCOMPARE(left.size(), kBackupGenerations + 1);
    QVERIFY(left.front().usable);
    QVERIFY(left[1].made == "2020-01-28T00:00:00Z");
    QVERIFY2(left.back().made.starts_with("2019"), "the other kind is counted by itself");
}

void LibraryTest::refreshesFactsAroundTheReader()
{
    {
        Catalogue catalogue = opened(folder());
        must(catalogue.saveNote("lssl", "zebrafish", 0));
        const Tag tag = must(catalogue.createTag("later", "#123456"));
        QVERIFY(catalogue.assignTag("lssl", tag.id));
    }
    must(openLibrary(folder()))
        .database->script("UPDATE shipped SET value = 'older' WHERE key = 'facts';"
                          "UPDATE paper SET title = 'stale' WHERE id = 'lssl';"
                          "DELETE FROM paper WHERE id = 'gmlp'; DELETE FROM relation");
    const Catalogue catalogue = opened(folder());
    QVERIFY(must(catalogue.paper("lssl")).row.title.starts_with("Combining"));
    QCOMPARE(must(catalogue.paper("lssl")).row.tags.size(), std::size_t{1});
    QCOMPARE(must(catalogue.lineage()).edges.size(), std::size_t{22});
    QCOMPARE(idsOf(must(catalogue.search("zebrafish"))), QStringList{"lssl"});
    QVERIFY(idsOf(must(catalogue.search("gmlp"))).contains(QStringLiteral("gmlp")));
    must(openLibrary(folder()))
        .database->script("INSERT INTO search_words (search_words) VALUES ('integrity-check');"
                          "INSERT INTO search_pairs (search_pairs) VALUES ('integrity-check')");
}

QTEST_GUILESS_MAIN(LibraryTest)
#include "tst_library.moc"
