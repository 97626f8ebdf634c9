// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/catalogue.h"
#include "papers_db/failure.h"
#include "papers_db/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

namespace kaba {
namespace {

/// The reader's groupings stand after the shipped ones.
constexpr std::int64_t kFirstOwnPosition = 1000;

std::string parentOf(const std::string& path)
{
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

/// Papers in each group and below it, each counted once; only those that the catalogue knows.
std::unordered_map<std::string, std::unordered_set<std::int64_t>> papersBelow(const Database& database,
                                                                              const std::string& grouping)
{
    std::unordered_map<std::string, std::unordered_set<std::int64_t>> papers;
    Statement rows(database,
                   "SELECT m.path, p.position FROM group_member m JOIN paper p ON p.id = m.paper"
                   " WHERE m.grouping = ?",
                   grouping);
    while (rows.step())
        for (std::string path = rows.text(0); !path.empty(); path = parentOf(path))
            papers[path].insert(rows.integer(1));
    return papers;
}

constexpr std::string_view kNodes =
    "SELECT path, en, ja, CASE key WHEN '' THEN path ELSE key END, description_en,"
    " description_ja FROM group_node WHERE grouping = ? ORDER BY position";

Group readGroup(const Statement& row)
{
    const std::string path = row.text(0);
    return {.path = path,
            .parent = parentOf(path),
            .label = filled({row.text(1), row.text(2)}),
            .depth = 1 + static_cast<int>(std::count(path.begin(), path.end(), '/')),
            .key = row.text(3),
            .description = filled({row.text(4), row.text(5)})};
}

std::vector<OutlineGroup> readGroups(const Database& database, std::string_view grouping)
{
    std::vector<OutlineGroup> groups;
    std::unordered_map<std::string, std::size_t> indexOf; // by path
    for (Statement row(database, kNodes, grouping); row.step();) {
        const std::string path = row.text(0);
        const auto parent = indexOf.find(parentOf(path));
        groups.push_back({.key = row.text(3),
                          .parent = parent == indexOf.end() ? std::string() : groups[parent->second].key,
                          .title = {row.text(1), row.text(2)},
                          .description = {row.text(4), row.text(5)}});
        indexOf.emplace(path, groups.size() - 1);
    }
    for (Statement row(database,
                       "SELECT path, paper FROM group_member WHERE grouping = ? ORDER BY path, position",
                       grouping);
         row.step();)
        groups[indexOf.at(row.text(0))].papers.push_back(row.text(1));
    return groups;
}

/// Nothing where there is no such grouping.
std::optional<Outline> readOutline(const Database& database, std::string_view grouping)
{
    Statement head(database, "SELECT en, ja FROM grouping WHERE id = ?", grouping);
    if (!head.step())
        return {};
    return Outline{{head.text(0), head.text(1)}, readGroups(database, grouping)};
}

void writeHead(const Database& database, std::string_view grouping, const Text& title)
{
    run(database,
        "INSERT INTO grouping (id, position, origin, en, ja) VALUES"
        " (?1, (SELECT max(coalesce(max(position), 0) + 1, ?4) FROM grouping), 'reader', ?2, ?3)"
        " ON CONFLICT (id) DO UPDATE SET en = excluded.en, ja = excluded.ja",
        grouping, title.en, title.ja, kFirstOwnPosition);
}

void writeGroup(const Database& database, std::string_view grouping, const std::string& path,
                std::int64_t position, const OutlineGroup& group)
{
    run(database,
        "INSERT INTO group_node (grouping, path, position, en, ja, key, description_en, description_ja)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET position = excluded.position,"
        " en = excluded.en, ja = excluded.ja, key = excluded.key, description_en = excluded.description_en,"
        " description_ja = excluded.description_ja",
        grouping, path, position, group.title.en, group.title.ja, group.key, group.description.en,
        group.description.ja);
}

void writePapers(const Database& database, std::string_view grouping, const std::string& path,
                 const std::vector<std::string>& papers)
{
    run(database, "DELETE FROM group_member WHERE grouping = ? AND path = ?", grouping, path);
    Statement insert(database,
                     "INSERT INTO group_member (grouping, path, position, paper) VALUES (?, ?, ?, ?)",
                     grouping, path, 0, "");
    for (std::size_t i = 0; i < papers.size(); ++i)
        insert.bind(grouping, path, static_cast<std::int64_t>(i), papers[i]).run();
}

/// Writes the groups that differ between what is stored and what is wanted, told apart by their paths.
void writeGroups(const Database& database, std::string_view grouping, const Outline& stored,
                 const Outline& wanted)
{
    const std::vector<std::string> before = pathsOf(stored), after = pathsOf(wanted);
    std::map<std::string_view, std::size_t> left;
    for (std::size_t i = 0; i < before.size(); ++i)
        left.emplace(before[i], i);
    for (std::size_t i = 0; i < after.size(); ++i) {
        const OutlineGroup& group = wanted.groups[i];
        const auto old = left.find(after[i]);
        writeGroup(database, grouping, after[i], static_cast<std::int64_t>(i), group);
        if (old == left.end() || stored.groups[old->second].papers != group.papers)
            writePapers(database, grouping, after[i], group.papers);
        if (old != left.end())
            left.erase(old);
    }
    for (const auto& [path, index] : left)
        run(database, "DELETE FROM group_node WHERE grouping = ? AND path = ?", grouping, path);
}

/// What is written about a group follows it to its new path. Two groups may have changed places: each leaves its
/// old path before any takes its new one.
void carryNotes(const Database& database, std::string_view grouping, const Outline& stored,
                const Outline& wanted)
{
    const std::vector<std::string> before = pathsOf(stored), after = pathsOf(wanted);
    std::unordered_map<std::string_view, std::size_t> newPlace;
    for (std::size_t i = 0; i < wanted.groups.size(); ++i)
        newPlace.emplace(wanted.groups[i].key, i);
    const auto carry = [&](std::string_view from, std::string_view to) {
        for (const char* sql :
             {"UPDATE note SET subject = ?1 || ?3 WHERE kind = 'group' AND subject = ?1 || ?2",
              "UPDATE note_copy SET subject = ?1 || ?3 WHERE kind = 'group' AND subject = ?1 || ?2",
              "UPDATE note_link SET target = ?1 || ?3 WHERE kind = 'group' AND target = ?1 || ?2"})
            run(database, sql, fmt::format("{}/", grouping), from, to);
    };
    std::vector<std::pair<std::string, std::string>> arriving;
    for (std::size_t i = 0; i < stored.groups.size(); ++i) {
        const auto place = newPlace.find(stored.groups[i].key);
        if (place == newPlace.end() || after[place->second] == before[i])
            continue;
        arriving.emplace_back("/" + stored.groups[i].key, after[place->second]);
        carry(before[i], arriving.back().first);
    }
    for (const auto& [from, to] : arriving)
        carry(from, to);
}

Status requireOwn(const Database& database, std::string_view grouping)
{
    if (integerOf(database, "SELECT count(*) FROM grouping WHERE id = ? AND origin = 'shipped'", grouping) ==
        0)
        return Done{};
    return Error{Error::Kind::Usage,
                 {"The shipped grouping stays as it is. Copy it, and change the copy.",
                  "付属の分類は変更できません。コピーを作り、そちらを変更してください。"}};
}

} // namespace

Result<std::vector<Grouping>> Catalogue::groupings() const
{
    return attempt([&] {
        std::vector<Grouping> all;
        Statement rows(*m_database, "SELECT id, en, ja, source_en, source_ja, origin FROM grouping"
                                    " ORDER BY position, rowid");
        while (rows.step())
            all.push_back({.id = rows.text(0),
                           .label = filled({rows.text(1), rows.text(2)}),
                           .source = {rows.text(3), rows.text(4)},
                           .own = rows.text(5) == "reader"});
        return all;
    });
}

Result<std::vector<Group>> Catalogue::groups(std::string_view grouping) const
{
    return attempt([&] {
        const std::string named = groupingOf(*m_database, grouping);
        const auto papers = papersBelow(*m_database, named);
        std::vector<Group> groups;
        for (Statement rows(*m_database, kNodes, named); rows.step();) {
            groups.push_back(readGroup(rows));
            if (const auto found = papers.find(groups.back().path); found != papers.end())
                groups.back().count = static_cast<int>(found->second.size());
        }
        return groups;
    });
}

Result<int> Catalogue::notGrouped(std::string_view grouping) const
{
    return attempt([&] {
        return static_cast<int>(integerOf(*m_database,
                                          "SELECT count(*) FROM paper WHERE id NOT IN"
                                          " (SELECT paper FROM group_member WHERE grouping = ?)",
                                          groupingOf(*m_database, grouping)));
    });
}

Result<Outline> Catalogue::outline(std::string_view grouping) const
{
    return attempt([&]() -> Result<Outline> {
        std::optional<Outline> stored = readOutline(*m_database, grouping);
        if (stored)
            return *std::move(stored);
        return Error{Error::Kind::Usage,
                     {"This grouping is gone: another window deleted it.",
                      "この分類は別のウィンドウで削除されました。"}};
    });
}

Result<bool> Catalogue::exchangeOutline(std::string_view grouping, const std::optional<Outline>& expected,
                                        const std::optional<Outline>& wanted)
{
    return attempt([&]() -> Result<bool> {
        Transaction transaction(*m_database);
        if (Status own = requireOwn(*m_database, grouping); !own)
            return own.error();
        const std::optional<Outline> stored = readOutline(*m_database, grouping);
        if (stored != expected)
            return false;
        if (wanted) {
            writeHead(*m_database, grouping, wanted->title);
            writeGroups(*m_database, grouping, stored.value_or(Outline{}), *wanted);
            carryNotes(*m_database, grouping, stored.value_or(Outline{}), *wanted);
        } else {
            run(*m_database, "DELETE FROM grouping WHERE id = ?", grouping);
        }
        transaction.commit();
        return true;
    });
}

} // namespace kaba
