// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/data_folder.h"
#include "core/base/unicode.h"
#include "papers_db/catalogue.h"
#include "papers_db/listing.h"

#include <optional>

namespace kaba {
namespace {

constexpr int kAllPapers = 1'000'000;

Result<std::optional<ListingFormat>> formatOf(const Arguments& arguments)
{
    std::optional<ListingFormat> format;
    const auto ask = [&](std::string_view option, ListingFormat wanted) {
        if (!arguments.has(option))
            return true;
        const bool first = !format;
        format = wanted;
        return first;
    };
    if (ask("--json", ListingFormat::Json) && ask("--markdown", ListingFormat::Markdown) &&
        ask("--bibtex", ListingFormat::Bibtex))
        return format;
    return Error{Error::Kind::Usage,
                 {"Choose one of --json, --markdown and --bibtex.",
                  "--json、--markdown、--bibtex はどれか 1 つにしてください。"}};
}

Result<Filter> filterOf(const Arguments& arguments, const Catalogue& catalogue)
{
    Filter filter;
    filter.group = validUtf8(arguments.last("--group").value_or(""));
    if (const auto name = arguments.last("--grouping")) {
        const Result<std::string> grouping = groupingNamed(catalogue, validUtf8(*name));
        if (!grouping)
            return grouping.error();
        filter.grouping = *grouping;
    }
    if (const auto name = arguments.last("--tag")) {
        const Result<Tag> tag = tagNamed(catalogue, validUtf8(*name));
        if (!tag)
            return tag.error();
        filter.tag = tag->id;
    }
    return filter;
}

/// One line a paper: number, id, short name, title, year.
Result<Listing> table(const Catalogue& catalogue, std::string_view words, const Filter& filter)
{
    const Result<std::vector<Hit>> hits = catalogue.search(words, filter, kAllPapers);
    if (!hits)
        return hits.error();
    std::vector<std::vector<std::string>> rows;
    for (const Hit& hit : *hits)
        rows.push_back({hit.paper.number ? std::to_string(*hit.paper.number) : "", hit.paper.id,
                        hit.paper.shortName, hit.paper.year ? std::to_string(*hit.paper.year) : "",
                        hit.paper.title});
    return Listing{aligned(rows), rows.size()};
}

} // namespace

Result<int> papersCommand(const Arguments& arguments, const Console& console)
{
    const Result<std::optional<ListingFormat>> format = formatOf(arguments);
    if (!format)
        return format.error();
    const Result<Catalogue> catalogue = Catalogue::open(dataFolder(arguments));
    if (!catalogue)
        return catalogue.error();
    for (const Text& notice : catalogue->notices())
        console.say(notice);
    const Result<Filter> filter = filterOf(arguments, *catalogue);
    if (!filter)
        return filter.error();
    const std::string words = validUtf8(arguments.last("--search").value_or(""));
    const Result<Listing> papers = *format ? listing(*catalogue, words, *filter, **format, console.language())
                                           : table(*catalogue, words, *filter);
    if (!papers)
        return papers.error();
    if (Status printed = console.print(papers->text); !printed)
        return printed.error();
    if (papers->papers == 0)
        console.say({"No paper was found.", "見つかった論文はありません。"});
    return papers->papers == 0 ? 1 : 0;
}

} // namespace kaba
