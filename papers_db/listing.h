// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/catalogue.h"

#include <string>
#include <string_view>

namespace kaba {

enum class ListingFormat { Markdown, Bibtex, Json };

struct Listing {
    std::string text; ///< ends in a line break unless it is empty
    std::size_t papers = 0;
};

/// The papers that hold `words` (blank: all) within the filter, as the command line prints them and the window
/// copies them. Markdown: the groups as a nested list with the papers in them, papers without a group last.
/// BibTeX: one entry each. JSON: an array of objects, best hit first. `language` chooses labels and remarks.
/// Errors: those of Catalogue::search().
Result<Listing> listing(const Catalogue& catalogue, std::string_view words, const Filter& filter,
                        ListingFormat format, Language language);

/// The tag of this name, compared as the search compares; Usage, with the nearest spelling, where there is none.
Result<Tag> tagNamed(const Catalogue& catalogue, std::string_view name);

/// The id of the grouping of this name, or of this id; Usage, with the nearest spelling, where there is none.
Result<std::string> groupingNamed(const Catalogue& catalogue, std::string_view name);

/// One paper as a line of Markdown without the bullet: authors, linked title, venue.
std::string markdownOf(const Paper& paper, Language language);

} // namespace kaba
