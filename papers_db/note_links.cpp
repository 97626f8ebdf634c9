// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/note_links.h"

#include "core/base/number_text.h"

#include <algorithm>

namespace kaba {
namespace {

constexpr std::string_view kDemo = "demo:", kGroup = "group:";

NoteSubject targetOf(std::string_view text)
{
    if (text.starts_with(kDemo))
        return {NoteSubject::Kind::Demo, std::string(text.substr(kDemo.size()))};
    if (text.starts_with(kGroup))
        return {NoteSubject::Kind::Group, std::string(text.substr(kGroup.size()))};
    return {NoteSubject::Kind::Paper, std::string(text)};
}

/// Where the code that begins with the backquotes at `begin` ends; `begin` plus the quotes where nothing closes it.
std::size_t endOfCode(std::string_view line, std::size_t begin)
{
    const std::size_t open = std::min(line.find_first_not_of('`', begin), line.size());
    const std::string quotes(open - begin, '`');
    for (std::size_t at = line.find(quotes, open); at != std::string_view::npos; at = line.find(quotes, at)) {
        const std::size_t end = std::min(line.find_first_not_of('`', at), line.size());
        if (end - at == quotes.size())
            return end;
        at = end;
    }
    return open;
}

/// Reads the link that begins at `begin` ("[["), if it is one.
bool readLink(std::string_view line, std::size_t begin, std::size_t offset, std::vector<NoteLink>& links)
{
    const std::size_t end = line.find("]]", begin);
    if (end == std::string_view::npos)
        return false;
    const std::string_view inside = line.substr(begin + 2, end - begin - 2);
    if (inside.find('[') != std::string_view::npos)
        return false;
    const std::size_t bar = inside.find('|');
    const std::string_view target = trimmed(inside.substr(0, bar));
    if (target.empty())
        return false;
    const std::string_view words =
        bar == std::string_view::npos ? std::string_view() : inside.substr(bar + 1);
    links.push_back({targetOf(target), std::string(trimmed(words)), {offset + begin, offset + end + 2}});
    return true;
}

void readLine(std::string_view line, std::size_t offset, std::vector<NoteLink>& links)
{
    for (std::size_t at = 0; at < line.size();) {
        if (line[at] == '`')
            at = endOfCode(line, at);
        else if (line.substr(at).starts_with("[[") && readLink(line, at, offset, links))
            at = links.back().span.end - offset;
        else
            ++at;
    }
}

bool isFence(std::string_view line)
{
    const std::string_view text = trimmed(line);
    return text.starts_with("```") || text.starts_with("~~~");
}

} // namespace

std::vector<NoteLink> noteLinks(std::string_view markdown)
{
    std::vector<NoteLink> links;
    bool inFence = false;
    for (std::size_t begin = 0; begin < markdown.size();) {
        const std::size_t end = std::min(markdown.find('\n', begin), markdown.size());
        const std::string_view line = markdown.substr(begin, end - begin);
        if (isFence(line))
            inFence = !inFence;
        else if (!inFence)
            readLine(line, begin, links);
        begin = end + 1;
    }
    return links;
}

std::string linkTargetOf(const NoteSubject& target)
{
    switch (target.kind) {
    case NoteSubject::Kind::Demo:
        return std::string(kDemo) + target.id;
    case NoteSubject::Kind::Group:
        return std::string(kGroup) + target.id;
    default:
        return target.id;
    }
}

std::string withoutLinkMarks(std::string_view line)
{
    std::string plain;
    std::size_t done = 0;
    for (const NoteLink& link : noteLinks(line)) {
        plain += line.substr(done, link.span.begin - done);
        plain += link.words.empty() ? linkTargetOf(link.target) : link.words;
        done = link.span.end;
    }
    return plain += line.substr(done);
}

} // namespace kaba
