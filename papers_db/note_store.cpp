// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/note_store.h"

#include "papers_db/backup.h"
#include "papers_db/names.h"
#include "papers_db/note_links.h"
#include "papers_db/search_index.h"
#include "papers_db/trash.h"

#include <algorithm>

namespace kaba {
namespace {

using Kind = NoteSubject::Kind;

/// Keeps the text that a save is about to replace, unless the same text is kept already.
NoteCopy keepCopy(const Database& database, const NoteSubject& subject, const Note& stored)
{
    const auto same = std::find_if(stored.copies.begin(), stored.copies.end(),
                                   [&](const NoteCopy& copy) { return copy.markdown == stored.markdown; });
    if (same != stored.copies.end())
        return *same;
    run(database, "INSERT INTO note_copy (kind, subject, markdown, changed) VALUES (?, ?, ?, ?)",
        idOf(subject.kind), subject.id, stored.markdown, stored.changed);
    return {integerOf(database, "SELECT last_insert_rowid()"), stored.markdown, stored.changed};
}

void writeLinks(const Database& database, const NoteSubject& subject, std::string_view markdown)
{
    const std::int64_t note = integerOf(database, "SELECT id FROM note WHERE kind = ? AND subject = ?",
                                        idOf(subject.kind), subject.id);
    run(database, "DELETE FROM note_link WHERE note = ?", note);
    for (const NoteLink& link : noteLinks(markdown))
        run(database, "INSERT INTO note_link (note, kind, target) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            note, idOf(link.target.kind), link.target.id);
}

bool isOnPaper(Kind kind) { return kind != Kind::Group && kind != Kind::Demo; }

} // namespace

Note readNote(const Database& database, const NoteSubject& subject)
{
    Note note;
    Statement row(database, "SELECT markdown, revision, changed FROM note WHERE kind = ? AND subject = ?",
                  idOf(subject.kind), subject.id);
    if (row.step())
        note = {.markdown = row.text(0), .revision = row.integer(1), .changed = row.text(2)};
    Statement copies(database,
                     "SELECT id, markdown, changed FROM note_copy WHERE kind = ? AND subject = ? ORDER BY id",
                     idOf(subject.kind), subject.id);
    while (copies.step())
        note.copies.push_back({copies.integer(0), copies.text(1), copies.text(2)});
    return note;
}

SavedNote storeNote(const Database& database, const NoteSubject& subject, std::string_view markdown,
                    std::int64_t base)
{
    const Note stored = readNote(database, subject);
    if (stored.markdown == markdown)
        return {.revision = stored.revision};
    SavedNote saved{.revision = stored.revision + 1};
    if (stored.revision != base && !stored.markdown.empty())
        saved.displaced = keepCopy(database, subject, stored);
    if (markdown.empty())
        trashNote(database, subject, stored.markdown);
    run(database,
        "INSERT INTO note (kind, subject, markdown, revision, changed) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (kind, subject) DO UPDATE"
        " SET markdown = excluded.markdown, revision = excluded.revision, changed = excluded.changed",
        idOf(subject.kind), subject.id, markdown, saved.revision, timestamp());
    writeLinks(database, subject, markdown);
    if (isOnPaper(subject.kind))
        refreshSearchIndex(database, subject.id);
    return saved;
}

} // namespace kaba
