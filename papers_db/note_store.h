// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/database.h"
#include "papers_db/reader.h"

#include <string_view>

namespace kaba {

Note readNote(const Database& database, const NoteSubject& subject);

/// Catalogue::saveNote() inside a transaction. A text that is emptied goes to the trash.
SavedNote storeNote(const Database& database, const NoteSubject& subject, std::string_view markdown,
                    std::int64_t base);

} // namespace kaba
