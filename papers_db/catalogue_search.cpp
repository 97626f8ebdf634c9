// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/run_context.h"
#include "papers_db/catalogue.h"
#include "papers_db/failure.h"
#include "papers_db/names.h"
#include "papers_db/query.h"
#include "papers_db/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace kaba {
namespace {

/// Ranking: a paper belongs to the first of these sets of columns that holds all terms.
constexpr std::string_view kTiers[] = {
    "title names",
    "title names authors",
    "title names authors texts labels",
    "title names authors texts labels notes",
};

/// Of a tier, only so many are put in order; the rest of a search for one letter follows the catalogue.
constexpr int kMostRanked = 1000;

/// The last tier whose columns a list shows.
constexpr int kLastShownTier = 1;

struct Candidate {
    std::int64_t position = 0;
    int tier = 0;
    int rank = 0;
};

/// 0: the query is a short name; 1: one begins with it; 2: the title begins with it; 3: neither.
int rankWithinTier(const std::string& query, const std::string& title, const std::string& names)
{
    if (names.starts_with(query))
        return names.size() == query.size() || names[query.size()] == '\n' ? 0 : 1;
    return title.starts_with(query) ? 2 : 3;
}

/// The papers whose columns ?6 (words) and ?7 (pairs) match, within the filter.
std::string tierStatement(bool withWords, bool withPairs)
{
    constexpr std::string_view kIsIn = "{0} f CROSS JOIN paper p ON p.position = f.rowid"
                                       " CROSS JOIN search_text t ON t.id = f.rowid WHERE f.{0} MATCH {1}";
    std::string sql = "SELECT t.id, t.title, t.names FROM ";
    sql += withWords ? fmt::format(kIsIn, "search_words", "?6") : fmt::format(kIsIn, "search_pairs", "?7");
    if (withWords && withPairs)
        sql += " AND f.rowid IN (SELECT rowid FROM search_pairs WHERE search_pairs MATCH ?7)";
    return fmt::format("{} AND {} LIMIT ?8", sql, kFilterCondition);
}

/// The papers of one tier that are not in `seen` yet, best first.
std::vector<Candidate> candidatesOf(const Database& database, const Query& query, const BoundFilter& filter,
                                    int tier, int most, std::unordered_set<std::int64_t>& seen)
{
    const std::string byWords = matchExpression(query, false, kTiers[tier]);
    const std::string byPairs = matchExpression(query, true, kTiers[tier]);
    Statement rows(database, tierStatement(!byWords.empty(), !byPairs.empty()), filter.group, filter.grouping,
                   filter.tag, filter.reading, filter.openQuestion, byWords, byPairs,
                   most + static_cast<std::int64_t>(seen.size()));
    std::vector<Candidate> found;
    while (rows.step())
        if (const std::int64_t position = rows.integer(0); seen.insert(position).second)
            found.push_back({position, tier, rankWithinTier(query.folded, rows.text(1), rows.text(2))});
    std::stable_sort(found.begin(), found.end(),
                     [](const Candidate& a, const Candidate& b) { return a.rank < b.rank; });
    return found;
}

/// At most `limit` papers, best first.
std::vector<Candidate> find(const Database& database, const Query& query, const BoundFilter& filter,
                            int limit)
{
    std::vector<Candidate> all;
    std::unordered_set<std::int64_t> seen;
    for (int tier = 0; tier < std::ssize(kTiers) && std::ssize(all) < limit; ++tier) {
        const std::vector<Candidate> found =
            candidatesOf(database, query, filter, tier, std::max(limit, kMostRanked), seen);
        all.insert(all.end(), found.begin(), found.end());
    }
    all.resize(std::min(all.size(), static_cast<std::size_t>(limit)));
    return all;
}

void addMatch(std::vector<Match>& matches, Field field, std::string text, const Query& query)
{
    if (std::vector<Span> spans = spansOf(query, text); !spans.empty())
        matches.push_back({field, std::move(text), std::move(spans)});
}

/// Where the words stand: in what a list shows of the paper, and elsewhere if that is not what made it a hit.
std::vector<Match> matchesOf(const Database& database, const PaperRow& paper, int tier, const Query& query)
{
    std::vector<Match> matches;
    addMatch(matches, Field::Title, paper.title, query);
    addMatch(matches, Field::ShortName, paper.shortName, query);
    addMatch(matches, Field::Authors, paper.authors, query);
    if (tier <= kLastShownTier && !matches.empty())
        return matches;
    Statement texts(
        database,
        "SELECT field, text FROM search_field f WHERE paper = ?1 AND NOT EXISTS"
        " (SELECT 1 FROM paper p WHERE p.id = ?1 AND (f.text = p.title OR f.text = p.short_name))",
        paper.id);
    while (texts.step())
        addMatch(matches, readId<Field>(texts.text(0)), texts.text(1), query);
    return matches;
}

std::vector<Hit> hitsOf(const Database& database, const std::vector<Candidate>& candidates,
                        const Query& query)
{
    std::vector<Hit> hits;
    hits.reserve(candidates.size());
    Statement row(database, fmt::format("SELECT {} FROM paper p WHERE p.position = ?", kRowColumns));
    for (const Candidate& candidate : candidates) {
        if (!row.bind(candidate.position).step())
            continue;
        PaperRow paper = readRow(row);
        std::vector<Match> matches = matchesOf(database, paper, candidate.tier, query);
        hits.push_back({std::move(paper), std::move(matches)});
    }
    return hits;
}

/// What blank words find: nothing is highlighted.
std::vector<Hit> plainHits(std::vector<PaperRow> rows)
{
    std::vector<Hit> hits;
    hits.reserve(rows.size());
    for (PaperRow& row : rows)
        hits.push_back({std::move(row), {}});
    return hits;
}

} // namespace

Result<std::vector<Hit>> Catalogue::search(std::string_view words, const Filter& filter, int limit,
                                           std::stop_token stop) const
{
    if (stop.stop_requested())
        return RunContext::cancelled();
    const Query query = parseQuery(words);
    if (query.folded.empty()) {
        Result<std::vector<PaperRow>> rows = firstPapers(filter, limit);
        return rows ? Result<std::vector<Hit>>(plainHits(*std::move(rows))) : rows.error();
    }
    const std::stop_callback interrupt(stop, [&] { m_database->interrupt(); });
    return attempt([&]() -> Result<std::vector<Hit>> {
        const Result<BoundFilter> within = bound(*m_database, filter);
        if (!within)
            return within.error();
        if (query.terms.empty())
            return std::vector<Hit>{};
        std::vector<Hit> hits = hitsOf(*m_database, find(*m_database, query, *within, limit), query);
        if (stop.stop_requested())
            return RunContext::cancelled();
        return hits;
    });
}

} // namespace kaba
