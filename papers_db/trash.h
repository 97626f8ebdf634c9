// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "papers_db/database.h"
#include "papers_db/reader.h"

namespace kaba {

/// Inserts a reader's paper, after the others or at `position` if that is free.
void insertOwnPaper(const Database& database, const std::string& json, std::optional<std::int64_t> position);

/// Takes the paper out of the catalogue into the trash; what the reader wrote on it stays. The item of the trash.
std::int64_t trashPaper(const Database& database, std::string_view paper);

/// Keeps the text of a note that is about to be emptied, unless the same text of it is in the trash.
void trashNote(const Database& database, const NoteSubject& subject, std::string_view markdown);

/// Usage where the item is gone, or its place is taken.
Status takeOutOfTrash(Database& database, std::int64_t item);

} // namespace kaba
