// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/catalogue.h"

#include <filesystem>
#include <string>
#include <vector>

namespace kaba {

/// What putting a backup back would change, by name.
struct RestorePreview {
    std::vector<std::string> notesBack;  ///< are not there now, or read differently
    std::vector<std::string> notesGone;  ///< written since the backup
    std::vector<std::string> papersBack; ///< the reader's own that are not there now
    std::vector<std::string> papersGone; ///< added since
    bool operator==(const RestorePreview&) const = default;
};

/// Compares a backup of any version with the library as it stands. Changes neither.
Result<RestorePreview> previewRestore(const Backup& backup, const std::filesystem::path& folder);

/// Puts a backup in the place of the library's content, after a verified backup of the present; windows may be open on
/// the library and see the change as one from outside. Nothing changes where it fails.
Status restoreInPlace(const Backup& backup, const std::filesystem::path& folder);

} // namespace kaba
