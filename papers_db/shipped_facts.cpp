// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/shipped_facts.h"

#include "core/base/embedded_file.h"
#include "papers_db/fact_edits.h"
#include "papers_db/fold.h"
#include "papers_db/names.h"
#include "papers_db/page_text.h"
#include "papers_db/search_index.h"

#include <sqlite3.h>

#include <span>

namespace kaba {

std::span<const EmbeddedFile> embeddedSeeds();
std::span<const EmbeddedFile> embeddedPages();

namespace {

constexpr std::int64_t kFirstPaper = 1, kFirstLineageEntry = 1001;

/// FNV-1a over names and bytes: tells versions of our own files apart, nothing more.
class Fingerprint {
public:
    void add(std::string_view bytes)
    {
        for (const char byte : bytes)
            m_state = (m_state ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
    }
    void add(std::span<const EmbeddedFile> files)
    {
        for (const EmbeddedFile& file : files) {
            add(file.name);
            add(file.bytes);
        }
    }
    std::string text() const { return fmt::format("{:016x}", m_state); }

private:
    std::uint64_t m_state = 0xCBF29CE484222325U;
};

std::string_view seed(std::string_view name)
{
    for (const EmbeddedFile& file : embeddedSeeds())
        if (file.name == name)
            return file.bytes;
    throw DatabaseFailure(SQLITE_INTERNAL, fmt::format("the program lacks its file {}", name));
}

std::string stored(const Database& database, std::string_view key)
{
    Statement statement(database, "SELECT value FROM shipped WHERE key = ?", key);
    return statement.step() ? statement.text(0) : std::string();
}

void store(const Database& database, std::string_view key, std::string_view value)
{
    run(database,
        "INSERT INTO shipped (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
        key, value);
}

/// The parts of a paper that have tables of their own; ?1 is the array of papers.
constexpr std::string_view kPaperParts[] = {
    R"(INSERT INTO author (paper, position, name, given, family, variants)
       SELECT p.value ->> 'id', a.key, a.value ->> 'name', coalesce(a.value ->> 'given', ''),
           coalesce(a.value ->> 'family', ''), coalesce(a.value -> 'variants', '[]')
       FROM json_each(?1) p, json_each(p.value, '$.authors') a)",
    R"(INSERT INTO title_variant (paper, position, title)
       SELECT p.value ->> 'id', v.key, v.value FROM json_each(?1) p, json_each(p.value, '$.title_variants') v)",
    R"(INSERT INTO link (paper, position, kind, url)
       SELECT p.value ->> 'id', l.key, l.value ->> 'kind', l.value ->> 'url'
       FROM json_each(?1) p, json_each(p.value, '$.links') l)",
    R"(INSERT INTO code_fact (paper, position, state, url, label, date, revision, remark_en, remark_ja)
       SELECT p.value ->> 'id', c.key, c.value ->> 'state', coalesce(c.value ->> 'url', ''),
           coalesce(c.value ->> 'label', ''), coalesce(c.value ->> 'date', ''), coalesce(c.value ->> 'revision', ''),
           coalesce(c.value ->> '$.remark.en', ''), coalesce(c.value ->> '$.remark.ja', '')
       FROM json_each(?1) p, json_each(p.value, '$.code') c)",
};

void insertLineage(const Database& database, std::string_view json)
{
    Statement entries(database, "SELECT ?1 -> 'entries'", json);
    entries.step();
    insertPapers(database, entries.text(0), "shipped", kFirstLineageEntry);
    run(database,
        "INSERT INTO lineage_entry (position, paper)"
        " SELECT e.key, e.value ->> 'id' FROM json_each(?1, '$.entries') e",
        json);
    run(database,
        R"(INSERT INTO relation (origin, from_paper, to_paper, kind, note_en, note_ja, lineage, main_line)
           SELECT 'shipped', e.value ->> 'from', e.value ->> 'to', e.value ->> 'kind',
               coalesce(e.value ->> 'en', ''), coalesce(e.value ->> 'ja', ''), 1, e.value ->> 'main_line'
           FROM json_each(?1, '$.edges') e WHERE true ON CONFLICT DO NOTHING)",
        json);
}

void insertGroupings(const Database& database, std::string_view json)
{
    run(database,
        R"(INSERT INTO grouping (id, position, origin, en, ja, source_en, source_ja)
           SELECT g.value ->> 'id', g.key, 'shipped', g.value ->> 'en', g.value ->> 'ja',
               g.value ->> 'source_en', g.value ->> 'source_ja' FROM json_each(?1) g)",
        json);
    run(database,
        R"(INSERT INTO group_node (grouping, path, position, en, ja)
           SELECT g.value ->> 'id', n.value ->> 'path', n.key, n.value ->> 'en', n.value ->> 'ja'
           FROM json_each(?1) g, json_each(g.value, '$.groups') n)",
        json);
    run(database,
        R"(INSERT INTO group_member (grouping, path, position, paper)
           SELECT g.value ->> 'id', n.value ->> 'path', m.key, m.value
           FROM json_each(?1) g, json_each(g.value, '$.groups') n, json_each(n.value, '$.papers') m)",
        json);
}

void insertPage(const Database& database, const Page& page)
{
    run(database, "INSERT INTO page (paper, result_status, source_en, source_ja) VALUES (?, ?, ?, ?)",
        page.paper, idOf(page.resultStatus), page.resultSource.en, page.resultSource.ja);
    int position = 0;
    const auto add = [&](const std::string& section, const Text& text) {
        run(database, "INSERT INTO page_text (paper, section, position, en, ja) VALUES (?, ?, ?, ?, ?)",
            page.paper, section, position++, text.en, text.ja);
    };
    add("summary", page.summary);
    add("method", page.method);
    add("data", page.data);
    add("baselines", page.baselines);
    add("result", page.result);
    for (const DemoNote& note : page.demos)
        add("demo " + note.demo, note.text);
}

