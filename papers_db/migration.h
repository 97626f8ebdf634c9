// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/embedded_file.h"
#include "papers_db/database.h"

#include <span>

namespace kaba {

/// The program's own migrations, NNNN_*.sql in their order.
std::span<const EmbeddedFile> embeddedMigrations();

/// The version that the last of `migrations` leads to. Each file's number is its place, from 1 (asserted).
int latestVersion(std::span<const EmbeddedFile> migrations);

/// PRAGMA user_version: the number of migrations that the library has seen.
int versionOf(const Database& database);

/// Runs what is missing, each migration in a transaction of its own together with its version number; what another
/// process did meanwhile is not done twice. Throws where a script fails or leaves broken references: the library
/// then stands at the last version that worked.
void migrate(Database& database, std::span<const EmbeddedFile> migrations);

} // namespace kaba
