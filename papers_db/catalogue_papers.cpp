// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/catalogue.h"
#include "papers_db/fact_edits.h"
#include "papers_db/fold.h"
#include "papers_db/names.h"
#include "papers_db/paper_ids.h"
#include "papers_db/paper_json.h"
#include "papers_db/rows.h"
#include "papers_db/search_index.h"
#include "papers_db/shipped_facts.h"
#include "papers_db/trash.h"
#include "papers_db/write.h"

#include <fmt/format.h>

#include <algorithm>

namespace kaba {
namespace {

constexpr int kMostLikeTitles = 20;

bool exists(const Database& database, std::string_view id)
{
    return integerOf(database, "SELECT count(*) FROM paper WHERE id = ?", id) != 0 ||
           integerOf(database, "SELECT count(*) FROM trash WHERE kind = 'paper' AND subject = ?", id) != 0;
}

std::string asciiWords(std::string_view text)
{
    std::string slug;
    for (const char c : words(fold(text))) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            slug += c;
        else if (!slug.empty() && slug.back() != '-')
            slug += '-';
    }
    while (slug.ends_with('-'))
        slug.pop_back();
    return slug;
}

/// "gu-2021-combining", with a number where that is taken.
std::string freshId(const Database& database, const Paper& paper)
{
    const std::string family = paper.authors.empty()                  ? std::string()
                               : paper.authors.front().family.empty() ? paper.authors.front().name
                                                                      : paper.authors.front().family;
    const std::string title = asciiWords(paper.row.title);
    std::string stem =
        asciiWords(fmt::format("{} {} {}", family, paper.row.year ? std::to_string(*paper.row.year) : "",
                               title.substr(0, title.find('-'))));
    if (stem.empty())
        stem = "paper";
    std::string id = stem;
    for (int number = 2; exists(database, id); ++number)
        id = fmt::format("{}-{}", stem, number);
    return id;
}

Error notFree(const Database& database, std::string_view id)
{
    return {Error::Kind::Usage,
            text("'{}' ships with the program and cannot be deleted. Hide it by choosing a group without it.",
                 "「{}」はプログラムに付属する論文なので削除できません。これを含まない分類を選べば隠せます。",
                 readPaper(database, id).row.title)};
}

std::vector<Likeness> sameIn(const Database& database, std::string_view column, std::string_view value,
                             Likeness::By by, std::string_view self)
{
    std::vector<Likeness> found;
    if (value.empty())
        return found;
    Statement rows(
        database,
        fmt::format("SELECT {} FROM paper p WHERE lower(p.{}) = lower(?) AND p.id <> ?", kRowColumns, column),
        value, self);
    while (rows.step())
        found.push_back({readRow(rows), by, std::string(value)});
    return found;
}

std::string compared(std::string_view title)
{
    const std::string folded = fold(title);
    return words(folded) + pairs(folded);
}

bool hasTitle(const Database& database, const PaperRow& row, const std::string& wanted)
{
    const Paper paper = readPaper(database, row.id);
    return compared(row.title) == wanted ||
           std::ranges::any_of(paper.titleVariants,
                               [&](const std::string& title) { return compared(title) == wanted; });
}

} // namespace

Result<bool> Catalogue::isOwn(std::string_view paper) const
{
    return attempt([&]() -> Result<bool> {
        if (Status known = requirePaper(*m_database, paper); !known)
            return known.error();
        return isOwnPaper(*m_database, paper);
    });
}

Result<std::vector<FactLine>> Catalogue::facts(std::string_view paper) const
{
    return attempt([&]() -> Result<std::vector<FactLine>> {
        if (Status known = requirePaper(*m_database, paper); !known)
            return known.error();
        const Paper facts = readPaper(*m_database, paper);
        std::vector<FactLine> lines;
        for (const Named<Fact>& name : namesOf<Fact>())
            lines.push_back(
                {name.value, factOf(facts, name.value), shippedFact(*m_database, paper, name.value)});
        return lines;
    });
}

Status Catalogue::editFact(std::string_view paper, Fact fact, std::string_view line)
{
    return write(*m_database, [&]() -> Status {
        if (Status known = requirePaper(*m_database, paper); !known)
            return known;
        if (Status edited = writeFact(*m_database, paper, fact, line); !edited)
            return edited;
        refreshSearchIndex(*m_database, paper);
        return Done{};
    });
}

Result<std::string> Catalogue::addPaper(const Paper& paper)
{
    return write(*m_database, [&]() -> Result<std::string> {
        Paper added = paper;
        if (Status titled = setFact(added, Fact::Title, added.row.title); !titled)
            return titled.error();
        added.row.id = freshId(*m_database, added);
        insertOwnPaper(*m_database, paperJson(added), {});
        return added.row.id;
    });
}

Result<std::vector<Likeness>> Catalogue::likenesses(const Paper& paper) const
{
    return attempt([&]() -> Result<std::vector<Likeness>> {
        using By = Likeness::By;
        std::vector<Likeness> found;
        const auto add = [&](std::vector<Likeness> more) {
            for (Likeness& one : more)
                if (std::ranges::none_of(
                        found, [&](const Likeness& known) { return known.paper.id == one.paper.id; }))
                    found.push_back(std::move(one));
        };
        add(sameIn(*m_database, "doi", doiIn(paper.doi), By::Doi, paper.row.id));
        add(sameIn(*m_database, "arxiv_id", arxivIdIn(paper.arxivId), By::ArxivId, paper.row.id));
        add(sameIn(*m_database, "openreview_id", paper.openreviewId, By::OpenreviewId, paper.row.id));
        const std::string wanted = compared(paper.row.title);
        if (wanted.empty())
            return found;
        const auto hits = search(paper.row.title + " ", {}, kMostLikeTitles);
        if (!hits)
            return hits.error();
        for (const Hit& hit : *hits)
            if (hit.paper.id != paper.row.id && hasTitle(*m_database, hit.paper, wanted))
                add({{hit.paper, By::Title, hit.paper.title}});
        return found;
    });
}

Result<std::int64_t> Catalogue::removePaper(std::string_view paper)
{
    return write(*m_database, [&]() -> Result<std::int64_t> {
        if (Status known = requirePaper(*m_database, paper); !known)
            return known.error();
        if (!isOwnPaper(*m_database, paper))
            return notFree(*m_database, paper);
        return trashPaper(*m_database, paper);
    });
}

Result<std::vector<TrashItem>> Catalogue::trash() const
{
    return attempt([&] {
        std::vector<TrashItem> items;
        Statement rows(
            *m_database,
            "SELECT id, kind, subject, name_en, name_ja, deleted FROM trash ORDER BY deleted DESC, id DESC");
        while (rows.step())
            items.push_back({.id = rows.integer(0),
                             .kind = rows.text(1),
                             .subject = rows.text(2),
                             .name = {rows.text(3), rows.text(4)},
                             .deleted = rows.text(5)});
        return items;
    });
}

Status Catalogue::restoreFromTrash(std::int64_t item)
{
    return write(*m_database, [&]() -> Status { return takeOutOfTrash(*m_database, item); });
}

Status Catalogue::cleanTrash()
{
    if (m_access != Access::Writable)
        return Done{};
    return write(*m_database, [&]() -> Status {
        run(*m_database, "DELETE FROM trash WHERE deleted < strftime('%Y-%m-%dT%H:%M:%SZ', 'now', ?)",
            fmt::format("-{} days", kTrashDays));
        return Done{};
    });
}

} // namespace kaba
