// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// The code points of `utf8`; nothing where it is not well-formed (surrogates and overlong forms included).
std::optional<std::vector<char32_t>> codePoints(std::string_view utf8);

std::string utf8From(std::u32string_view points);

bool isValidUtf8(std::string_view bytes);

/// `bytes` as they are where they are UTF-8, otherwise with '?' for every byte beyond ASCII.
std::string validUtf8(std::string_view bytes);

/// Columns that `utf8` takes in a terminal: wide and full-width letters count two, combining marks none.
std::size_t displayWidth(std::string_view utf8);

} // namespace kaba
