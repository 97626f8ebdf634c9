// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/catalogue.h"
#include "papers_db/names.h"
#include "papers_db/rows.h"
#include "papers_db/write.h"

#include <fmt/format.h>

namespace kaba {
namespace {

constexpr std::string_view kColumns =
    "SELECT from_paper, to_paper, kind, note_en, note_ja, main_line, origin = 'reader' FROM relation";

std::vector<Relation> relationsOf(Statement&& row)
{
    std::vector<Relation> relations;
    while (row.step())
        relations.push_back({.from = row.text(0),
                             .to = row.text(1),
                             .kind = readId<Relation::Kind>(row.text(2)),
                             .note = {row.text(3), row.text(4)},
                             .mainLine = row.integer(5) != 0,
                             .own = row.integer(6) != 0});
    return relations;
}

Status checkEnds(const Database& database, const Relation& relation)
{
    for (const std::string& end : {relation.from, relation.to})
        if (Status known = requirePaper(database, end); !known)
            return known;
    if (relation.from != relation.to)
        return Done{};
    return Error{Error::Kind::Usage,
                 {"A relation joins two papers: choose another one.",
                  "関係は 2 つの論文を結ぶものです。別の論文を選んでください。"}};
}

} // namespace

Result<Lineage> Catalogue::lineage() const
{
    return attempt([&] {
        Statement entries(
            *m_database,
            fmt::format("SELECT {} FROM paper p LEFT JOIN lineage_entry l ON l.paper = p.id"
                        " WHERE l.paper IS NOT NULL OR p.id IN (SELECT from_paper FROM relation WHERE"
                        "   origin = 'reader' UNION SELECT to_paper FROM relation WHERE origin = 'reader')"
                        " ORDER BY l.position IS NULL, l.position, p.position",
                        kRowColumns));
        return Lineage{.entries = readRows(entries),
                       .edges =
                           relationsOf({*m_database, fmt::format("{} WHERE lineage = 1 OR origin = 'reader'"
                                                                 " ORDER BY rowid",
                                                                 kColumns)})};
    });
}

Result<std::vector<Relation>> Catalogue::relations(std::string_view paper) const
{
    return attempt([&] {
        return relationsOf({*m_database,
                            fmt::format("{} WHERE from_paper = ?1 OR to_paper = ?1 ORDER BY rowid", kColumns),
                            paper});
    });
}

Status Catalogue::addRelation(const Relation& relation)
{
    return write(*m_database, [&]() -> Status {
        if (Status ends = checkEnds(*m_database, relation); !ends)
            return ends;
        if (integerOf(*m_database,
                      "SELECT count(*) FROM relation WHERE from_paper = ? AND to_paper = ? AND kind = ?",
                      relation.from, relation.to, idOf(relation.kind)) != 0)
            return Error{Error::Kind::Usage,
                         {"This relation stands in the picture already.", "この関係はすでに図にあります。"}};
        run(*m_database,
            "INSERT INTO relation (origin, from_paper, to_paper, kind, note_en, note_ja)"
            " VALUES ('reader', ?, ?, ?, ?, ?)",
            relation.from, relation.to, idOf(relation.kind), relation.note.en, relation.note.ja);
        return Done{};
    });
}

Status Catalogue::removeRelation(const Relation& relation)
{
    return write(*m_database, [&]() -> Status {
        run(*m_database,
            "DELETE FROM relation WHERE origin = 'reader' AND from_paper = ? AND to_paper = ? AND kind = ?",
            relation.from, relation.to, idOf(relation.kind));
        if (integerOf(*m_database, "SELECT changes()") != 0)
            return Done{};
        return Error{Error::Kind::Usage,
                     {"This relation is gone: another window deleted it.",
                      "この関係は別のウィンドウで削除されました。"}};
    });
}

} // namespace kaba
