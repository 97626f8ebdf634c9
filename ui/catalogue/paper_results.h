// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "papers_db/catalogue.h"
#include "ui/catalogue/paper_query.h"

#include <stop_token>

namespace kaba {

/// The rows of one query, held as the catalogue gives them and turned into what is drawn page by page. Lives on
/// the searching thread, with its own Catalogue.
class PaperResults {
public:
    static constexpr int kGlance = 64;      ///< rows of a first glance
    static constexpr int kMostHits = 5'000; ///< a search with words ranks no more

    explicit PaperResults(Catalogue catalogue);

    /// The first rows, quickly, where the whole would take longer (words, or a large catalogue in its own order).
    Result<PaperAnswer> glance(const PaperQuery& query, std::stop_token stop);
    Result<PaperAnswer> whole(const PaperQuery& query, std::stop_token stop);
    QList<ListedPaper> page(int first, int count) const;

private:
    Status readTags();
    /// Only those of the lineage where the query asks for them.
    Status keepScope(const PaperQuery& query);
    void sort(PaperOrder order);
    ListedPaper listed(const Hit& hit) const;
    Result<PaperAnswer> answer(const PaperQuery& query, bool complete, bool capped);

    Catalogue m_catalogue;
    std::vector<Hit> m_hits;
    std::vector<Tag> m_tags;
    Language m_language = Language::English;
};

} // namespace kaba
