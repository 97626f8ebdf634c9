// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "papers_db/paper.h"

#include <optional>
#include <string>
#include <string_view>

namespace kaba {

/// A fact of a paper that a reader may change.
enum class Fact {
    Title,
    ShortName,
    Expansion,
    Authors,
    Venue,
    Year,
    Proceedings,
    Pages,
    Doi,
    ArxivId,
    OpenreviewId,
    Link,
    Code
};
Label labelOf(Fact fact);

/// One fact as a line of text: authors with semicolons between them, of links and code the first address.
struct FactLine {
    Fact fact = Fact::Title;
    std::string text;
    std::optional<std::string> shipped = {}; ///< what the reader's words replace
};

/// A paper that may be the same as another, and why.
struct Likeness {
    enum class By { Doi, ArxivId, OpenreviewId, Title };
    PaperRow paper;
    By by = By::Title;
    std::string what; ///< the id or title that both have
};
Label labelOf(Likeness::By by);

/// The fact of a paper as a line.
std::string factOf(const Paper& paper, Fact fact);
/// Puts a line into a paper. Usage where it says nothing sensible: a year that is none, a title without words.
Status setFact(Paper& paper, Fact fact, std::string_view line);

} // namespace kaba
