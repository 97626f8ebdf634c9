// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/learn/token_names.h"

#include <algorithm>

namespace kaba::learn {

std::vector<std::string> recallTokenNames(int vocabulary)
{
    std::vector<std::string> names{"."};
    for (int number = 0; number < vocabulary - 2; ++number)
        names.push_back(std::to_string(number));
    std::sort(names.begin() + 1, names.end());
    names.emplace_back("=>");
    return names;
}

} // namespace kaba::learn
