// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/text.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// A group of an outline. Words may be written in one language only.
struct OutlineGroup {
    std::string key;         ///< stays through renaming and moving, and is not used again after a deletion
    std::string parent = {}; ///< key of the group it stands in; empty at the top
    Text title = {};
    Text description = {};                ///< one line, may be empty
    std::vector<std::string> papers = {}; ///< ids in the order of the group, each once
    bool operator==(const OutlineGroup&) const = default;
};

/// A grouping as a value: an edit makes a new value, and an earlier value is all that undoing an edit needs.
/// Parents stand before their children and each group is followed by all that is below it. A paper may be in
/// any number of groups.
struct Outline {
    Text title = {};
    std::vector<OutlineGroup> groups = {};
    bool operator==(const Outline&) const = default;
};

/// Where a group goes: below `parent` (empty: at the top), before its sibling `before` (empty: as the last).
struct GroupPlace {
    std::string parent = {};
    std::string before = {};
};

/// A key that no group has.
std::string newGroupKey();

/// The words in every language: where one is missing, those of the other.
Text filled(const Text& words);

/// nullptr where no group has this key.
const OutlineGroup* findGroup(const Outline& outline, std::string_view key);

/// Paths of the groups, in their order: the titles from the top as words for the command line, "low-rank/kernels",
/// no two the same.
std::vector<std::string> pathsOf(const Outline& outline);

/// Where each paper stands: the titles from the top, "Attention › Low rank", sorted.
std::map<std::string, std::vector<std::string>> placesOf(const Outline& outline, Language language);

// Each of these gives the outline after the edit. Usage where a group is gone (another window may have deleted it),
// where a title is blank, or as the function says.
Result<Outline> renamed(Outline outline, const Text& title);
Result<Outline> withGroup(Outline outline, OutlineGroup group, const GroupPlace& place);
Result<Outline> withTitle(Outline outline, std::string_view key, const Text& title, const Text& description);
/// With everything below it. Usage for a place inside the group itself.
Result<Outline> withGroupMoved(Outline outline, std::string_view key, const GroupPlace& place);
/// Without the group and everything below it; the papers stay in their other groups and in the catalogue.
Result<Outline> withoutGroup(Outline outline, std::string_view key);
/// Papers that are in the group already keep their place, the others follow in the order given.
Result<Outline> withPapers(Outline outline, std::string_view key, const std::vector<std::string>& papers);
/// Takes the papers out of the group and of everything below it.
Result<Outline> withoutPapers(Outline outline, std::string_view key, const std::vector<std::string>& papers);
/// Takes the papers out of every group.
Outline withoutPapers(Outline outline, const std::vector<std::string>& papers);
/// withoutPapers(from), then withPapers(to).
Result<Outline> withPapersMoved(Outline outline, std::string_view from, std::string_view to,
                                const std::vector<std::string>& papers);
/// The same groups with keys of their own.
Outline copied(Outline outline, const Text& title);

} // namespace kaba
