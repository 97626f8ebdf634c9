// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/catalogue/paper_results.h"

#include "ui/base/words.h"
#include "ui/catalogue/library.h"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>
#include <utility>

namespace kaba {
namespace {

/// Spans in bytes of UTF-8 become spans in UTF-16 units.
MarkedText marked(const std::string& text, const std::vector<Span>& spans)
{
    MarkedText line{qstring(text)};
    const std::string_view bytes = text;
    for (const Span& span : spans)
        line.marks.append({qstring(bytes.substr(0, span.begin)).size(),
                           qstring(bytes.substr(span.begin, span.end - span.begin)).size()});
    return line;
}

/// Pages mark code by backquotes, which say nothing in a single line.
MarkedText withoutBackquotes(const MarkedText& line)
{
    MarkedText clean{QString(line.text).remove(u'`'), line.marks};
    for (MarkedSpan& span : clean.marks) {
        const QString before = line.text.left(span.begin), inside = line.text.mid(span.begin, span.length);
        span = {span.begin - before.count(u'`'), span.length - inside.count(u'`')};
    }
    return clean;
}

/// Missing numbers and years come last.
int orLast(const std::optional<int>& value) { return value.value_or(std::numeric_limits<int>::max()); }

bool before(const PaperRow& a, const PaperRow& b, PaperOrder order)
{
    switch (order) {
    case PaperOrder::Number:
        return orLast(a.number) < orLast(b.number);
    case PaperOrder::Title:
        return a.title < b.title;
    case PaperOrder::Year:
        return std::pair(orLast(a.year), orLast(a.number)) < std::pair(orLast(b.year), orLast(b.number));
    case PaperOrder::ShortName:
        return std::tie(a.shortName, a.title) < std::tie(b.shortName, b.title);
    case PaperOrder::Relevance:
        break;
    }
    return false;
}

} // namespace

PaperResults::PaperResults(Catalogue catalogue)
    : m_catalogue(std::move(catalogue))
{}

Result<PaperAnswer> PaperResults::glance(const PaperQuery& query, std::stop_token stop)
{
    auto hits = m_catalogue.search(query.words.toStdString(), query.scope.filter, kGlance, stop);
    if (!hits)
        return hits.error();
    m_hits = std::move(*hits);
    return answer(query, m_hits.size() < kGlance, false);
}

Result<PaperAnswer> PaperResults::whole(const PaperQuery& query, std::stop_token stop)
{
    if (query.words.trimmed().isEmpty()) {
        auto rows = m_catalogue.papers(query.scope.filter);
        if (!rows)
            return rows.error();
        m_hits.clear();
        m_hits.reserve(rows->size());
        for (PaperRow& row : *rows)
            m_hits.push_back({std::move(row), {}});
        return answer(query, true, false);
    }
    auto hits = m_catalogue.search(query.words.toStdString(), query.scope.filter, kMostHits, stop);
    if (!hits)
        return hits.error();
    m_hits = std::move(*hits);
    return answer(query, true, m_hits.size() >= kMostHits);
}

Result<PaperAnswer> PaperResults::answer(const PaperQuery& query, bool complete, bool capped)
{
    m_language = query.language;
    if (Status tags = readTags(); !tags)
        return tags.error();
    if (Status kept = keepScope(query); !kept)
        return kept.error();
    sort(query.order);
    QStringList ids;
    ids.reserve(static_cast<qsizetype>(m_hits.size()));
    for (const Hit& hit : m_hits)
        ids.append(qstring(hit.paper.id));
    return PaperAnswer{query, ids, page(0, kGlance), capped, complete};
}

Status PaperResults::readTags()
{
    auto tags = m_catalogue.tags();
    if (!tags)
        return tags.error();
    m_tags = std::move(*tags);
    return Done{};
}

Status PaperResults::keepScope(const PaperQuery& query)
{
    if (!query.scope.lineageOnly)
        return Done{};
    const auto lineage = m_catalogue.lineage();
    if (!lineage)
        return lineage.error();
    std::set<std::string> members;
    for (const PaperRow& entry : lineage->entries)
        members.insert(entry.id);
    std::erase_if(m_hits, [&](const Hit& hit) { return !members.contains(hit.paper.id); });
    return Done{};
}

void PaperResults::sort(PaperOrder order)
{
    if (order != PaperOrder::Relevance)
        std::stable_sort(m_hits.begin(), m_hits.end(),
                         [order](const Hit& a, const Hit& b) { return before(a.paper, b.paper, order); });
}

QList<ListedPaper> PaperResults::page(int first, int count) const
{
    QList<ListedPaper> rows;
    const int end = std::min(first + count, static_cast<int>(m_hits.size()));
    for (int i = std::max(first, 0); i < end; ++i)
        rows.append(listed(m_hits[static_cast<std::size_t>(i)]));
    return rows;
}

ListedPaper PaperResults::listed(const Hit& hit) const
{
    const PaperRow& row = hit.paper;
    ListedPaper paper{.id = qstring(row.id),
                      .number = row.number.value_or(0),
                      .shortName = {qstring(row.shortName)},
                      .title = {qstring(row.title)},
                      .authors = {qstring(row.authors)},
                      .venue = qstring(row.venue),
                      .reading = row.reading};
    bool seen = false; // whether the row itself shows a hit
    for (const Match& match : hit.matches) {
        MarkedText text = marked(match.text, match.spans);
        for (MarkedText* line : {&paper.shortName, &paper.title, &paper.authors})
            if (line->text == text.text) {
                line->marks = text.marks;
                seen = true;
            }
        if (paper.snippet.text.isEmpty()) {
            paper.snippet = withoutBackquotes(text);
            paper.snippetField = inLanguage(labelOf(match.field), m_language);
        }
    }
    if (seen) {
        paper.snippet = {};
        paper.snippetField.clear();
    }
    for (const std::int64_t id : row.tags)
        for (const Tag& tag : m_tags)
            if (tag.id == id)
                paper.tags.append({tag.id, qstring(tag.name), QColor(qstring(tag.colour))});
    return paper;
}

} // namespace kaba
