// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/library_file.h"

#include "papers_db/backup.h"
#include "papers_db/failure.h"
#include "papers_db/migration.h"
#include "papers_db/shipped_facts.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

namespace kaba {
namespace {

namespace fs = std::filesystem;
using Mode = Database::Mode;

/// "Kaba" in ASCII: tells our files from other SQLite databases.
constexpr int kApplicationId = 0x4B616261;

bool isNewer(const Database& database) { return versionOf(database) > latestVersion(embeddedMigrations()); }

/// Throws NOTADB for a database of another program. One statement reads both marks: another window may be
/// beginning the same library at this moment.
void checkOwner(const Database& database)
{
    Statement marks(database, "SELECT application_id, (SELECT count(*) FROM sqlite_schema) "
                              "FROM pragma_application_id");
    marks.step();
    if (marks.integer(0) != kApplicationId && marks.integer(1) != 0)
        throw DatabaseFailure(SQLITE_NOTADB, "the file is a database of another program");
}

/// Reads every page of the file once; libraries beyond this size trust SQLite to notice damage on use.
void checkWhole(const Database& database)
{
    constexpr std::int64_t kMostPages = 2048;
    if (integerOf(database, "PRAGMA page_count") > kMostPages)
        return;
    Statement check(database, "PRAGMA quick_check(1)");
    if (check.step() && check.text(0) != "ok")
        throw DatabaseFailure(SQLITE_CORRUPT, check.text(0));
}

/// Brings tables and facts to those of this program.
void bringUpToDate(Database& database)
{
    migrate(database, embeddedMigrations());
    refreshShippedFacts(database);
}

void prepareWritable(Database& database, const fs::path& folder)
{
    database.script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
    const int latest = latestVersion(embeddedMigrations()), version = versionOf(database);
    if (version == 0)
        database.script(fmt::format("PRAGMA application_id = {}", kApplicationId));
    else if (version < latest)
        backUpBeforeUpgrade(database, folder, latest);
    bringUpToDate(database);
}

/// A connection that only reads; without a log beside the file nothing else is needed than the file itself.
std::unique_ptr<Database> openReadOnly(const fs::path& file)
{
    try {
        auto database = std::make_unique<Database>(file, Mode::ReadOnly);
        versionOf(*database);
        return database;
    } catch (const DatabaseFailure& failure) {
        if (!isRefusal(failure))
            throw;
        return std::make_unique<Database>(file, Mode::Immutable);
    }
}

OpenedLibrary openNewer(const fs::path& file)
{
    OpenedLibrary opened{.database = openReadOnly(file), .access = Catalogue::Access::NewerProgram};
    opened.notices.push_back(
        text("A newer Kaba wrote {0}: it is opened for reading only. Update Kaba to change it.",
             "{0} は新しい版の Kaba で書かれているため、読み取り専用で開きました。"
             "変更するには Kaba を更新してください。",
             file.string()));
    return opened;
}

/// `database` may be null: nothing could be read and there is nothing.
OpenedLibrary copyInMemory(const fs::path& file, const Error& why)
{
    OpenedLibrary opened{.database = std::make_unique<Database>(file, Mode::Memory),
                         .access = Catalogue::Access::ReadOnlyPlace};
    std::error_code none;
    if (fs::exists(file, none) && fs::file_size(file, none) > 0) {
        const std::unique_ptr<Database> original = openReadOnly(file);
        checkOwner(*original);
        if (isNewer(*original))
            return openNewer(file);
        original->copyTo(*opened.database);
    }
    bringUpToDate(*opened.database);
    opened.database->script("PRAGMA query_only = ON");
    opened.notices.push_back(text("{0} cannot be written: it is opened for reading only. {1}",
                                  "{0} に書き込めないため、読み取り専用で開きました。{1}", file.string(),
                                  ""));
    opened.notices.back().en += why.message.en;
    opened.notices.back().ja += why.message.ja;
    return opened;
}

/// Of a fresh library where damaged ones or backups lie beside: what the reader can do about it.
std::vector<Text> remindersFor(const fs::path& folder)
{
    std::error_code none;
    if (!fs::exists(folder / (std::string(kLibraryFile) + ".damaged-1"), none))
        return {};
    std::size_t usable = 0;
    for (const Backup& backup : backups(folder))
        usable += backup.usable ? 1 : 0;
    return {text(
        "A new library was begun, since the old one was damaged and set aside. Usable backups: {0}, in {1}.",
        "以前のライブラリは壊れていたため退避し、新しいライブラリを作りました。使えるバックアップ：{0} "
        "個（{1}）。",
        usable, (folder / "backups").string())};
}

OpenedLibrary openWritable(const fs::path& folder)
{
    const fs::path file = folder / kLibraryFile;
    OpenedLibrary opened{.database = std::make_unique<Database>(file, Mode::ReadWrite)};
    Database& database = *opened.database;
    checkOwner(database);
    if (isNewer(database))
        return openNewer(file);
    if (database.isReadOnly())
        throw DatabaseFailure(SQLITE_READONLY, "the file cannot be written");
    checkWhole(database);
    const bool fresh = versionOf(database) == 0;
    prepareWritable(database, folder);
    if (fresh)
        opened.notices = remindersFor(folder);
    return opened;
}

/// One window at a time begins or upgrades a library. Where no lock can be made (a read-only place) nothing can
/// be begun either. Released by the kernel if the program dies.
class OpeningLock {
public:
    explicit OpeningLock(const fs::path& folder)
        : m_file(open((folder / ".opening").c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600))
    {
        while (m_file >= 0 && flock(m_file, LOCK_EX) != 0 && errno == EINTR)
            ;
    }
    OpeningLock(const OpeningLock&) = delete;
    OpeningLock& operator=(const OpeningLock&) = delete;
    ~OpeningLock()
    {
        if (m_file >= 0)
            close(m_file);
    }

private:
    int m_file;
};

/// Busy, or files of the log that the last window to close is just taking away: gone a moment later.
bool mayPass(const DatabaseFailure& failure)
{
    const int code = failure.code & 0xff;
    return code == SQLITE_BUSY || code == SQLITE_CANTOPEN || code == SQLITE_IOERR;
}

OpenedLibrary openPatiently(const fs::path& folder)
{
    constexpr int kTries = 10;
    const OpeningLock lock(folder);
    for (int tries = 1;; ++tries) {
        try {
            return openWritable(folder);
        } catch (const DatabaseFailure& failure) {
            if (!mayPass(failure) || tries == kTries)
                throw;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
}

Error reportDamage(const fs::path& folder, const DatabaseFailure& failure)
{
    const fs::path kept = setAside(folder, "damaged");
    return {Error::Kind::Database,
            text("The library {0} is damaged ({1}). It was renamed to {2}; start again for a new one.",
                 "ライブラリ {0} は壊れています（{1}）。{2} "
                 "に名前を変えて残しました。もう一度起動すると新しく作ります。",
                 (folder / kLibraryFile).string(), failure.message, kept.string())};
}

} // namespace

fs::path setAside(const fs::path& folder, std::string_view why)
{
    const fs::path file = folder / kLibraryFile;
    int number = 1;
    const auto target = [&] { return fs::path(fmt::format("{}.{}-{}", file.string(), why, number)); };
    while (fs::exists(target()))
        ++number;
    fs::rename(file, target());
    for (const char* const part : {"-wal", "-shm"})
        if (fs::exists(file.string() + part))
            fs::rename(file.string() + part, target().string() + part);
    return target();
}

Result<OpenedLibrary> openLibrary(const fs::path& folder)
{
    return attempt([&]() -> Result<OpenedLibrary> {
        fs::create_directories(folder);
        try {
            return openPatiently(folder);
        } catch (const DatabaseFailure& failure) {
            if (isDamage(failure))
                return reportDamage(folder, failure);
            if (!isRefusal(failure))
                throw;
            return copyInMemory(folder / kLibraryFile, errorOf(failure));
        }
    });
}

} // namespace kaba
