// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/backup.h"
#include "papers_db/migration.h"
#include "tests/papers_db/library_support.h"

#include <QtTest>

using namespace kaba;
namespace fs = std::filesystem;

class MigrationTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder.emplace(); }
    void upgradesEveryOldVersion_data();
    void upgradesEveryOldVersion();
    void keepsWhatTheReaderWrote_data();
    void keepsWhatTheReaderWrote();
    void backsUpOncePerVersion();
    void aFailedMigrationChangesNothing();
    void brokenReferencesAreRefused();

private:
    fs::path folder() const { return m_folder->path("library"); }
    void makeVersion(int version) const;
    std::optional<TemporaryFolder> m_folder;
};

void MigrationTest::makeVersion(int version) const
{
    QFile dump(QFINDTESTDATA(QStringLiteral("papers_db/fixtures/library-v%1.sql").arg(version)));
    if (!dump.open(QIODevice::ReadOnly))
        qFatal("version %d has no fixture", version);
    fs::create_directories(folder());
    Database(libraryIn(folder()), Database::Mode::ReadWrite).script(dump.readAll().toStdString());
}

void MigrationTest::upgradesEveryOldVersion_data()
{
    QTest::addColumn<int>("version");
    for (int version = 1; version < latestVersion(embeddedMigrations()); ++version)
        QTest::addRow("version %d", version) << version;
}

void MigrationTest::upgradesEveryOldVersion()
{
    QFETCH(int, version);
    makeVersion(version);
    const Catalogue catalogue = opened(folder());
    QVERIFY(catalogue.access() == Catalogue::Access::Writable);
    QCOMPARE(must(catalogue.papers({.group = "transformer"})).size(), std::size_t{21});
    QVERIFY(must(catalogue.paper("lssl")).row.title.starts_with("Combining"));
    QVERIFY2(!catalogue.paper("withdrawn"), "shipped facts follow the program");
    QCOMPARE(idsOf(must(catalogue.search("Added by the reader"))), QStringList{"own"});
    const std::vector<Backup> kept = backups(folder());
    QCOMPARE(kept.size(), std::size_t{1});
    QVERIFY(kept.front().usable);
    const Database backup(kept.front().file, Database::Mode::Immutable);
    QCOMPARE(versionOf(backup), version);
}

void MigrationTest::keepsWhatTheReaderWrote_data()
{
    QTest::addColumn<int>("version");
    for (int version = 2; version < latestVersion(embeddedMigrations()); ++version)
        QTest::addRow("version %d", version) << version;
}

void MigrationTest::keepsWhatTheReaderWrote()
{
    QFETCH(int, version);
    makeVersion(version);
    const Catalogue catalogue = opened(folder());
    const Note note = must(catalogue.note("lssl"));
    QCOMPARE(note.markdown, std::string("HiPPO へのメモ: Δ を動かす"));
    QCOMPARE(note.revision, std::int64_t{3});
    QCOMPARE(note.copies.size(), std::size_t{1});
    QCOMPARE(note.copies.front().markdown, std::string("an older wording"));
    QCOMPARE(idsOf(must(catalogue.search("へのメモ"))), QStringList{"lssl"});
    QCOMPARE(must(catalogue.searchNotes("へのメモ")).front().subject.id, std::string("lssl"));
    QCOMPARE(must(catalogue.demoSettings("hippo")).value(), std::string("order=32"));
    const Paper paper = must(catalogue.paper("lssl"));
    QVERIFY(paper.row.reading == Reading::Reading);
    QCOMPARE(must(catalogue.tags()).front().name, std::string("To read"));
    QCOMPARE(paper.row.tags, std::vector<std::int64_t>{1});
    const Database file(libraryIn(folder()), Database::Mode::ReadOnly);
    QVERIFY2(integerOf(file, "SELECT count(*) FROM note WHERE kind = 'paper' AND subject = 'withdrawn'") == 1,
             "a note outlives the paper's place in the facts");
}

void MigrationTest::backsUpOncePerVersion()
{
    makeVersion(2);
    const Database library(libraryIn(folder()), Database::Mode::ReadWrite);
    backUpBeforeUpgrade(library, folder(), 3);
    const Backup first = backups(folder()).front();
    backUpBeforeUpgrade(library, folder(), 3);
    QCOMPARE(backups(folder()).size(), std::size_t{1});
    QCOMPARE(backups(folder()).front().file, first.file);
    QCOMPARE(first.notes, std::int64_t{2});
    backUpBeforeUpgrade(library, folder(), 4);
    QCOMPARE(backups(folder()).size(), std::size_t{2});
}

void MigrationTest::aFailedMigrationChangesNothing()
{
    Database database({}, Database::Mode::Memory);
    const EmbeddedFile good{"0001_a.sql", "CREATE TABLE a (x)"};
    const EmbeddedFile bad{"0002_b.sql",
                           "CREATE TABLE b (x); INSERT INTO a VALUES (1); INSERT INTO nowhere VALUES (1)"};
    const EmbeddedFile files[] = {good, bad};
    QVERIFY_EXCEPTION_THROWN(migrate(database, files), DatabaseFailure);
    QCOMPARE(versionOf(database), 1);
    QCOMPARE(integerOf(database, "SELECT count(*) FROM a"), std::int64_t{0});
    QCOMPARE(integerOf(database, "SELECT count(*) FROM sqlite_schema WHERE name = 'b'"), std::int64_t{0});
    const EmbeddedFile mended[] = {good, {"0002_b.sql", "CREATE TABLE b (x)"}};
    migrate(database, mended);
    migrate(database, mended);
    QCOMPARE(versionOf(database), 2);
}

void MigrationTest::brokenReferencesAreRefused()
{
    Database database({}, Database::Mode::Memory);
    const EmbeddedFile files[] = {{"0001_a.sql",
                                   "CREATE TABLE a (x PRIMARY KEY); CREATE TABLE b (x REFERENCES a(x));"
                                   "INSERT INTO b VALUES (1)"}};
    QVERIFY_EXCEPTION_THROWN(migrate(database, files), DatabaseFailure);
    QCOMPARE(versionOf(database), 0);
}

QTEST_GUILESS_MAIN(MigrationTest)
#include "tst_migration.moc"
