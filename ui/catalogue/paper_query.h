// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "papers_db/search.h"
#include "ui/catalogue/listed_paper.h"

#include <QStringList>

namespace kaba {

/// The part of the catalogue that the left pane has chosen.
struct Scope {
    Filter filter = {};
    bool lineageOnly = false;
    QString groupKey = {};    ///< of filter.group; empty: no group is chosen
    bool ownGrouping = false; ///< filter.grouping is the reader's
    bool operator==(const Scope&) const = default;
};

/// Relevance is the order of the search; without words it is the order of the catalogue.
enum class PaperOrder { Relevance, Number, Title, Year, ShortName };

struct PaperQuery {
    QString words = {};
    Scope scope = {};
    PaperOrder order = PaperOrder::Relevance;
    Language language = Language::English; ///< of the labels in the rows
};

/// Who is in the answer, and the first rows ready to draw.
struct PaperAnswer {
    PaperQuery query = {};
    QStringList ids = {}; ///< of all rows
    QList<ListedPaper> first = {};
    bool capped = false;   ///< there are more than ids; the search was told to stop there
    bool complete = false; ///< otherwise a first glance, the whole follows
};

} // namespace kaba
