// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/search.h"

#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// Changes whenever fold(), words() or pairs() answer differently: stored indexes are then built anew.
inline constexpr int kFoldVersion = 1;

/// A text as the search compares it, and where each of its bytes came from.
struct Folded {
    std::string text;
    std::vector<Span> origin; ///< for each byte of `text`, the bytes of the original that it stands for
};

/// Makes spellings equal that a reader takes for the same: compatibility forms and width (NFKC), case,
/// diacritics (ü = u, but not the voicing of kana), katakana = hiragana, ø = o. Broken UTF-8 becomes U+FFFD.
/// Cost: linear.
std::string fold(std::string_view text);
Folded foldWithOrigin(std::string_view text);

/// A stretch of a folded text that is searched as one: letters and digits, or Chinese and Japanese writing.
struct Run {
    std::size_t begin = 0, end = 0;
    bool paired = false; ///< written without blanks between words: indexed by pairs of characters
};
std::vector<Run> runsOf(std::string_view folded);

/// The words of a folded text that stand between blanks and signs, with one blank between: "gu state".
std::string words(std::string_view folded);

/// Each two neighbouring characters of the other runs, and each run's last one: 注意機 → "注意 意機 機". The last one
/// lets the beginning of a pair find every single character, and keeps phrases from crossing to the next run.
std::string pairs(std::string_view folded);

/// The pairs of one run without the last character, unless it is the only one: what a phrase has to contain.
std::string pairsToFind(std::string_view run);

} // namespace kaba
