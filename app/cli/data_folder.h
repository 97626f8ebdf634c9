// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"

#include <filesystem>

namespace kaba {

/// Where the library lies: --data-dir, else `kaba` in the XDG data folder.
std::filesystem::path dataFolder(const Arguments& arguments);

} // namespace kaba