void insertPages(const Database& database)
{
    for (const EmbeddedFile& file : embeddedPages()) {
        const Result<Page> page = parsePage(file.name, file.bytes);
        if (!page)
            throw DatabaseFailure(SQLITE_INTERNAL, page.error().message.en);
        insertPage(database, *page);
    }
}

void removeShipped(Database& database)
{
    database.script("DELETE FROM paper WHERE origin = 'shipped';"
                    "DELETE FROM grouping WHERE origin = 'shipped';"
                    "DELETE FROM relation WHERE origin = 'shipped'");
}

void insertShipped(Database& database)
{
    insertPapers(database, seed("papers.json"), "shipped", kFirstPaper);
    insertLineage(database, seed("lineage.json"));
    insertGroupings(database, seed("groups.json"));
    insertPages(database);
}

} // namespace

void insertPapers(const Database& database, std::string_view json, std::string_view origin,
                  std::int64_t position)
{
    run(database,
        R"(INSERT INTO paper (position, id, origin, number, kind, short_name, expansion, title, name_ja, authors, venue,
               year, proceedings, presentation, bibtex_key, arxiv_id, openreview_id, doi, pages, code)
           SELECT ?3 + p.key, p.value ->> 'id', ?2, p.value ->> 'number', p.value ->> 'kind',
               coalesce(p.value ->> 'short_name', ''), coalesce(p.value ->> 'expansion', ''), p.value ->> 'title',
               coalesce(p.value ->> 'name_ja', ''),
               coalesce((SELECT group_concat(a.value ->> 'name', ', ') FROM json_each(p.value, '$.authors') a), ''),
               coalesce(p.value ->> 'venue', ''), p.value ->> 'year', coalesce(p.value ->> 'proceedings', ''),
               coalesce(p.value ->> 'presentation', ''), coalesce(p.value ->> 'bibtex_key', ''),
               coalesce(p.value ->> 'arxiv_id', ''), coalesce(p.value ->> 'openreview_id', ''),
               coalesce(p.value ->> 'doi', ''), coalesce(p.value ->> 'pages', ''),
               coalesce(p.value ->> '$.code[0].state', 'not-listed')
           FROM json_each(?1) p WHERE p.value ->> 'title' IS NOT NULL)",
        json, origin, position);
    for (const std::string_view part : kPaperParts)
        run(database, part, json);
}

void updatePaper(const Database& database, std::string_view json)
{
    run(database,
        R"(UPDATE paper SET short_name = coalesce(p.value ->> 'short_name', ''),
               expansion = coalesce(p.value ->> 'expansion', ''), title = p.value ->> 'title',
               name_ja = coalesce(p.value ->> 'name_ja', ''),
               authors = coalesce((SELECT group_concat(a.value ->> 'name', ', ')
                                   FROM json_each(p.value, '$.authors') a), ''),
               venue = coalesce(p.value ->> 'venue', ''), year = p.value ->> 'year',
               proceedings = coalesce(p.value ->> 'proceedings', ''),
               presentation = coalesce(p.value ->> 'presentation', ''),
               bibtex_key = coalesce(p.value ->> 'bibtex_key', ''), arxiv_id = coalesce(p.value ->> 'arxiv_id', ''),
               openreview_id = coalesce(p.value ->> 'openreview_id', ''), doi = coalesce(p.value ->> 'doi', ''),
               pages = coalesce(p.value ->> 'pages', ''), code = coalesce(p.value ->> '$.code[0].state', 'not-listed')
           FROM json_each(?1) p WHERE paper.id = p.value ->> 'id')",
        json);
    for (const std::string_view table : {"author", "title_variant", "link", "code_fact"})
        run(database,
            fmt::format("DELETE FROM {} WHERE paper IN (SELECT value ->> 'id' FROM json_each(?1))", table),
            json);
    for (const std::string_view part : kPaperParts)
        run(database, part, json);
}

void restoreShippedPaper(const Database& database, std::string_view paper)
{
    Statement row(database,
                  "SELECT json_array(json(value)) FROM (SELECT value FROM json_each(?1)"
                  "   UNION ALL SELECT value FROM json_each(?2, '$.entries'))"
                  " WHERE value ->> 'id' = ?3 AND value ->> 'title' IS NOT NULL LIMIT 1",
                  seed("papers.json"), seed("lineage.json"), paper);
    if (row.step())
        updatePaper(database, row.text(0));
}

void refreshShippedFacts(Database& database)
{
    Fingerprint fingerprint;
    fingerprint.add(embeddedSeeds());
    fingerprint.add(embeddedPages());
    const std::string facts = fingerprint.text(), folding = std::to_string(kFoldVersion);
    const auto isCurrent = [&] {
        return stored(database, "facts") == facts && stored(database, "folding") == folding;
    };
    if (isCurrent())
        return;
    Transaction transaction(database);
    if (isCurrent()) // another process was quicker
        return;
    const bool sameFolding = stored(database, "folding") == folding;
    if (sameFolding)
        removeFromSearchIndex(database, 0, kFirstReaderPosition);
    else
        clearSearchIndex(database);
    removeShipped(database);
    insertShipped(database);
    reapplyFactEdits(database);
    addToSearchIndex(database, 0, sameFolding ? kFirstReaderPosition : INT64_MAX);
    store(database, "facts", facts);
    store(database, "folding", folding);
    transaction.commit();
}

} // namespace kaba
