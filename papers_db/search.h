// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// In place of a group's path: the papers that are in no group of the grouping.
inline constexpr std::string_view kNotGrouped = "-";

/// Which papers are wanted; members left empty do not restrict.
struct Filter {
    std::string group = {};    ///< path; its descendants belong to it. Or kNotGrouped
    std::string grouping = {}; ///< empty: the shipped one
    std::optional<std::int64_t> tag = {};
    std::optional<Reading> reading = {};
    bool openQuestion = false; ///< only papers of which the reader asks something that is not answered
    bool operator==(const Filter&) const = default;
};

/// Bytes [begin, end) of a UTF-8 text, at borders of characters.
struct Span {
    std::size_t begin = 0, end = 0;
    bool operator==(const Span&) const = default;
};

enum class Field {
    Title,
    ShortName,
    Authors,
    Summary,
    Method,
    Data,
    Baselines,
    Result,
    Demo,
    Venue,
    Tag,
    Group,
    Note
};
Label labelOf(Field field);

/// A text that holds words of the search, with the places to highlight.
struct Match {
    Field field = Field::Title;
    std::string text;
    std::vector<Span> spans;
};

struct Hit {
    PaperRow paper;
    std::vector<Match> matches; ///< title, short name and authors where they match; otherwise what does
};

/// Where `words` (as typed into the search) stand in `text`: folded as the search folds, spans in the text as
/// it is. Sorted, disjoint. Cost: linear in the text for each word.
std::vector<Span> matchSpans(std::string_view text, std::string_view words);

} // namespace kaba
