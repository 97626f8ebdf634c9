// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/backup.h"

#include "papers_db/catalogue.h"
#include "papers_db/failure.h"
#include "papers_db/library_file.h"

#include <sqlite3.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>

namespace kaba {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kBackupFolder = "backups", kDaily = "daily", kUpgrade = "before-version-";
constexpr std::chrono::hours kDay{24};

std::string utc(std::chrono::system_clock::time_point time, const char* format)
{
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char buffer[32] = {};
    std::strftime(buffer, sizeof buffer, format, &parts);
    return buffer;
}

/// Files of the backup folder whose names hold `reason`, newest first: their names begin with the time.
std::vector<fs::path> filesOf(const fs::path& folder, std::string_view reason)
{
    std::vector<fs::path> files;
    std::error_code none;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder / kBackupFolder, none)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("library-") && name.ends_with(".sqlite") &&
            name.find(reason) != std::string::npos)
            files.push_back(entry.path());
    }
    std::sort(files.rbegin(), files.rend());
    return files;
}

/// The reader's tables that a library of any version may have.
constexpr std::string_view kReaderTables[] = {"tag",           "paper_tag", "reading",   "note", "note_copy",
                                              "demo_settings", "own_state", "fact_edit", "trash"};

/// Has the bytes of `file` reach the disk, as SQLite does for its own files but not for copies.
void flush(const fs::path& file)
{
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const bool flushed = descriptor >= 0 && ::fsync(descriptor) == 0;
    const std::error_code why(errno, std::generic_category());
    if (descriptor >= 0)
        ::close(descriptor);
    if (!flushed)
        throw fs::filesystem_error("cannot write", file, why);
}

std::int64_t rowsOf(const Database& database, std::string_view table)
{
    const bool there =
        integerOf(database, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?", table) !=
        0;
    return there ? integerOf(database, fmt::format("SELECT count(*) FROM {}", table)) : 0;
}

bool isWhole(const Database& database)
{
    Statement check(database, "PRAGMA integrity_check(1)");
    return check.step() && check.text(0) == "ok";
}

void verify(const Database& original, const fs::path& file)
{
    const Database copy(file, Database::Mode::Immutable);
    const bool same =
        std::all_of(std::begin(kReaderTables), std::end(kReaderTables),
                    [&](std::string_view table) { return rowsOf(original, table) == rowsOf(copy, table); });
    if (!same || !isWhole(copy))
        throw DatabaseFailure(SQLITE_CORRUPT,
                              fmt::format("the backup {} does not hold what it should", file.string()));
}

Backup inspect(const fs::path& file)
{
    Backup backup{.file = file,
                  .made = file.filename().string().substr(std::string_view("library-").size(), 20)};
    try {
        const Database database(file, Database::Mode::Immutable);
        backup.notes = rowsOf(database, "note");
        backup.tags = rowsOf(database, "tag");
        backup.usable = isWhole(database);
    } catch (const DatabaseFailure&) {
        backup.usable = false;
    }
    return backup;
}

bool isDue(const Database& database, const fs::path& folder)
{
    const std::int64_t papers = integerOf(database, "SELECT count(*) FROM paper WHERE origin = 'reader'");
    if (papers + rowsOf(database, "note") + rowsOf(database, "tag") + rowsOf(database, "reading") +
            rowsOf(database, "own_state") + rowsOf(database, "fact_edit") ==
        0)
        return false;
    const std::vector<fs::path> daily = filesOf(folder, kDaily);
    if (daily.empty())
        return true;
    const auto written = fs::last_write_time(daily.front());
    if (fs::file_time_type::clock::now() - written < kDay)
        return false;
    const fs::path log = folder / (std::string(kLibraryFile) + "-wal");
    std::error_code none;
    return fs::last_write_time(folder / kLibraryFile) > written ||
           (fs::exists(log, none) && fs::last_write_time(log) > written);
}

} // namespace

std::string timestamp() { return utc(std::chrono::system_clock::now(), "%Y-%m-%dT%H:%M:%SZ"); }

void writeBackup(const Database& database, const fs::path& folder, const std::string& reason)
{
    fs::create_directories(folder / kBackupFolder);
    const fs::path file = folder / kBackupFolder / fmt::format("library-{}-{}.sqlite", timestamp(), reason);
    const fs::path unfinished = file.string() + ".part";
    fs::remove(unfinished);
    try {
        run(database, "VACUUM INTO ?", unfinished.string());
        flush(unfinished);
        verify(database, unfinished);
        fs::rename(unfinished, file);
    } catch (...) {
        std::error_code none;
        fs::remove(unfinished, none);
        throw;
    }
    const std::vector<fs::path> sameKind =
        filesOf(folder, reason.starts_with(kUpgrade) ? kUpgrade : std::string_view(reason));
    for (std::size_t i = kBackupGenerations; i < sameKind.size(); ++i)
        fs::remove(sameKind[i]);
}

void backUpBeforeUpgrade(const Database& database, const fs::path& folder, int version)
{
    const std::string reason = std::string(kUpgrade) + std::to_string(version);
    for (const fs::path& file : filesOf(folder, reason + ".sqlite"))
        if (inspect(file).usable)
            return;
    writeBackup(database, folder, reason);
}

Status Catalogue::backUpIfDue()
{
    return attempt([&] {
        if (m_access == Access::Writable && isDue(*m_database, m_folder))
            writeBackup(*m_database, m_folder, std::string(kDaily));
    });
}

std::vector<Backup> backups(const fs::path& folder)
{
    std::vector<Backup> found;
    for (const fs::path& file : filesOf(folder, ""))
        found.push_back(inspect(file));
    return found;
}

Status restore(const Backup& backup, const fs::path& folder)
{
    return attempt([&]() -> Status {
        if (!inspect(backup.file).usable)
            return Error{Error::Kind::Database,
                         text("The backup {0} is damaged. Choose another one.",
                              "バックアップ {0} は壊れています。別のものを選んでください。",
                              backup.file.string())};
        const fs::path unfinished = folder / (std::string(kLibraryFile) + ".part");
        fs::copy_file(backup.file, unfinished, fs::copy_options::overwrite_existing);
        flush(unfinished);
        if (fs::exists(folder / kLibraryFile))
            setAside(folder, "replaced");
        fs::rename(unfinished, folder / kLibraryFile);
        return Done{};
    });
}

} // namespace kaba
