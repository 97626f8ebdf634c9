// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "papers_db/database.h"
#include "papers_db/paper_facts.h"

namespace kaba {

bool isOwnPaper(const Database& database, std::string_view paper);

/// What shipped in the place of the reader's words; nothing where the fact is as shipped, or the paper the reader's.
std::optional<std::string> shippedFact(const Database& database, std::string_view paper, Fact fact);

/// Changes one fact; the line that shipped brings the shipped fact back whole.
Status writeFact(Database& database, std::string_view paper, Fact fact, std::string_view line);

/// After the shipped facts were replaced: puts the reader's words back over them.
void reapplyFactEdits(Database& database);

} // namespace kaba
