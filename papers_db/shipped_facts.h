// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/database.h"

#include <string_view>

namespace kaba {

/// Where positions of papers that are not shipped begin.
inline constexpr std::int64_t kFirstReaderPosition = 1'000'000;

/// Replaces the shipped facts and their pages in the library by those of this program, in one transaction, unless
/// they are the same already. What the reader wrote is not touched. Cost when nothing changed: one hash of the
/// embedded files, about 0.4 MB.
void refreshShippedFacts(Database& database);

/// Inserts the papers of a JSON array in the form of seed/papers.json, the first at `position`. Entries without a
/// title only name a paper and are passed over.
void insertPapers(const Database& database, std::string_view json, std::string_view origin,
                  std::int64_t position);

/// Replaces all facts of the papers of such an array, which are in the library; their places stay.
void updatePaper(const Database& database, std::string_view json);

/// Gives a shipped paper the facts that this program ships.
void restoreShippedPaper(const Database& database, std::string_view paper);

} // namespace kaba
