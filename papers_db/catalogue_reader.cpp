// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_text.h"
#include "papers_db/catalogue.h"
#include "papers_db/fold.h"
#include "papers_db/names.h"
#include "papers_db/rows.h"
#include "papers_db/search_index.h"
#include "papers_db/write.h"

namespace kaba {
namespace {

bool isColour(std::string_view colour)
{
    return colour.size() == 7 && colour.front() == '#' &&
           colour.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string_view::npos;
}

Status checkColour(std::string_view colour)
{
    if (isColour(colour))
        return Done{};
    return Error{Error::Kind::Usage,
                 text("'{0}' is not a colour: write it as #rrggbb, for example #2a7fb8.",
                      "「{0}」は色として読めません。#2a7fb8 のように #rrggbb の形で書いてください。",
                      colour)};
}

/// Blank, or taken by another tag than `self`.
Status checkName(const Database& database, std::string_view name, std::int64_t self)
{
    if (name.empty())
        return Error{Error::Kind::Usage, {"A tag needs a name.", "タグには名前が必要です。"}};
    if (integerOf(database, "SELECT count(*) FROM tag WHERE folded = ? AND id <> ?", fold(name), self) == 0)
        return Done{};
    return Error{Error::Kind::Usage, text("There is a tag '{0}' already. Choose another name.",
                                          "タグ「{0}」はすでにあります。別の名前にしてください。", name)};
}

Result<Tag> readTag(const Database& database, std::int64_t id)
{
    Statement row(database,
                  "SELECT id, name, colour, (SELECT count(*) FROM paper_tag x JOIN paper p ON p.id = x.paper"
                  "   WHERE x.tag = t.id) FROM tag t WHERE id = ?",
                  id);
    if (row.step())
        return Tag{row.integer(0), row.text(1), row.text(2), row.number(3)};
    return Error{
        Error::Kind::Usage,
        {"This tag is gone: another window removed it.", "このタグは別のウィンドウで削除されました。"}};
}

std::vector<std::string> papersWith(const Database& database, std::int64_t tag)
{
    std::vector<std::string> papers;
    for (Statement rows(database, "SELECT paper FROM paper_tag WHERE tag = ? ORDER BY paper", tag);
         rows.step();)
        papers.push_back(rows.text(0));
    return papers;
}

void refreshAll(const Database& database, const std::vector<std::string>& papers)
{
    for (const std::string& paper : papers)
        refreshSearchIndex(database, paper);
}

Status insertTag(const Database& database, const Tag& tag)
{
    if (Status colour = checkColour(tag.colour); !colour)
        return colour;
    if (Status name = checkName(database, tag.name, 0); !name)
        return name;
    run(database, "INSERT INTO tag (id, name, folded, colour) VALUES (?, ?, ?, ?)",
        tag.id == 0 ? std::nullopt : std::optional(tag.id), tag.name, fold(tag.name), tag.colour);
    return Done{};
}

} // namespace

Status Catalogue::setReading(std::string_view paper, Reading reading)
{
    return write(*m_database, [&]() -> Status {
        if (Status known = requirePaper(*m_database, paper); !known)
            return known;
        run(*m_database,
            "INSERT INTO reading (paper, status) VALUES (?, ?) ON CONFLICT DO UPDATE SET status = "
            "excluded.status",
            paper, idOf(reading));
        return Done{};
    });
}

Result<OwnState> Catalogue::ownState(std::string_view paper) const
{
    return attempt([&]() -> Result<OwnState> {
        if (Status known = requirePaper(*m_database, paper); !known)
            return known.error();
        Statement row(*m_database,
                      "SELECT question_done, evidence, evidence_date FROM own_state WHERE paper = ?", paper);
        if (!row.step())
            return OwnState{};
        return OwnState{row.integer(0) != 0, readId<Evidence>(row.text(1)), row.text(2)};
    });
}

Status Catalogue::setOwnState(std::string_view paper, const OwnState& state)
{
    return write(*m_database, [&]() -> Status {
        if (Status known = requirePaper(*m_database, paper); !known)
            return known;
        run(*m_database,
            "INSERT INTO own_state (paper, question_done, evidence, evidence_date) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET question_done = excluded.question_done, evidence = excluded.evidence,"
            " evidence_date = excluded.evidence_date",
            paper, state.questionDone ? 1 : 0, idOf(state.evidence), state.evidenceDate);
        return Done{};
    });
}

Result<std::vector<Tag>> Catalogue::tags() const
{
    return attempt([&] {
        std::vector<Tag> tags;
        Statement rows(
            *m_database,
            "SELECT t.id, t.name, t.colour, (SELECT count(*) FROM paper_tag x JOIN paper p ON p.id = x.paper"
            "   WHERE x.tag = t.id) FROM tag t ORDER BY t.folded");
        while (rows.step())
            tags.push_back({rows.integer(0), rows.text(1), rows.text(2), rows.number(3)});
        return tags;
    });
}

Result<Tag> Catalogue::createTag(std::string_view name, std::string_view colour)
{
    return write(*m_database, [&]() -> Result<Tag> {
        const Status inserted =
            insertTag(*m_database, {.name = std::string(trimmed(name)), .colour = std::string(colour)});
        if (!inserted)
            return inserted.error();
        return readTag(*m_database, integerOf(*m_database, "SELECT last_insert_rowid()"));
    });
}

Status Catalogue::renameTag(std::int64_t tag, std::string_view name)
{
    return write(*m_database, [&]() -> Status {
        const std::string_view wanted = trimmed(name);
        if (const Result<Tag> known = readTag(*m_database, tag); !known)
            return known.error();
        if (Status free = checkName(*m_database, wanted, tag); !free)
            return free;
        run(*m_database, "UPDATE tag SET name = ?, folded = ? WHERE id = ?", wanted, fold(wanted), tag);
        refreshAll(*m_database, papersWith(*m_database, tag));
        return Done{};
    });
}

Status Catalogue::recolourTag(std::int64_t tag, std::string_view colour)
{
    return write(*m_database, [&]() -> Status {
        if (const Result<Tag> known = readTag(*m_database, tag); !known)
            return known.error();
        if (Status valid = checkColour(colour); !valid)
            return valid;
        run(*m_database, "UPDATE tag SET colour = ? WHERE id = ?", colour, tag);
        return Done{};
    });
}

Result<RemovedTag> Catalogue::removeTag(std::int64_t tag)
{
    return write(*m_database, [&]() -> Result<RemovedTag> {
        Result<Tag> known = readTag(*m_database, tag);
        if (!known)
            return known.error();
        RemovedTag removed{*std::move(known), papersWith(*m_database, tag)};
        run(*m_database, "DELETE FROM tag WHERE id = ?", tag);
        refreshAll(*m_database, removed.papers);
        return removed;
    });
}

Status Catalogue::restoreTag(const RemovedTag& removed)
{
    return write(*m_database, [&]() -> Status {
        if (Status inserted = insertTag(*m_database, removed.tag); !inserted)
            return inserted;
        for (const std::string& paper : removed.papers)
            run(*m_database, "INSERT INTO paper_tag (paper, tag) VALUES (?, ?)", paper, removed.tag.id);
        refreshAll(*m_database, removed.papers);
        return Done{};
    });
}

Status Catalogue::assignTag(std::string_view paper, std::int64_t tag)
{
    return write(*m_database, [&]() -> Status {
        if (Status known = requirePaper(*m_database, paper); !known)
            return known;
        if (const Result<Tag> known = readTag(*m_database, tag); !known)
            return known.error();
        run(*m_database, "INSERT INTO paper_tag (paper, tag) VALUES (?, ?) ON CONFLICT DO NOTHING", paper,
            tag);
        refreshSearchIndex(*m_database, paper);
        return Done{};
    });
}

Status Catalogue::unassignTag(std::string_view paper, std::int64_t tag)
{
    return write(*m_database, [&]() -> Status {
        run(*m_database, "DELETE FROM paper_tag WHERE paper = ? AND tag = ?", paper, tag);
        refreshSearchIndex(*m_database, paper);
        return Done{};
    });
}

Result<std::optional<std::string>> Catalogue::demoSettings(std::string_view demo) const
{
    return attempt([&]() -> std::optional<std::string> {
        Statement row(*m_database, "SELECT settings FROM demo_settings WHERE demo = ?", demo);
        return row.step() ? std::optional(row.text(0)) : std::nullopt;
    });
}

Status Catalogue::saveDemoSettings(std::string_view demo, std::string_view settings)
{
    return write(*m_database, [&]() -> Status {
        run(*m_database,
            "INSERT INTO demo_settings (demo, settings) VALUES (?, ?) ON CONFLICT DO UPDATE SET settings = "
            "excluded.settings",
            demo, settings);
        return Done{};
    });
}

} // namespace kaba
