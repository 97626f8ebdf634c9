// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "papers_db/paper.h"

#include <string_view>

namespace kaba {

/// Reads a page of resources/pages: a header between two `---`, then `# en` and `# ja` with the sections summary,
/// method, data, baselines, result and any number of `## demo <id>`, the same in both halves. Wrapped lines are
/// joined: with a blank, except between Japanese characters. A part `# equations` may follow (demo_equations.h). Anything else is an Input error that names
/// `file` and line.
Result<Page> parsePage(std::string_view file, std::string_view text);

} // namespace kaba
