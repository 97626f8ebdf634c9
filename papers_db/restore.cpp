// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/restore.h"

#include "papers_db/backup.h"
#include "papers_db/failure.h"
#include "papers_db/library_file.h"
#include "papers_db/migration.h"
#include "papers_db/shipped_facts.h"

#include <map>

namespace kaba {
namespace {

using Mode = Database::Mode;

/// A copy of the backup, brought to the tables of this program.
void load(const Backup& backup, Database& memory)
{
    const Database file(backup.file, Mode::Immutable);
    file.copyTo(memory);
    migrate(memory, embeddedMigrations());
    refreshShippedFacts(memory);
}

struct Named {
    std::string name, text;
};
using Content = std::map<std::string, Named>;

Content contentOf(const Database& database, std::string_view sql)
{
    Content content;
    for (Statement rows(database, sql); rows.step();)
        content.insert({rows.text(0), {rows.text(1), rows.text(2)}});
    return content;
}

Content notesOf(const Database& database)
{
    return contentOf(
        database, "SELECT n.kind || ':' || n.subject, coalesce(nullif(p.short_name, ''), p.title, n.subject),"
                  " n.markdown FROM note n LEFT JOIN paper p ON p.id = n.subject WHERE n.markdown <> ''");
}

Content papersOf(const Database& database)
{
    return contentOf(database, "SELECT id, title, '' FROM paper WHERE origin = 'reader'");
}

/// The names in `wanted` that `other` does not have with the same text.
std::vector<std::string> differing(const Content& wanted, const Content& other)
{
    std::vector<std::string> names;
    for (const auto& [key, one] : wanted) {
        const auto same = other.find(key);
        if (same == other.end() || same->second.text != one.text)
            names.push_back(one.name);
    }
    return names;
}

Status requireUsable(const Backup& backup)
{
    if (backup.usable)
        return Done{};
    return Error{Error::Kind::Database,
                 text("The backup {0} is damaged. Choose another one.",
                      "バックアップ {0} は壊れています。別のものを選んでください。", backup.file.string())};
}

} // namespace

Result<RestorePreview> previewRestore(const Backup& backup, const std::filesystem::path& folder)
{
    return attempt([&]() -> Result<RestorePreview> {
        if (Status usable = requireUsable(backup); !usable)
            return usable.error();
        Database then({}, Mode::Memory);
        load(backup, then);
        const Database now(folder / kLibraryFile, Mode::ReadOnly);
        const Content notesThen = notesOf(then), notesNow = notesOf(now);
        const Content papersThen = papersOf(then), papersNow = papersOf(now);
        return RestorePreview{.notesBack = differing(notesThen, notesNow),
                              .notesGone = differing(notesNow, notesThen),
                              .papersBack = differing(papersThen, papersNow),
                              .papersGone = differing(papersNow, papersThen)};
    });
}

Status restoreInPlace(const Backup& backup, const std::filesystem::path& folder)
{
    return attempt([&]() -> Status {
        if (Status usable = requireUsable(backup); !usable)
            return usable;
        Database then({}, Mode::Memory);
        load(backup, then);
        Database library(folder / kLibraryFile, Mode::ReadWrite);
        library.script("PRAGMA synchronous = FULL");
        writeBackup(library, folder, std::string(kBeforeRestore));
        then.copyTo(library);
        return Done{};
    });
}

} // namespace kaba
