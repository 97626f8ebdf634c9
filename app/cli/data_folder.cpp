// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/data_folder.h"

#include <cstdlib>

namespace kaba {

std::filesystem::path dataFolder(const Arguments& arguments)
{
    namespace fs = std::filesystem;
    if (const auto given = arguments.last("--data-dir"))
        return fs::path(*given);
    if (const char* data = std::getenv("XDG_DATA_HOME"); data && fs::path(data).is_absolute())
        return fs::path(data) / "kaba";
    const char* home = std::getenv("HOME");
    return fs::path(home ? home : ".") / ".local" / "share" / "kaba";
}

} // namespace kaba
