// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/paper.h"

#include <string>

namespace kaba {

/// A JSON array with this one paper in the form of seed/papers.json: what insertPapers() reads.
std::string paperJson(const Paper& paper);

} // namespace kaba
