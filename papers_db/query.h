// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/search.h"

#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// One thing that a paper must contain.
struct Term {
    std::string text;    ///< folded
    bool paired = false; ///< found inside Chinese and Japanese writing; otherwise a word
    bool open = false;   ///< the beginning of a word is enough
};

/// What the reader typed, taken apart. Only the first 32 terms count.
struct Query {
    std::string folded; ///< without the blanks around it
    std::vector<Term> terms = {};
};

/// The last word is open unless a blank follows it.
Query parseQuery(std::string_view typed);

/// The terms of one kind as an FTS5 expression over the columns named in `columns` ("title names"); empty where
/// there are none of that kind.
std::string matchExpression(const Query& query, bool paired, std::string_view columns);

/// As matchSpans() (search.h), for a query that is already taken apart.
std::vector<Span> spansOf(const Query& query, std::string_view text);

} // namespace kaba
