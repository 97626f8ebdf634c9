// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

namespace kaba {

struct LibraryFact {
    std::string name;
    std::string version;
    std::string licence;
};

/// The libraries that core stands on, with the versions in use at run time where they can tell.
std::vector<LibraryFact> coreLibraries();

} // namespace kaba
