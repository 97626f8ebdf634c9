// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/fact_edits.h"

#include "papers_db/names.h"
#include "papers_db/paper_json.h"
#include "papers_db/rows.h"
#include "papers_db/shipped_facts.h"

namespace kaba {
namespace {

struct Edit {
    Fact fact;
    std::string value;
};

std::vector<Edit> editsOf(const Database& database, std::string_view paper)
{
    std::vector<Edit> edits;
    for (Statement rows(database, "SELECT field, value FROM fact_edit WHERE paper = ?", paper); rows.step();)
        edits.push_back({readId<Fact>(rows.text(0)), rows.text(1)});
    return edits;
}

/// The edits of one paper over its shipped facts, which stand in the tables.
void applyEdits(Database& database, const std::string& id)
{
    Paper paper = readPaper(database, id);
    for (const Edit& edit : editsOf(database, id)) {
        run(database, "UPDATE fact_edit SET shipped = ? WHERE paper = ? AND field = ?",
            factOf(paper, edit.fact), id, idOf(edit.fact));
        (void)setFact(paper, edit.fact, edit.value); // it was fit when it was written
    }
    updatePaper(database, paperJson(paper));
}

} // namespace

bool isOwnPaper(const Database& database, std::string_view paper)
{
    return integerOf(database, "SELECT count(*) FROM paper WHERE id = ? AND origin = 'reader'", paper) != 0;
}

std::optional<std::string> shippedFact(const Database& database, std::string_view paper, Fact fact)
{
    Statement row(database, "SELECT shipped FROM fact_edit WHERE paper = ? AND field = ?", paper, idOf(fact));
    return row.step() ? std::optional(row.text(0)) : std::nullopt;
}

Status writeFact(Database& database, std::string_view id, Fact fact, std::string_view line)
{
    Paper paper = readPaper(database, id);
    const std::string before = factOf(paper, fact);
    if (Status fit = setFact(paper, fact, line); !fit)
        return fit;
    const std::string after = factOf(paper, fact);
    if (isOwnPaper(database, id)) {
        updatePaper(database, paperJson(paper));
        return Done{};
    }
    const std::string shipped = shippedFact(database, id, fact).value_or(before);
    if (after == shipped)
        run(database, "DELETE FROM fact_edit WHERE paper = ? AND field = ?", id, idOf(fact));
    else
        run(database,
            "INSERT INTO fact_edit (paper, field, value, shipped) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET value = excluded.value",
            id, idOf(fact), after, shipped);
    restoreShippedPaper(database, id);
    applyEdits(database, std::string(id));
    return Done{};
}

void reapplyFactEdits(Database& database)
{
    std::vector<std::string> papers;
    for (Statement rows(database, "SELECT DISTINCT e.paper FROM fact_edit e JOIN paper p ON p.id = e.paper");
         rows.step();)
        papers.push_back(rows.text(0));
    for (const std::string& paper : papers)
        applyEdits(database, paper);
}

} // namespace kaba
