// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace kaba::learn {

/// The tokens of the recall tasks by id: ".", the numbers "0" … "V − 3" sorted as strings, "=>". Requires
/// vocabulary ≥ 2. Source: safari, src/dataloaders/synthetics.py.
std::vector<std::string> recallTokenNames(int vocabulary);

} // namespace kaba::learn
