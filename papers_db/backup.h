// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/database.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace kaba {

/// How many backups of each kind (before an upgrade, before a restore, daily) are kept.
inline constexpr std::size_t kBackupGenerations = 12;

/// The reason of a backup that is made before another takes the library's place.
inline constexpr std::string_view kBeforeRestore = "before-restore";

/// UTC, ISO 8601 to the second: "2026-01-31T09:05:00Z".
std::string timestamp();

/// Writes `backups/library-<time>-<reason>.sqlite` beside the library, then opens it anew, has SQLite check it and
/// compares the number of rows of every table of the reader's. Throws, and leaves no file, where anything differs.
/// Then removes the oldest of the same kind beyond kBackupGenerations.
void writeBackup(const Database& database, const std::filesystem::path& folder, const std::string& reason);

/// A backup before the upgrade to `version`, unless one for this version is there already: repeated attempts do
/// not push out the good one.
void backUpBeforeUpgrade(const Database& database, const std::filesystem::path& folder, int version);

} // namespace kaba
