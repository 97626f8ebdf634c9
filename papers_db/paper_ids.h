// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper.h"

#include <string>
#include <string_view>
#include <vector>

namespace kaba {

// Each finds its id in a bare id or in an address; empty where there is none.
std::string doiIn(std::string_view text);          ///< "10.1000/182", lower case
std::string arxivIdIn(std::string_view text);      ///< "2110.13985" or "cs/0112017", without its version
std::string openreviewIdIn(std::string_view text); ///< of an address

Link::Kind linkKindOf(std::string_view url);

/// "Family, Given" or "Given von Family", taken apart; a single word stays whole.
Author authorNamed(std::string_view name);
/// As a list shows them: "A. One, B. Two".
std::string namesOf(const std::vector<Author>& authors);

} // namespace kaba
