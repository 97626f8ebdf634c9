// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/database.h"

#include <string_view>

namespace kaba {

/// Keeps the search tables in step with the papers, tags and notes. Each of these belongs into the transaction
/// that changes what is searched. Ranges of positions are half open.
void addToSearchIndex(const Database& database, std::int64_t begin, std::int64_t end);
void removeFromSearchIndex(const Database& database, std::int64_t begin, std::int64_t end);
/// Takes all papers out, whatever is in there, and takes all notes in anew.
void clearSearchIndex(Database& database);

/// Brings one paper up to date; nothing happens where the catalogue does not hold it.
void refreshSearchIndex(const Database& database, std::string_view paper);

} // namespace kaba
