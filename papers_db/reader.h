// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace kaba {

struct Tag {
    std::int64_t id = 0;
    std::string name;
    std::string colour; ///< "#rrggbb"
    int count = 0;      ///< papers that carry it
    bool operator==(const Tag&) const = default;
};

/// A tag that was removed, with the papers that carried it: all that bringing it back needs.
struct RemovedTag {
    Tag tag;
    std::vector<std::string> papers;
};

/// Text of a note that another window replaced. Kept until the reader dismisses it.
struct NoteCopy {
    std::int64_t id = 0;
    std::string markdown;
    std::string changed; ///< UTC, ISO 8601
};

/// The reader's note on a paper: Markdown. Revision 0 is "never written".
struct Note {
    std::string markdown = {};
    std::int64_t revision = 0;
    std::string changed = {}; ///< UTC, ISO 8601
    std::vector<NoteCopy> copies = {};
};

struct SavedNote {
    std::int64_t revision = 0; ///< pass it with the next save
    std::optional<NoteCopy> displaced = {};
    ///< set when another window had saved since: its text, now kept as a copy beside the note
};

} // namespace kaba
