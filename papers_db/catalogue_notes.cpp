// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_text.h"
#include "core/base/run_context.h"
#include "papers_db/catalogue.h"
#include "papers_db/names.h"
#include "papers_db/note_links.h"
#include "papers_db/note_store.h"
#include "papers_db/query.h"
#include "papers_db/rows.h"
#include "papers_db/write.h"

#include <fmt/format.h>

#include <algorithm>

namespace kaba {
namespace {

using Kind = NoteSubject::Kind;

constexpr std::size_t kLongestExcerpt = 160;

Status requireSubject(const Database& database, const NoteSubject& subject)
{
    if (subject.kind == Kind::Group)
        return requireGroup(database, subject.id);
    if (subject.kind == Kind::Demo)
        return Done{}; // the demos are the program's, not the library's
    return requirePaper(database, subject.id);
}

/// A note with what names its subject: joins that suit `note n`.
constexpr std::string_view kHeadColumns =
    "n.kind, n.subject, n.changed, n.markdown,"
    " coalesce(nullif(p.short_name, ''), p.title, nullif(g.en, ''), nullif(g.ja, ''), n.subject),"
    " coalesce(nullif(p.short_name, ''), nullif(p.name_ja, ''), p.title, nullif(g.ja, ''), nullif(g.en, ''), "
    "n.subject)";
constexpr std::string_view kHeadJoins =
    " LEFT JOIN paper p ON p.id = n.subject AND n.kind NOT IN ('group', 'demo')"
    " LEFT JOIN group_node g ON n.kind = 'group' AND g.grouping = substr(n.subject, 1, instr(n.subject, '/') "
    "- 1)"
    "   AND substr(n.subject, instr(n.subject, '/') + 1) = CASE g.key WHEN '' THEN g.path ELSE g.key END";

struct HeadRow {
    NoteHead head;
    std::string markdown;
};

std::vector<HeadRow> headsOf(Statement&& rows)
{
    std::vector<HeadRow> heads;
    while (rows.step())
        heads.push_back({{.subject = {readId<Kind>(rows.text(0)), rows.text(1)},
                          .name = {rows.text(4), rows.text(5)},
                          .changed = rows.text(2),
                          .excerpt = {},
                          .spans = {}},
                         rows.text(3)});
    return heads;
}

/// The line of `text` around `at`, without blanks around it.
std::string_view lineAt(std::string_view text, std::size_t at)
{
    const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    return trimmed(text.substr(begin, std::min(text.find('\n', at), text.size()) - begin));
}

/// `line` cut to what a list has room for, around the byte `at` of it and not inside a character.
std::string clippedAround(std::string_view line, std::size_t at)
{
    if (line.size() <= kLongestExcerpt)
        return std::string(line);
    const auto isInside = [&](std::size_t byte) {
        return byte < line.size() && (static_cast<unsigned char>(line[byte]) & 0xC0U) == 0x80U;
    };
    std::size_t begin = at < kLongestExcerpt / 2 ? 0 : at - kLongestExcerpt / 2;
    std::size_t end = std::min(begin + kLongestExcerpt, line.size());
    while (isInside(begin))
        ++begin;
    while (isInside(end))
        ++end;
    return (begin == 0 ? "" : "…") + std::string(line.substr(begin, end - begin)) +
           (end == line.size() ? "" : "…");
}

/// The first line that holds a word of the query; without one the first line that says something.
void quoteMatch(HeadRow& row, const Query& query)
{
    const std::vector<Span> found = spansOf(query, row.markdown);
    const std::size_t at = found.empty() ? row.markdown.find_first_not_of(" \t\r\n") : found.front().begin;
    const std::string line = withoutLinkMarks(lineAt(row.markdown, at == std::string::npos ? 0 : at));
    const std::vector<Span> within = spansOf(query, line);
    row.head.excerpt = clippedAround(line, within.empty() ? 0 : within.front().begin);
    row.head.spans = spansOf(query, row.head.excerpt);
}

/// Chosen by number first: texts and names are read for the few that are shown only.
std::string searchStatement(const std::string& byWords, const std::string& byPairs)
{
    std::string where = "c.markdown <> ''";
    if (!byWords.empty())
        where += " AND c.id IN (SELECT rowid FROM note_words WHERE note_words MATCH ?1)";
    if (!byPairs.empty())
        where += " AND c.id IN (SELECT rowid FROM note_pairs WHERE note_pairs MATCH ?2)";
    return fmt::format(
        "SELECT {} FROM (SELECT c.id FROM note c WHERE {} ORDER BY c.changed DESC, c.id DESC LIMIT ?3) f"
        " JOIN note n ON n.id = f.id{} ORDER BY n.changed DESC, n.id DESC",
        kHeadColumns, where, kHeadJoins);
}

} // namespace

Result<Note> Catalogue::note(const NoteSubject& subject) const
{
    return attempt([&]() -> Result<Note> {
        if (Status known = requireSubject(*m_database, subject); !known)
            return known.error();
        return readNote(*m_database, subject);
    });
}

Result<Note> Catalogue::note(std::string_view paper) const
{
    return note(NoteSubject{Kind::Paper, std::string(paper)});
}

Result<SavedNote> Catalogue::saveNote(const NoteSubject& subject, std::string_view markdown,
                                      std::int64_t base)
{
    return write(*m_database, [&]() -> Result<SavedNote> {
        if (Status known = requireSubject(*m_database, subject); !known)
            return known.error();
        return storeNote(*m_database, subject, markdown, base);
    });
}

Result<SavedNote> Catalogue::saveNote(std::string_view paper, std::string_view markdown, std::int64_t base)
{
    return saveNote(NoteSubject{Kind::Paper, std::string(paper)}, markdown, base);
}

Status Catalogue::dismissCopy(std::int64_t copy)
{
    return write(*m_database, [&]() -> Status {
        run(*m_database, "DELETE FROM note_copy WHERE id = ?", copy);
        return Done{};
    });
}

Result<std::vector<NoteHead>> Catalogue::searchNotes(std::string_view words, int limit,
                                                     std::stop_token stop) const
{
    if (stop.stop_requested())
        return RunContext::cancelled();
    const std::stop_callback interrupt(stop, [&] { m_database->interrupt(); });
    return attempt([&]() -> Result<std::vector<NoteHead>> {
        const Query query = parseQuery(words);
        if (query.terms.empty() && !query.folded.empty())
            return std::vector<NoteHead>{};
        const std::string byWords = matchExpression(query, false, "text");
        const std::string byPairs = matchExpression(query, true, "text");
        std::vector<NoteHead> heads;
        for (HeadRow& row :
             headsOf({*m_database, searchStatement(byWords, byPairs), byWords, byPairs, limit})) {
            quoteMatch(row, query);
            heads.push_back(std::move(row.head));
        }
        return heads;
    });
}

Result<std::vector<NoteHead>> Catalogue::mentions(const NoteSubject& target) const
{
    return attempt([&] {
        const std::string sql = fmt::format(
            "SELECT {} FROM note_link l JOIN note n ON n.id = l.note{} WHERE l.kind = ? AND l.target = ?"
            " ORDER BY n.changed DESC, n.id DESC",
            kHeadColumns, kHeadJoins);
        std::vector<NoteHead> heads;
        for (HeadRow& row : headsOf({*m_database, sql, idOf(target.kind), target.id})) {
            for (const NoteLink& link : noteLinks(row.markdown))
                if (link.target == target && row.head.excerpt.empty())
                    row.head.excerpt =
                        clippedAround(withoutLinkMarks(lineAt(row.markdown, link.span.begin)), 0);
            heads.push_back(std::move(row.head));
        }
        return heads;
    });
}

} // namespace kaba
