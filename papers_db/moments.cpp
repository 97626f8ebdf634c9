// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/moments.h"

#include "papers_db/catalogue.h"
#include "papers_db/write.h"

namespace kaba {

Moments::Moments(Catalogue& catalogue)
    : m_database(*catalogue.m_database)
{}

Result<std::vector<Moment>> Moments::of(std::string_view demo) const
{
    return attempt([&] {
        std::vector<Moment> moments;
        for (Statement rows(m_database,
                            "SELECT id, parent, settings, seed FROM moment WHERE demo = ? ORDER BY id", demo);
             rows.step();)
            moments.push_back({rows.integer(0), rows.integer(1), rows.text(2), rows.number(3)});
        return moments;
    });
}

Status Moments::append(std::string_view demo, std::span<const Moment> moments)
{
    return write(m_database, [&]() -> Status {
        for (const Moment& moment : moments)
            run(m_database,
                "INSERT INTO moment (id, demo, parent, settings, seed) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO "
                "NOTHING",
                moment.id, demo, moment.parent, moment.settings, moment.seed);
        run(m_database,
            "DELETE FROM moment WHERE demo = ?1 AND id <= (SELECT id FROM moment WHERE demo = ?1"
            " ORDER BY id DESC LIMIT 1 OFFSET ?2)",
            demo, kKept);
        return Done{};
    });
}

} // namespace kaba
