// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/outline.h"

#include "core/base/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <random>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace kaba {
namespace {

using Groups = std::vector<OutlineGroup>;
using Papers = std::unordered_set<std::string_view>;

Error gone()
{
    return {
        Error::Kind::Usage,
        {"This group is gone: another window deleted it.", "このグループは別のウィンドウで削除されました。"}};
}

Groups::iterator at(Groups& groups, std::string_view key)
{
    return std::find_if(groups.begin(), groups.end(),
                        [key](const OutlineGroup& group) { return group.key == key; });
}

/// One past the last group below `group`.
Groups::iterator endBelow(Groups& groups, Groups::iterator group)
{
    std::unordered_set<std::string_view> inside{group->key};
    return std::find_if(std::next(group), groups.end(), [&](const OutlineGroup& next) {
        if (!inside.contains(next.parent))
            return true;
        inside.insert(next.key);
        return false;
    });
}

/// Where a new subtree goes; end() of nothing: the place names a group that is gone.
std::optional<Groups::iterator> insertionPoint(Groups& groups, const GroupPlace& place)
{
    if (!place.before.empty()) {
        const auto before = at(groups, place.before);
        if (before != groups.end() && before->parent == place.parent)
            return before;
    }
    if (place.parent.empty())
        return groups.end();
    const auto parent = at(groups, place.parent);
    return parent == groups.end() ? std::nullopt : std::optional(endBelow(groups, parent));
}

/// One line without blanks at its ends.
std::string oneLine(std::string_view words)
{
    std::string line(trimmed(words));
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return line;
}

Text oneLine(const Text& words) { return {oneLine(words.en), oneLine(words.ja)}; }

Status checkTitle(const Text& title)
{
    if (!title.empty())
        return Done{};
    return Error{
        Error::Kind::Usage,
        {"A title is needed: write a word or two.", "見出しが必要です。一語でもよいので入力してください。"}};
}

/// A title as part of a path: its words in small letters, joined by hyphens.
std::string pathWord(const Text& title)
{
    std::string word;
    for (const char c : title.en.empty() ? title.ja : title.en) {
        const bool capital = c >= 'A' && c <= 'Z';
        const bool letter =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || static_cast<signed char>(c) < 0;
        if (letter || capital)
            word += capital ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!word.empty() && word.back() != '-')
            word += '-';
    }
    while (!word.empty() && word.back() == '-')
        word.pop_back();
    return word.empty() ? "group" : word;
}

void erasePapers(OutlineGroup& group, const Papers& papers)
{
    std::erase_if(group.papers, [&](const std::string& paper) { return papers.contains(paper); });
}

Papers setOf(const std::vector<std::string>& papers) { return {papers.begin(), papers.end()}; }

} // namespace

std::string newGroupKey()
{
    static std::random_device device; // a seeded generator would give two windows the same keys
    const std::uint64_t high = device(), low = device();
    return fmt::format("g{:08x}{:08x}", high & 0xFFFFFFFFU, low & 0xFFFFFFFFU);
}

Text filled(const Text& words)
{
    return {words.en.empty() ? words.ja : words.en, words.ja.empty() ? words.en : words.ja};
}

const OutlineGroup* findGroup(const Outline& outline, std::string_view key)
{
    const auto found = std::find_if(outline.groups.begin(), outline.groups.end(),
                                    [key](const OutlineGroup& group) { return group.key == key; });
    return found == outline.groups.end() ? nullptr : &*found;
}

std::vector<std::string> pathsOf(const Outline& outline)
{
    std::unordered_map<std::string_view, std::string> pathOfKey;
    std::set<std::string> taken;
    std::vector<std::string> paths;
    paths.reserve(outline.groups.size());
    for (const OutlineGroup& group : outline.groups) {
        std::string path = pathWord(group.title);
        if (!group.parent.empty())
            path = fmt::format("{}/{}", pathOfKey[group.parent], path);
        const std::string wanted = path;
        for (int i = 2; !taken.insert(path).second; ++i)
            path = fmt::format("{}-{}", wanted, i);
        pathOfKey[group.key] = path;
        paths.push_back(std::move(path));
    }
    return paths;
}

