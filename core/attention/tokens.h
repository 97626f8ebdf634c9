// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

enum class TokenKind { Words, Characters, Bytes };

struct TokenList {
    std::vector<std::string> tokens; ///< as written, in the order of the text; a byte beyond ASCII as "\xE3"
    bool isWhole = true;             ///< false where text was left over
};

/// The first tokens of a text: words by Unicode's rules (Japanese and other scripts without spaces by ICU's
/// dictionaries; marks stand alone, white space is dropped), characters as readers see them (a letter with its
/// marks, an emoji with its joiners), or bytes. Requires UTF-8. Cost O(what is read).
/// Numerical where ICU's data is missing.
Result<TokenList> splitTokens(std::string_view utf8, TokenKind kind, std::size_t atMost);

} // namespace kaba
