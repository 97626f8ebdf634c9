// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace kaba {

/// A file compiled into the program by embed_files() (resources/embed.cmake).
struct EmbeddedFile {
    std::string_view name;
    std::string_view bytes;
};

} // namespace kaba
