// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "papers_db/database.h"
#include "papers_db/paper.h"
#include "papers_db/search.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// The columns of `paper p` that readRow() reads, in its order.
extern const std::string_view kRowColumns;
PaperRow readRow(const Statement& statement);
/// All rows of a statement over kRowColumns.
std::vector<PaperRow> readRows(Statement& statement);

/// All facts of a paper that is there; its groups are those of the grouping (empty: the shipped one).
Paper readPaper(const Database& database, std::string_view id, std::string_view grouping = {});

/// A condition on `paper p`; its parameters ?1 to ?5 are the members of a BoundFilter in their order.
extern const std::string_view kFilterCondition;
struct BoundFilter {
    std::string group, grouping;
    std::optional<std::int64_t> tag;
    std::optional<std::string_view> reading;
    int openQuestion = 0;
};
/// Usage, with the nearest spelling, where no group of that path is known.
Result<BoundFilter> bound(const Database& database, const Filter& filter);

/// The grouping that a question means: the first one where none is named.
std::string groupingOf(const Database& database, std::string_view named);

/// Usage, with the nearest spelling, where no paper has this id.
Status requirePaper(const Database& database, std::string_view id);

/// The same of a group, named by grouping and key or path: "survey/rnn/theory".
Status requireGroup(const Database& database, std::string_view groupingAndPath);

} // namespace kaba
