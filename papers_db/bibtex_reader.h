// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "papers_db/paper.h"

#include <string_view>
#include <vector>

namespace kaba {

/// The papers of a piece of BibTeX, without ids. Tolerant: text between entries is passed over, values stand in
/// braces, quotes or bare, @string words are put in, fields that we do not keep are left out, a missing comma or a
/// closing brace that is one too many does no harm. An entry without a title, and one that never ends, is Input; the
/// sentence names the line.
Result<std::vector<Paper>> readBibtex(std::string_view text);

} // namespace kaba
