// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/search_index.h"

namespace kaba {
namespace {

/// The words and pairs of what stands in search_text.
void indexTexts(const Database& database, std::int64_t begin, std::int64_t end)
{
    run(database,
        R"(INSERT INTO search_words (rowid, title, names, authors, texts, labels, notes)
           SELECT id, words(title), words(names), words(authors), words(texts), words(labels), words(notes)
           FROM search_text WHERE id >= ? AND id < ?)",
        begin, end);
    run(database,
        R"(INSERT INTO search_pairs (rowid, title, names, authors, texts, labels, notes)
           SELECT id, pairs(title), pairs(names), pairs(authors), pairs(texts), pairs(labels), pairs(notes)
           FROM search_text WHERE id >= ? AND id < ?)",
        begin, end);
}

} // namespace

void addToSearchIndex(const Database& database, std::int64_t begin, std::int64_t end)
{
    run(database,
        R"(INSERT INTO search_text (id, title, names, authors, texts, labels, notes)
           SELECT id, fold(title), fold(names), coalesce(fold(authors), ''), coalesce(fold(texts), ''),
               coalesce(fold(labels), ''), coalesce(fold(notes), '')
           FROM search_source WHERE id >= ? AND id < ?)",
        begin, end);
    indexTexts(database, begin, end);
}

void removeFromSearchIndex(const Database& database, std::int64_t begin, std::int64_t end)
{
    run(database,
        R"(INSERT INTO search_words (search_words, rowid, title, names, authors, texts, labels, notes)
           SELECT 'delete', id, words(title), words(names), words(authors), words(texts), words(labels), words(notes)
           FROM search_text WHERE id >= ? AND id < ?)",
        begin, end);
    run(database,
        R"(INSERT INTO search_pairs (search_pairs, rowid, title, names, authors, texts, labels, notes)
           SELECT 'delete', id, pairs(title), pairs(names), pairs(authors), pairs(texts), pairs(labels), pairs(notes)
           FROM search_text WHERE id >= ? AND id < ?)",
        begin, end);
    run(database, "DELETE FROM search_text WHERE id >= ? AND id < ?", begin, end);
}

void clearSearchIndex(Database& database)
{
    database.script("INSERT INTO search_words (search_words) VALUES ('delete-all');"
                    "INSERT INTO search_pairs (search_pairs) VALUES ('delete-all');"
                    "DELETE FROM search_text;"
                    "INSERT INTO note_words (note_words) VALUES ('delete-all');"
                    "INSERT INTO note_pairs (note_pairs) VALUES ('delete-all');"
                    "INSERT INTO note_words (rowid, text) SELECT id, words(fold(markdown)) FROM note;"
                    "INSERT INTO note_pairs (rowid, text) SELECT id, pairs(fold(markdown)) FROM note");
}

void refreshSearchIndex(const Database& database, std::string_view paper)
{
    Statement position(database, "SELECT position FROM paper WHERE id = ?", paper);
    if (!position.step())
        return;
    const std::int64_t id = position.integer(0);
    removeFromSearchIndex(database, id, id + 1);
    // Not by search_source: asked for one paper it would read the tables of all.
    run(database,
        R"(INSERT INTO search_text (id, title, names, authors, texts, labels, notes)
           SELECT ?2, coalesce(fold(group_concat(text, char(10)) FILTER (WHERE place = 'title')), ''),
               coalesce(fold(group_concat(text, char(10)) FILTER (WHERE place = 'names')), ''),
               coalesce(fold(group_concat(text, char(10)) FILTER (WHERE place = 'authors')), ''),
               coalesce(fold(group_concat(text, char(10)) FILTER (WHERE place = 'texts')), ''),
               coalesce(fold(group_concat(text, char(10)) FILTER (WHERE place = 'labels')), ''),
               coalesce(fold(group_concat(text, char(10)) FILTER (WHERE place = 'notes')), '')
           FROM search_field WHERE paper = ?1)",
        paper, id);
    indexTexts(database, id, id + 1);
}

} // namespace kaba
