// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/query.h"

#include "core/base/number_text.h"
#include "papers_db/fold.h"

#include <fmt/format.h>

#include <algorithm>

namespace kaba {
namespace {

constexpr std::size_t kLongestQuery = 1024;
constexpr std::size_t kMostTerms = 32;

/// A term as an FTS5 string; terms hold letters and digits only, so nothing needs escaping.
std::string quoted(const Term& term)
{
    const std::string phrase = term.paired ? pairsToFind(term.text) : term.text;
    const bool single = term.paired && phrase == term.text;
    return fmt::format("\"{}\"{}", phrase, term.open || single ? "*" : "");
}

/// `text` cut to `length` bytes at most, not inside a character.
std::string_view clipped(std::string_view text, std::size_t length)
{
    if (text.size() <= length)
        return text;
    while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U)
        --length;
    return text.substr(0, length);
}

/// Merges spans that touch; leaves them sorted and disjoint.
std::vector<Span> merged(std::vector<Span> spans)
{
    std::sort(spans.begin(), spans.end(), [](Span a, Span b) { return a.begin < b.begin; });
    std::vector<Span> result;
    for (const Span& span : spans) {
        if (!result.empty() && span.begin <= result.back().end)
            result.back().end = std::max(result.back().end, span.end);
        else
            result.push_back(span);
    }
    return result;
}

void addMatches(const Folded& text, const Run& run, const Term& term, std::vector<Span>& spans)
{
    if (run.paired != term.paired)
        return;
    const std::string_view within = std::string_view(text.text).substr(run.begin, run.end - run.begin);
    const auto add = [&](std::size_t at) {
        const std::size_t first = run.begin + at;
        spans.push_back({text.origin[first].begin, text.origin[first + term.text.size() - 1].end});
    };
    if (!term.paired) {
        if (term.open ? within.starts_with(term.text) : within == term.text)
            add(0);
        return;
    }
    for (std::size_t at = within.find(term.text); at != std::string_view::npos;
         at = within.find(term.text, at + term.text.size()))
        add(at);
}

} // namespace

Query parseQuery(std::string_view typed)
{
    const std::string_view head = clipped(typed, kLongestQuery);
    const std::string folded = fold(head);
    Query query{.folded = std::string(trimmed(folded))};
    for (const Run& run : runsOf(folded)) {
        if (query.terms.size() == kMostTerms)
            break;
        query.terms.push_back({.text = folded.substr(run.begin, run.end - run.begin),
                               .paired = run.paired,
                               .open = !run.paired && run.end == folded.size()});
    }
    return query;
}

std::string matchExpression(const Query& query, bool paired, std::string_view columns)
{
    std::string all;
    for (const Term& term : query.terms)
        if (term.paired == paired)
            all += (all.empty() ? "" : " AND ") + quoted(term);
    return all.empty() ? all : fmt::format("{{{}}} : ({})", columns, all);
}

std::vector<Span> spansOf(const Query& query, std::string_view text)
{
    if (query.terms.empty())
        return {};
    const Folded folded = foldWithOrigin(text);
    std::vector<Span> spans;
    for (const Run& run : runsOf(folded.text))
        for (const Term& term : query.terms)
            addMatches(folded, run, term, spans);
    return merged(std::move(spans));
}

std::vector<Span> matchSpans(std::string_view text, std::string_view typed)
{
    return spansOf(parseQuery(typed), text);
}

} // namespace kaba
