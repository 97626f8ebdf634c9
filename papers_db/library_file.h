// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "papers_db/catalogue.h"
#include "papers_db/database.h"

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

namespace kaba {

inline constexpr std::string_view kLibraryFile = "library.sqlite";

struct OpenedLibrary {
    std::unique_ptr<Database> database;
    Catalogue::Access access = Catalogue::Access::Writable;
    std::vector<Text> notices = {};
};

/// What Catalogue::open() promises, for the connection. Where the place cannot be written the connection holds a
/// copy in memory, brought up to date like any other.
Result<OpenedLibrary> openLibrary(const std::filesystem::path& folder);

/// Renames the library, with its log, to `library.sqlite.<why>-N` with the first N that is free; the new path.
std::filesystem::path setAside(const std::filesystem::path& folder, std::string_view why);

} // namespace kaba
