// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace kaba {

/// The candidate with the smallest edit distance to `word`, the first of equals; empty without candidates.
std::string nearestSpelling(std::string_view word, std::span<const std::string_view> candidates);

} // namespace kaba
