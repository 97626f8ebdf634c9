// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/paper_facts.h"

#include "core/base/number_text.h"
#include "papers_db/names.h"
#include "papers_db/paper_ids.h"

#include <fmt/format.h>

namespace kaba {
namespace {

/// Where a fact that is a plain text stands; null for the others.
std::string* textOf(Paper& paper, Fact fact)
{
    switch (fact) {
    case Fact::Title:
        return &paper.row.title;
    case Fact::ShortName:
        return &paper.row.shortName;
    case Fact::Expansion:
        return &paper.expansion;
    case Fact::Venue:
        return &paper.row.venue;
    case Fact::Proceedings:
        return &paper.proceedings;
    case Fact::Pages:
        return &paper.pages;
    case Fact::Doi:
        return &paper.doi;
    case Fact::ArxivId:
        return &paper.arxivId;
    case Fact::OpenreviewId:
        return &paper.openreviewId;
    default:
        return nullptr;
    }
}

Status setYear(Paper& paper, std::string_view line)
{
    const auto year = parseNumber(line);
    if (!line.empty() && (!year || *year < 1000 || *year >= 3000 || *year != static_cast<int>(*year)))
        return Error{Error::Kind::Usage,
                     text("'{}' is not a year: write four digits, for example 2021.",
                          "「{}」は年として読めません。2021 のように 4 桁で書いてください。", line)};
    paper.row.year = line.empty() ? std::nullopt : std::optional(static_cast<int>(*year));
    return Done{};
}

void setAuthors(Paper& paper, std::string_view line)
{
    paper.authors.clear();
    while (!line.empty()) {
        const std::size_t end = std::min(line.find(';'), line.size());
        if (const std::string_view name = trimmed(line.substr(0, end)); !name.empty())
            paper.authors.push_back(authorNamed(name));
        line.remove_prefix(std::min(end + 1, line.size()));
    }
    paper.row.authors = namesOf(paper.authors);
}

void setLink(Paper& paper, std::string_view url)
{
    if (url.empty() && !paper.links.empty())
        paper.links.erase(paper.links.begin());
    else if (!url.empty() && paper.links.empty())
        paper.links.push_back({linkKindOf(url), std::string(url)});
    else if (!url.empty())
        paper.links.front() = {linkKindOf(url), std::string(url)};
}

void setCode(Paper& paper, std::string_view url)
{
    if (url.empty())
        paper.code.clear();
    else
        paper.code = {{.state = CodeState::Repository, .url = std::string(url)}};
    paper.row.code = paper.code.empty() ? CodeState::NotListed : CodeState::Repository;
}

std::string authorsLine(const Paper& paper)
{
    std::string line;
    for (const Author& author : paper.authors)
        line += (line.empty() ? "" : "; ") + author.name;
    return line;
}

} // namespace

std::string factOf(const Paper& paper, Fact fact)
{
    Paper copy = paper;
    if (const std::string* plain = textOf(copy, fact))
        return *plain;
    switch (fact) {
    case Fact::Authors:
        return authorsLine(paper);
    case Fact::Year:
        return paper.row.year ? std::to_string(*paper.row.year) : std::string();
    case Fact::Link:
        return paper.links.empty() ? std::string() : paper.links.front().url;
    default:
        return paper.code.empty() ? std::string() : paper.code.front().url;
    }
}

Status setFact(Paper& paper, Fact fact, std::string_view written)
{
    const std::string_view line = trimmed(written);
    if (fact == Fact::Title && line.empty())
        return Error{Error::Kind::Usage, {"A paper needs a title.", "論文には題名が必要です。"}};
    if (std::string* plain = textOf(paper, fact))
        *plain = fact == Fact::Doi && !doiIn(line).empty()           ? doiIn(line)
                 : fact == Fact::ArxivId && !arxivIdIn(line).empty() ? arxivIdIn(line)
                                                                     : std::string(line);
    else if (fact == Fact::Year)
        return setYear(paper, line);
    else if (fact == Fact::Authors)
        setAuthors(paper, line);
    else if (fact == Fact::Link)
        setLink(paper, line);
    else
        setCode(paper, line);
    return Done{};
}

} // namespace kaba
