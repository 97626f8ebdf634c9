// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/trash.h"

#include "papers_db/backup.h"
#include "papers_db/names.h"
#include "papers_db/note_store.h"
#include "papers_db/paper_json.h"
#include "papers_db/rows.h"
#include "papers_db/search_index.h"
#include "papers_db/shipped_facts.h"

#include <algorithm>

namespace kaba {
namespace {

constexpr std::string_view kPaper = "paper", kNote = "note";
constexpr std::size_t kLongestName = 80;

std::int64_t insertItem(const Database& database, std::string_view kind, const std::string& subject,
                        const Text& name, std::string_view content)
{
    run(database,
        "INSERT INTO trash (kind, subject, name_en, name_ja, content, deleted) VALUES (?, ?, ?, ?, ?, ?)",
        kind, subject, name.en, name.ja, content, timestamp());
    return integerOf(database, "SELECT last_insert_rowid()");
}

std::string keyOf(const NoteSubject& subject) { return std::string(idOf(subject.kind)) + ':' + subject.id; }

NoteSubject subjectOf(const std::string& key)
{
    const std::size_t colon = key.find(':');
    return {readId<NoteSubject::Kind>(key.substr(0, colon)), key.substr(colon + 1)};
}

/// The first line with words, cut to what a list has room for.
std::string nameOf(std::string_view markdown)
{
    const std::size_t begin = std::min(markdown.find_first_not_of(" \t\r\n"), markdown.size());
    std::string_view line = markdown.substr(begin, markdown.find('\n', begin) - begin);
    if (line.size() <= kLongestName)
        return std::string(line);
    std::size_t end = kLongestName;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U)
        --end;
    return std::string(line.substr(0, end)) + "…";
}

Status restorePaper(const Database& database, const std::string& id, const std::string& json)
{
    if (integerOf(database, "SELECT count(*) FROM paper WHERE id = ?", id) != 0)
        return Error{Error::Kind::Usage,
                     text("There is a paper '{0}' again. Delete that one first.",
                          "論文「{0}」がすでにあります。先にそちらを削除してください。", id)};
    Statement position(database, "SELECT ?1 ->> '$[0].position'", json);
    position.step();
    insertOwnPaper(database, json, position.integer(0));
    return Done{};
}

} // namespace

void insertOwnPaper(const Database& database, const std::string& json, std::optional<std::int64_t> wanted)
{
    std::int64_t position = wanted.value_or(0);
    if (position < kFirstReaderPosition ||
        integerOf(database, "SELECT count(*) FROM paper WHERE position = ?", position) != 0)
        position = std::max(kFirstReaderPosition, 1 + integerOf(database, "SELECT max(position) FROM paper"));
    insertPapers(database, json, "reader", position);
    Statement id(database, "SELECT id FROM paper WHERE position = ?", position);
    if (id.step())
        refreshSearchIndex(database, id.text(0));
}

std::int64_t trashPaper(const Database& database, std::string_view id)
{
    const Paper paper = readPaper(database, id);
    const std::int64_t position = integerOf(database, "SELECT position FROM paper WHERE id = ?", id);
    Statement content(database, "SELECT json_set(?1, '$[0].position', ?2)", paperJson(paper), position);
    content.step();
    const std::int64_t item =
        insertItem(database, kPaper, paper.row.id, Text::same(paper.row.title), content.text(0));
    removeFromSearchIndex(database, position, position + 1);
    run(database, "DELETE FROM paper WHERE id = ?", id);
    return item;
}

void trashNote(const Database& database, const NoteSubject& subject, std::string_view markdown)
{
    if (markdown.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return;
    const std::string key = keyOf(subject);
    run(database, "DELETE FROM trash WHERE kind = ? AND subject = ? AND content = ?", kNote, key, markdown);
    insertItem(database, kNote, key, Text::same(nameOf(markdown)), markdown);
}

Status takeOutOfTrash(Database& database, std::int64_t item)
{
    Statement row(database, "SELECT kind, subject, content FROM trash WHERE id = ?", item);
    if (!row.step())
        return Error{Error::Kind::Usage, {"This is in the trash no more.", "これはもうごみ箱にありません。"}};
    const std::string kind = row.text(0), subject = row.text(1), content = row.text(2);
    if (kind == kPaper) {
        if (Status restored = restorePaper(database, subject, content); !restored)
            return restored;
    } else {
        constexpr std::int64_t kNobodysRevision = -1; // a text that stands there is kept as a copy
        storeNote(database, subjectOf(subject), content, kNobodysRevision);
    }
    run(database, "DELETE FROM trash WHERE id = ?", item);
    return Done{};
}

} // namespace kaba
