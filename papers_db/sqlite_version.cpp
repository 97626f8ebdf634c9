// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/sqlite_version.h"

#include <sqlite3.h>

namespace kaba {

std::string sqliteVersion() { return sqlite3_libversion(); }

} // namespace kaba
