// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/rows.h"

#include "core/base/spelling.h"
#include "papers_db/names.h"

#include <algorithm>
#include <vector>

namespace kaba {
namespace {

template <class... Arguments>
std::string nearest(const Database& database, std::string_view word, std::string_view sql,
                    const Arguments&... arguments)
{
    std::vector<std::string> known;
    for (Statement statement(database, sql, arguments...); statement.step();)
        known.push_back(statement.text(0));
    return nearestSpelling(word, std::vector<std::string_view>(known.begin(), known.end()));
}

std::optional<int> optionalNumber(const Statement& statement, int column)
{
    return statement.isNull(column) ? std::nullopt : std::optional(statement.number(column));
}

std::vector<std::int64_t> numbersOf(std::string_view list)
{
    std::vector<std::int64_t> numbers;
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        numbers.push_back(std::stoll(std::string(list.substr(0, comma))));
        list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
    }
    return numbers;
}

Status requireGroupIn(const Database& database, std::string_view grouping, std::string_view path)
{
    if (integerOf(database, "SELECT count(*) FROM group_node WHERE grouping = ?1 AND (path = ?2 OR key = ?2)",
                  grouping, path) != 0)
        return Done{};
    return Error{Error::Kind::Usage,
                 text("There is no group '{0}'. Did you mean '{1}'?",
                      "グループ「{0}」はありません。「{1}」のことでしょうか。", path,
                      nearest(database, path,
                              "SELECT path FROM group_node WHERE grouping = ? ORDER BY position", grouping))};
}

} // namespace

const std::string_view kRowColumns =
    "p.id, p.number, p.kind, p.short_name, p.title, p.authors, p.venue, p.year, p.code,"
    " coalesce((SELECT status FROM reading r WHERE r.paper = p.id), 'unread'),"
    " (SELECT group_concat(tag) FROM (SELECT x.tag FROM paper_tag x JOIN tag t ON t.id = x.tag"
    "   WHERE x.paper = p.id ORDER BY t.folded)),"
    " EXISTS (SELECT 1 FROM note n WHERE n.kind = 'paper' AND n.subject = p.id AND n.markdown <> '')";

PaperRow readRow(const Statement& row)
{
    return {.id = row.text(0),
            .number = optionalNumber(row, 1),
            .kind = readId<PaperKind>(row.text(2)),
            .shortName = row.text(3),
            .title = row.text(4),
            .authors = row.text(5),
            .venue = row.text(6),
            .year = optionalNumber(row, 7),
            .code = readId<CodeState>(row.text(8)),
            .reading = readId<Reading>(row.text(9)),
            .tags = numbersOf(row.text(10)),
            .hasNote = row.integer(11) != 0};
}

std::vector<PaperRow> readRows(Statement& statement)
{
    std::vector<PaperRow> rows;
    while (statement.step())
        rows.push_back(readRow(statement));
    return rows;
}

const std::string_view kFilterCondition =
    "(?1 = '' OR (?1 = '-' AND p.id NOT IN (SELECT m.paper FROM group_member m WHERE m.grouping = ?2))"
    "   OR p.id IN (SELECT m.paper FROM group_member m WHERE m.grouping = ?2"
    "     AND (m.path = ?1 OR substr(m.path, 1, length(?1) + 1) = ?1 || '/')))"
    " AND (?3 IS NULL OR p.id IN (SELECT x.paper FROM paper_tag x WHERE x.tag = ?3))"
    " AND (?4 IS NULL OR ?4 = coalesce((SELECT status FROM reading r WHERE r.paper = p.id), 'unread'))"
    " AND (?5 = 0 OR p.id IN (SELECT q.subject FROM note q WHERE q.kind = 'question' AND q.markdown <> ''"
    "   AND NOT EXISTS (SELECT 1 FROM own_state o WHERE o.paper = q.subject AND o.question_done)))";

Result<BoundFilter> bound(const Database& database, const Filter& filter)
{
    BoundFilter result{.group = filter.group,
                       .grouping = groupingOf(database, filter.grouping),
                       .tag = filter.tag,
                       .reading = {},
                       .openQuestion = filter.openQuestion ? 1 : 0};
    if (filter.reading)
        result.reading = idOf(*filter.reading);
    if (filter.group.empty() || filter.group == kNotGrouped)
        return result;
    if (const Status known = requireGroupIn(database, result.grouping, filter.group); !known)
        return known.error();
    return result;
}

Status requireGroup(const Database& database, std::string_view groupingAndPath)
{
    const std::size_t slash = std::min(groupingAndPath.find('/'), groupingAndPath.size());
    return requireGroupIn(database, groupingAndPath.substr(0, slash),
                          groupingAndPath.substr(std::min(slash + 1, groupingAndPath.size())));
}

std::string groupingOf(const Database& database, std::string_view named)
{
    if (!named.empty())
        return std::string(named);
    Statement first(database, "SELECT id FROM grouping ORDER BY position LIMIT 1");
    return first.step() ? first.text(0) : std::string();
}

Status requirePaper(const Database& database, std::string_view id)
{
    if (integerOf(database, "SELECT count(*) FROM paper WHERE id = ?", id) != 0)
        return Done{};
    return Error{
        Error::Kind::Usage,
        text("There is no paper '{0}'. Did you mean '{1}'?",
             "論文「{0}」はありません。「{1}」のことでしょうか。", id,
             nearest(database, id, "SELECT id FROM paper WHERE origin = 'shipped' ORDER BY position"))};
}

} // namespace kaba
