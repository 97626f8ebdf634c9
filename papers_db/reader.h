// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "papers_db/search.h"

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

/// What a note is about: a paper, a group, a demo, or one of the reader's own words on a paper, which stand beside
/// those that ship.
struct NoteSubject {
    enum class Kind { Paper, Group, Demo, Method, Data, Baselines, Question };
    Kind kind = Kind::Paper;
    std::string id = {}; ///< of the paper or demo; of a group: grouping and key, "survey/rnn/theory"
    bool operator==(const NoteSubject&) const = default;
};

/// A note as a list shows it.
struct NoteHead {
    NoteSubject subject;
    Text name;               ///< of the paper or group; of a demo its id
    std::string changed;     ///< UTC, ISO 8601
    std::string excerpt;     ///< the line that answers the question asked, without marks of links
    std::vector<Span> spans; ///< where the words of a search stand in it
};

/// The reader's note: Markdown. Revision 0 is "never written".
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

/// How far the reader's own knowledge of a paper reaches.
enum class Evidence { None, Title, Abstract, Body, CodeSeen, CodeRun };

/// What the reader's words on a paper (its notes of kind Method to Question) do not say.
struct OwnState {
    bool questionDone = false; ///< the open question is answered
    Evidence evidence = Evidence::None;
    std::string evidenceDate = {}; ///< ISO date on which it was reached; empty where there is none
    bool operator==(const OwnState&) const = default;
};

/// How long the trash keeps what is deleted.
inline constexpr int kTrashDays = 30;

/// Something deleted: a paper, or the text of a note.
struct TrashItem {
    std::int64_t id = 0;
    std::string kind;    ///< "paper", "note"
    std::string subject; ///< id of the paper; of a note its kind and id, "demo:hippo"
    Text name;
    std::string deleted; ///< UTC, ISO 8601
};

/// Words for a person.
Label labelOf(Evidence evidence);
Label labelOf(NoteSubject::Kind kind);

} // namespace kaba
