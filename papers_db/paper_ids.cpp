// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/paper_ids.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cctype>
#include <regex>

namespace kaba {
namespace {

/// The first group of the first match.
std::string firstIn(std::string_view text, const std::regex& pattern)
{
    std::match_results<std::string_view::const_iterator> found;
    return std::regex_search(text.begin(), text.end(), found, pattern) ? found[1].str() : std::string();
}

bool isParticle(std::string_view word)
{
    return !word.empty() && std::islower(static_cast<unsigned char>(word.front())) != 0;
}

} // namespace

std::string doiIn(std::string_view text)
{
    static const std::regex kDoi(R"((10\.[0-9]{4,9}/[^\s"<>]+))");
    std::string doi = firstIn(text, kDoi);
    std::ranges::transform(doi, doi.begin(), [](char c) {
        return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    });
    return doi;
}

std::string arxivIdIn(std::string_view text)
{
    static const std::regex kArxiv(
        R"((?:^|arxiv[.:/a-z]*[:/ ]\s*)([a-z-]+/[0-9]{7}|[0-9]{4}\.[0-9]{4,5})(?:v[0-9]+)?)",
        std::regex::icase);
    return firstIn(trimmed(text), kArxiv);
}

std::string openreviewIdIn(std::string_view text)
{
    static const std::regex kOpenReview(R"(openreview\.net/(?:forum|pdf)\?id=([A-Za-z0-9_-]+))");
    return firstIn(text, kOpenReview);
}

Link::Kind linkKindOf(std::string_view url)
{
    if (url.find("openreview.net") != std::string_view::npos)
        return Link::Kind::OpenReview;
    if (url.find("arxiv.org") != std::string_view::npos)
        return Link::Kind::Arxiv;
    return url.ends_with(".pdf") ? Link::Kind::Pdf : Link::Kind::Abstract;
}

Author authorNamed(std::string_view name)
{
    name = trimmed(name);
    if (const std::size_t comma = name.find(','); comma != std::string_view::npos) {
        const std::string family(trimmed(name.substr(0, comma))), given(trimmed(name.substr(comma + 1)));
        return {.name = given.empty() ? family : given + ' ' + family, .given = given, .family = family};
    }
    std::size_t split = name.rfind(' ');
    if (split == std::string_view::npos)
        return {.name = std::string(name)};
    for (std::size_t before = name.rfind(' ', split - 1); before != std::string_view::npos && split > 0;
         before = name.rfind(' ', split - 1)) {
        if (!isParticle(name.substr(before + 1, split - before - 1)))
            break;
        split = before;
    }
    return {.name = std::string(name),
            .given = std::string(name.substr(0, split)),
            .family = std::string(name.substr(split + 1))};
}

std::string namesOf(const std::vector<Author>& authors)
{
    std::string names;
    for (const Author& author : authors)
        names += (names.empty() ? "" : ", ") + author.name;
    return names;
}

} // namespace kaba
