// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/reader.h"

#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// A link in a note: [[s4]] to a paper, [[demo:hippo]] to a demo, [[group:survey/rnn/theory]] to a group, each with
/// words of its own after a bar: [[s4|the structured one]].
struct NoteLink {
    NoteSubject target;
    std::string words = {}; ///< empty where the link has none of its own
    Span span;              ///< in the note, brackets included
};

/// The links of a note in their order; what stands in code is none. Cost: linear.
std::vector<NoteLink> noteLinks(std::string_view markdown);

/// The target as it stands between the brackets.
std::string linkTargetOf(const NoteSubject& target);

/// One line with each link replaced by its words, or by its target.
std::string withoutLinkMarks(std::string_view line);

} // namespace kaba
