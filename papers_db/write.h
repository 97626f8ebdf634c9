// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/database.h"
#include "papers_db/failure.h"

namespace kaba {

/// Runs `work` in one transaction, committed unless it returns an error.
template <class Work>
auto write(Database& database, Work work)
{
    return attempt([&] {
        Transaction transaction(database);
        auto result = work();
        if (result)
            transaction.commit();
        return result;
    });
}

} // namespace kaba
