// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace kaba {

std::string sqliteVersion();

} // namespace kaba
