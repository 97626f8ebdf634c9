// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/listing.h"

#include "core/base/spelling.h"
#include "papers_db/bibtex.h"
#include "papers_db/fold.h"
#include "papers_db/names.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace kaba {
namespace {

using Json = nlohmann::ordered_json;

constexpr Label kUngrouped{"Lineage and data", "系譜とデータ"};
constexpr Label kNotInOwn{"Not grouped", "未分類"};

std::string markdownEscaped(std::string_view text)
{
    std::string escaped;
    for (const char c : text) {
        if (std::string_view("\\`*_[]<>").find(c) != std::string_view::npos)
            escaped += '\\';
        escaped += c;
    }
    return escaped;
}

std::string titleOf(const Paper& paper, Language language)
{
    return paper.name.empty() ? paper.row.title : paper.name.in(language);
}

/// The shown node and all its ancestors, as "a/b/c" begins with "a/b/".
bool isWithin(std::string_view path, std::string_view node)
{
    return path == node || (path.starts_with(node) && path[node.size()] == '/');
}

std::string bullet(int depth, std::string_view text)
{
    return fmt::format("{}- {}\n", std::string(static_cast<std::size_t>(depth - 1) * 2, ' '), text);
}

std::string markdownOfGroup(const Group& group, const std::vector<Paper>& papers, Language language)
{
    const auto anyWithin = [&](const Paper& paper) {
        return std::any_of(paper.groups.begin(), paper.groups.end(),
                           [&](const std::string& path) { return isWithin(path, group.path); });
    };
    if (std::none_of(papers.begin(), papers.end(), anyWithin))
        return {};
    std::string title = fmt::format("**{}**", markdownEscaped(group.label.in(language)));
    if (!group.description.empty())
        title += ": " + markdownEscaped(group.description.in(language));
    std::string list = bullet(group.depth, title);
    for (const Paper& paper : papers)
        if (std::find(paper.groups.begin(), paper.groups.end(), group.path) != paper.groups.end())
            list += bullet(group.depth + 1, markdownOf(paper, language));
    return list;
}

std::string markdownOfAll(const std::vector<Group>& groups, const std::vector<Paper>& papers,
                          const Filter& filter, const Label& ungrouped, Language language)
{
    std::string list;
    for (const Group& group : groups)
        if (filter.group.empty() || isWithin(group.path, filter.group) || isWithin(filter.group, group.path))
            list += markdownOfGroup(group, papers, language);
    std::string rest;
    for (const Paper& paper : papers)
        if (paper.groups.empty())
            rest += bullet(2, markdownOf(paper, language));
    return rest.empty() ? list : list + bullet(1, fmt::format("**{}**", Text(ungrouped).in(language))) + rest;
}

std::string bibtexOfAll(const std::vector<Paper>& papers)
{
    std::string entries;
    for (const Paper& paper : papers)
        if (const std::string entry = bibtexOf(paper); !entry.empty())
            entries += (entries.empty() ? "" : "\n") + entry;
    return entries;
}

Json codeOf(const Paper& paper, Language language)
{
    Json facts = Json::array();
    for (const CodeFact& fact : paper.code) {
        Json entry{{"state", idOf(fact.state)}};
        for (const auto& [name, value] : {std::pair<const char*, const std::string&>{"url", fact.url},
                                          {"label", fact.label},
                                          {"date", fact.date},
                                          {"revision", fact.revision},
                                          {"remark", fact.remark.in(language)}})
            if (!value.empty())
                entry[name] = value;
        facts.push_back(std::move(entry));
    }
    return facts;
}

Json jsonOf(const Paper& paper, const std::vector<Tag>& tags, Language language)
{
    const PaperRow& row = paper.row;
    Json authors = Json::array(), links = Json::object(), names = Json::array();
    for (const Author& author : paper.authors)
        authors.push_back(author.name);
    for (const Link& link : paper.links)
        links[idOf(link.kind)] = link.url;
    for (const Tag& tag : tags)
        if (std::find(row.tags.begin(), row.tags.end(), tag.id) != row.tags.end())
            names.push_back(tag.name);
    Json entry{{"id", row.id}, {"kind", idOf(row.kind)}};
    entry["number"] = row.number ? Json(*row.number) : Json();
    entry["short_name"] = row.shortName;
    entry["title"] = row.title;
    entry["authors"] = std::move(authors);
    entry["year"] = row.year ? Json(*row.year) : Json();
    entry["venue"] = row.venue;
    entry["groups"] = paper.groups;
    entry["links"] = std::move(links);
    entry["code"] = codeOf(paper, language);
    entry["citation_key"] = citationKey(paper);
    entry["reading"] = idOf(row.reading);
    entry["tags"] = std::move(names);
    return entry;
}

Result<std::string> jsonOfAll(const Catalogue& catalogue, const std::vector<Paper>& papers, Language language)
{
    const Result<std::vector<Tag>> tags = catalogue.tags();
    if (!tags)
        return tags.error();
    Json list = Json::array();
    for (const Paper& paper : papers)
        list.push_back(jsonOf(paper, *tags, language));
    return list.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<std::vector<Paper>> papersFound(const Catalogue& catalogue, std::string_view words,
                                       const Filter& filter)
{
    const Result<std::vector<Hit>> hits = catalogue.search(words, filter, std::numeric_limits<int>::max());
    if (!hits)
        return hits.error();
    std::vector<Paper> papers;
    for (const Hit& hit : *hits) {
        Result<Paper> paper = catalogue.paper(hit.paper.id, filter.grouping);
        if (!paper)
            return paper.error();
        papers.push_back(*std::move(paper));
    }
    return papers;
}

Result<std::string> textOf(const Catalogue& catalogue, const std::vector<Paper>& papers, const Filter& filter,
                           ListingFormat format, Language language)
{
    if (format == ListingFormat::Bibtex)
        return bibtexOfAll(papers);
    if (format == ListingFormat::Json)
        return jsonOfAll(catalogue, papers, language);
    const Result<std::vector<Group>> groups = catalogue.groups(filter.grouping);
    if (!groups)
        return groups.error();
    const Result<std::vector<Grouping>> groupings = catalogue.groupings();
    if (!groupings)
        return groupings.error();
    const bool own = std::any_of(groupings->begin(), groupings->end(), [&](const Grouping& grouping) {
        return grouping.own && grouping.id == filter.grouping;
    });
    return markdownOfAll(*groups, papers, filter, own ? kNotInOwn : kUngrouped, language);
}

} // namespace

Result<Listing> listing(const Catalogue& catalogue, std::string_view words, const Filter& filter,
                        ListingFormat format, Language language)
{
    const Result<std::vector<Paper>> papers = papersFound(catalogue, words, filter);
    if (!papers)
        return papers.error();
    Result<std::string> text = textOf(catalogue, *papers, filter, format, language);
    if (!text)
        return text.error();
    return Listing{*std::move(text), papers->size()};
}

Result<Tag> tagNamed(const Catalogue& catalogue, std::string_view name)
{
    const Result<std::vector<Tag>> tags = catalogue.tags();
    if (!tags)
        return tags.error();
    std::vector<std::string_view> names;
    for (const Tag& tag : *tags) {
        if (fold(tag.name) == fold(name))
            return tag;
        names.push_back(tag.name);
    }
    if (names.empty())
        return Error{Error::Kind::Usage,
                     text("There is no tag '{0}': the library has no tags yet.",
                          "タグ「{0}」はありません。ライブラリにまだタグがありません。", name)};
    return Error{Error::Kind::Usage, text("There is no tag '{0}'. Did you mean '{1}'?",
                                          "タグ「{0}」はありません。「{1}」のことでしょうか。", name,
                                          nearestSpelling(name, names))};
}

Result<std::string> groupingNamed(const Catalogue& catalogue, std::string_view name)
{
    const Result<std::vector<Grouping>> groupings = catalogue.groupings();
    if (!groupings)
        return groupings.error();
    std::vector<std::string_view> names;
    for (const Grouping& grouping : *groupings)
        for (const std::string* known : {&grouping.id, &grouping.label.en, &grouping.label.ja}) {
            if (fold(*known) == fold(name))
                return grouping.id;
            names.push_back(*known);
        }
    return Error{Error::Kind::Usage, text("There is no grouping '{0}'. Did you mean '{1}'?",
                                          "分類「{0}」はありません。「{1}」のことでしょうか。", name,
                                          nearestSpelling(name, names))};
}

std::string markdownOf(const Paper& paper, Language language)
{
    std::string line = paper.row.authors.empty() ? std::string() : markdownEscaped(paper.row.authors) + ". ";
    const std::string title = markdownEscaped(titleOf(paper, language));
    line += paper.links.empty() ? title : fmt::format("[{}]({})", title, paper.links.front().url);
    if (!paper.row.venue.empty())
        line += ". " + markdownEscaped(paper.row.venue);
    return line;
}

} // namespace kaba
