// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/migration.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cassert>

namespace kaba {
namespace {

void runOne(Database& database, const EmbeddedFile& migration, int version)
{
    Transaction transaction(database);
    if (versionOf(database) >= version)
        return;
    database.script(migration.bytes);
    if (Statement(database, "PRAGMA foreign_key_check").step())
        throw DatabaseFailure(SQLITE_CONSTRAINT_FOREIGNKEY,
                              fmt::format("{} leaves broken references", migration.name));
    database.script(fmt::format("PRAGMA user_version = {}", version));
    transaction.commit();
}

} // namespace

int latestVersion(std::span<const EmbeddedFile> migrations)
{
    for (std::size_t i = 0; i < migrations.size(); ++i)
        assert(migrations[i].name.starts_with(fmt::format("{:04}_", i + 1)));
    return static_cast<int>(migrations.size());
}

int versionOf(const Database& database)
{
    return static_cast<int>(integerOf(database, "PRAGMA user_version"));
}

void migrate(Database& database, std::span<const EmbeddedFile> migrations)
{
    // References are checked at the end of each migration: a script may have to rebuild a table.
    database.script("PRAGMA foreign_keys = OFF");
    for (int version = versionOf(database) + 1; version <= latestVersion(migrations); ++version)
        runOne(database, migrations[static_cast<std::size_t>(version - 1)], version);
    database.script("PRAGMA foreign_keys = ON");
}

} // namespace kaba
