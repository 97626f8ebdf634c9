// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/catalogue.h"
#include "papers_db/failure.h"
#include "papers_db/names.h"
#include "papers_db/rows.h"

#include <fmt/format.h>

namespace kaba {
namespace {

/// The first column of every row.
std::vector<std::string> textsOf(Statement&& statement)
{
    std::vector<std::string> texts;
    while (statement.step())
        texts.push_back(statement.text(0));
    return texts;
}

std::vector<Author> authorsOf(const Database& database, std::string_view id)
{
    std::vector<Author> authors;
    Statement rows(database,
                   "SELECT name, given, family, variants FROM author WHERE paper = ? ORDER BY position", id);
    while (rows.step())
        authors.push_back({.name = rows.text(0),
                           .given = rows.text(1),
                           .family = rows.text(2),
                           .variants = textsOf({database, "SELECT value FROM json_each(?)", rows.text(3)})});
    return authors;
}

std::vector<Link> linksOf(const Database& database, std::string_view id)
{
    std::vector<Link> links;
    for (Statement rows(database, "SELECT kind, url FROM link WHERE paper = ? ORDER BY position", id);
         rows.step();)
        links.push_back({readId<Link::Kind>(rows.text(0)), rows.text(1)});
    return links;
}

std::vector<CodeFact> codeOf(const Database& database, std::string_view id)
{
    std::vector<CodeFact> facts;
    Statement rows(database,
                   "SELECT state, url, label, date, revision, remark_en, remark_ja"
                   " FROM code_fact WHERE paper = ? ORDER BY position",
                   id);
    while (rows.step())
        facts.push_back({.state = readId<CodeState>(rows.text(0)),
                         .url = rows.text(1),
                         .label = rows.text(2),
                         .date = rows.text(3),
                         .revision = rows.text(4),
                         .remark = {rows.text(5), rows.text(6)}});
    return facts;
}

void place(Page& page, const std::string& section, Text text)
{
    constexpr std::string_view kDemo = "demo ";
    if (section == "summary")
        page.summary = std::move(text);
    else if (section == "method")
        page.method = std::move(text);
    else if (section == "data")
        page.data = std::move(text);
    else if (section == "baselines")
        page.baselines = std::move(text);
    else if (section == "result")
        page.result = std::move(text);
    else if (section.starts_with(kDemo))
        page.demos.push_back({section.substr(kDemo.size()), std::move(text)});
}

Page readPage(const Database& database, std::string_view id)
{
    Page page{.paper = std::string(id)};
    Statement head(database, "SELECT result_status, source_en, source_ja FROM page WHERE paper = ?", id);
    if (head.step()) {
        page.resultStatus = readId<ResultStatus>(head.text(0));
        page.resultSource = {head.text(1), head.text(2)};
    }
    Statement texts(database, "SELECT section, en, ja FROM page_text WHERE paper = ? ORDER BY position", id);
    while (texts.step())
        place(page, texts.text(0), {texts.text(1), texts.text(2)});
    return page;
}

} // namespace

Paper readPaper(const Database& database, std::string_view id, std::string_view grouping)
{
    Statement row(
        database,
        fmt::format(
            "SELECT {}, p.expansion, p.name_ja, p.proceedings, p.presentation, p.bibtex_key, p.arxiv_id,"
            " p.openreview_id, p.doi, p.pages FROM paper p WHERE p.id = ?",
            kRowColumns),
        id);
    row.step();
    Paper paper{.row = readRow(row), .expansion = row.text(12)};
    if (const std::string japanese = row.text(13); !japanese.empty())
        paper.name = {paper.row.title, japanese};
    paper.proceedings = row.text(14);
    paper.presentation = row.text(15);
    paper.bibtexKey = row.text(16);
    paper.arxivId = row.text(17);
    paper.openreviewId = row.text(18);
    paper.doi = row.text(19);
    paper.pages = row.text(20);
    paper.authors = authorsOf(database, id);
    paper.titleVariants =
        textsOf({database, "SELECT title FROM title_variant WHERE paper = ? ORDER BY position", id});
    paper.links = linksOf(database, id);
    paper.code = codeOf(database, id);
    paper.groups =
        textsOf({database, "SELECT path FROM group_member WHERE paper = ? AND grouping = ? ORDER BY path", id,
                 groupingOf(database, grouping)});
    return paper;
}

Result<std::vector<PaperRow>> Catalogue::papers(const Filter& filter) const
{
    return firstPapers(filter, -1);
}

/// At most `limit` papers, all for -1.
Result<std::vector<PaperRow>> Catalogue::firstPapers(const Filter& filter, int limit) const
{
    return attempt([&]() -> Result<std::vector<PaperRow>> {
        const Result<BoundFilter> within = bound(*m_database, filter);
        if (!within)
            return within.error();
        Statement rows(*m_database,
                       fmt::format("SELECT {} FROM paper p WHERE {} ORDER BY p.position LIMIT ?6",
                                   kRowColumns, kFilterCondition),
                       within->group, within->grouping, within->tag, within->reading, within->openQuestion,
                       limit);
        return readRows(rows);
    });
}

Result<int> Catalogue::paperCount() const
{
    return attempt([&] { return static_cast<int>(integerOf(*m_database, "SELECT count(*) FROM paper")); });
}

Result<Paper> Catalogue::paper(std::string_view id, std::string_view grouping) const
{
    return attempt([&]() -> Result<Paper> {
        if (Status known = requirePaper(*m_database, id); !known)
            return known.error();
        return readPaper(*m_database, id, grouping);
    });
}

Result<Page> Catalogue::page(std::string_view paper) const
{
    return attempt([&]() -> Result<Page> {
        if (Status known = requirePaper(*m_database, paper); !known)
            return known.error();
        return readPage(*m_database, paper);
    });
}

} // namespace kaba