std::map<std::string, std::vector<std::string>> placesOf(const Outline& outline, Language language)
{
    std::unordered_map<std::string_view, std::string> titleOfKey;
    std::map<std::string, std::vector<std::string>> places;
    for (const OutlineGroup& group : outline.groups) {
        const std::string title = filled(group.title).in(language);
        const std::string& place = titleOfKey[group.key] =
            group.parent.empty() ? title : titleOfKey.at(group.parent) + " › " + title;
        for (const std::string& paper : group.papers)
            places[paper].push_back(place);
    }
    for (auto& [paper, titles] : places)
        std::sort(titles.begin(), titles.end());
    return places;
}

Result<Outline> renamed(Outline outline, const Text& title)
{
    outline.title = oneLine(title);
    if (Status valid = checkTitle(outline.title); !valid)
        return valid.error();
    return outline;
}

Result<Outline> withGroup(Outline outline, OutlineGroup group, const GroupPlace& place)
{
    group.title = oneLine(group.title);
    group.description = oneLine(group.description);
    if (Status valid = checkTitle(group.title); !valid)
        return valid.error();
    const auto point = insertionPoint(outline.groups, place);
    if (!point)
        return gone();
    group.parent = place.parent;
    outline.groups.insert(*point, std::move(group));
    return outline;
}

Result<Outline> withTitle(Outline outline, std::string_view key, const Text& title, const Text& description)
{
    const auto group = at(outline.groups, key);
    if (group == outline.groups.end())
        return gone();
    group->title = oneLine(title);
    group->description = oneLine(description);
    if (Status valid = checkTitle(group->title); !valid)
        return valid.error();
    return outline;
}

Result<Outline> withGroupMoved(Outline outline, std::string_view key, const GroupPlace& place)
{
    const auto first = at(outline.groups, key);
    if (first == outline.groups.end())
        return gone();
    if (place.before == key)
        return outline;
    const auto last = endBelow(outline.groups, first);
    const bool inside =
        std::any_of(first, last, [&](const OutlineGroup& group) { return group.key == place.parent; });
    if (inside)
        return Error{Error::Kind::Usage,
                     {"A group cannot be moved into itself: choose a group outside it.",
                      "グループを自分自身の中へは移せません。外側のグループを選んでください。"}};
    Groups moved(std::make_move_iterator(first), std::make_move_iterator(last));
    outline.groups.erase(first, last);
    const auto point = insertionPoint(outline.groups, place);
    if (!point)
        return gone();
    moved.front().parent = place.parent;
    outline.groups.insert(*point, std::make_move_iterator(moved.begin()),
                          std::make_move_iterator(moved.end()));
    return outline;
}

Result<Outline> withoutGroup(Outline outline, std::string_view key)
{
    const auto first = at(outline.groups, key);
    if (first == outline.groups.end())
        return gone();
    outline.groups.erase(first, endBelow(outline.groups, first));
    return outline;
}

Result<Outline> withPapers(Outline outline, std::string_view key, const std::vector<std::string>& papers)
{
    const auto group = at(outline.groups, key);
    if (group == outline.groups.end())
        return gone();
    std::unordered_set<std::string> present(group->papers.begin(), group->papers.end());
    for (const std::string& paper : papers)
        if (present.insert(paper).second)
            group->papers.push_back(paper);
    return outline;
}

Result<Outline> withoutPapers(Outline outline, std::string_view key, const std::vector<std::string>& papers)
{
    const auto first = at(outline.groups, key);
    if (first == outline.groups.end())
        return gone();
    const Papers unwanted = setOf(papers);
    std::for_each(first, endBelow(outline.groups, first),
                  [&](OutlineGroup& group) { erasePapers(group, unwanted); });
    return outline;
}

Outline withoutPapers(Outline outline, const std::vector<std::string>& papers)
{
    const Papers unwanted = setOf(papers);
    for (OutlineGroup& group : outline.groups)
        erasePapers(group, unwanted);
    return outline;
}

Result<Outline> withPapersMoved(Outline outline, std::string_view from, std::string_view to,
                                const std::vector<std::string>& papers)
{
    if (from == to)
        return outline;
    Result<Outline> without = withoutPapers(std::move(outline), from, papers);
    return without ? withPapers(*std::move(without), to, papers) : without;
}

Outline copied(Outline outline, const Text& title)
{
    std::unordered_map<std::string, std::string> fresh;
    for (OutlineGroup& group : outline.groups) {
        group.key = fresh[group.key] = newGroupKey();
        group.parent = group.parent.empty() ? std::string() : fresh.at(group.parent);
    }
    outline.title = title;
    return outline;
}

} // namespace kaba
