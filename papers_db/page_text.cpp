// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/page_text.h"

#include "papers_db/demo_equations.h"
#include "papers_db/names.h"
#include "papers_db/page_lines.h"

#include <array>

namespace kaba {
namespace {

constexpr std::array<std::string_view, 5> kSections{"summary", "method", "data", "baselines", "result"};
constexpr std::array<std::string_view, 4> kKeys{"paper", "result-status", "result-source",
                                                "result-source-ja"};
constexpr std::string_view kDemo = "demo ";

struct Section {
    std::string name;
    std::string text = {};
};

enum class Width { Narrow, Wide, Punctuation };

/// Of the UTF-8 character that begins with `character`.
Width widthOf(std::string_view character)
{
    if (character.starts_with("\xE3\x80") || character.starts_with("\xEF\xBC") ||
        character.starts_with("\xEF\xBD"))
        return Width::Punctuation;
    return static_cast<unsigned char>(character.front()) >= 0xE3 ? Width::Wide : Width::Narrow;
}

std::string_view lastCharacter(std::string_view text)
{
    std::size_t begin = text.size() - 1;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U)
        --begin;
    return text.substr(begin);
}

void joinLine(std::string& paragraph, std::string_view line)
{
    if (!paragraph.empty()) {
        const Width before = widthOf(lastCharacter(paragraph)), after = widthOf(line);
        const bool tight = before == Width::Punctuation || after == Width::Punctuation ||
                           (before == Width::Wide && after == Width::Wide);
        if (!tight)
            paragraph += ' ';
    }
    paragraph += line;
}

Result<std::string> readKey(PageLines& lines, std::string_view key)
{
    const std::string head = std::string(key) + ":";
    if (!lines.line().starts_with(head))
        return lines.expected(head);
    std::string value(trimmed(lines.line().substr(head.size())));
    if (value.empty())
        return lines.error(text("'{0}' has no value.", "「{0}」に値がありません。", key));
    lines.take();
    return value;
}

Status readRule(PageLines& lines)
{
    if (lines.line() != "---")
        return lines.expected("---");
    lines.take();
    return Done{};
}

Result<Page> readHeader(PageLines& lines)
{
    while (lines.line().starts_with("<!--"))
        lines.take();
    if (Status rule = readRule(lines); !rule)
        return rule.error();
    std::array<std::string, kKeys.size()> values;
    ResultStatus status = ResultStatus::None;
    for (std::size_t i = 0; i < kKeys.size(); ++i) {
        const PageLines before = lines;
        Result<std::string> value = readKey(lines, kKeys[i]);
        if (!value)
            return value.error();
        values[i] = *std::move(value);
        if (kKeys[i] != "result-status")
            continue;
        const std::optional<ResultStatus> known = fromId<ResultStatus>(values[i]);
        if (!known)
            return before.expected("reported, second-hand, not-verified or none");
        status = *known;
    }
    if (Status rule = readRule(lines); !rule)
        return rule.error();
    return Page{.paper = values[0], .resultStatus = status, .resultSource = {values[2], values[3]}};
}

Result<Section> readSection(PageLines& lines)
{
    Section section{.name = std::string(trimmed(lines.line().substr(2)))};
    const PageLines heading = lines;
    lines.take();
    lines.skipBlank();
    for (; !lines.atEnd() && !lines.line().empty() && !lines.line().starts_with('#'); lines.take())
        joinLine(section.text, lines.line());
    if (section.text.empty())
        return heading.error({"the section has no text.", "節に本文がありません。"});
    lines.skipBlank();
    return section;
}

/// One language: the five sections in their order, then the demos.
Result<std::vector<Section>> readHalf(PageLines& lines, std::string_view language)
{
    lines.skipBlank();
    if (lines.line() != fmt::format("# {}", language))
        return lines.expected(fmt::format("# {}", language));
    lines.take();
    lines.skipBlank();
    std::vector<Section> sections;
    while (lines.line().starts_with("## ")) {
        const std::size_t index = sections.size();
        const std::string_view name = trimmed(lines.line().substr(2));
        if (index < kSections.size() ? name != kSections[index] : !name.starts_with(kDemo))
            return lines.expected(index < kSections.size() ? fmt::format("## {}", kSections[index])
                                                           : "## demo ID");
        Result<Section> section = readSection(lines);
        if (!section)
            return section.error();
        sections.push_back(*std::move(section));
    }
    if (sections.size() < kSections.size())
        return lines.expected(fmt::format("## {}", kSections[sections.size()]));
    return sections;
}

void fill(Page& page, const std::vector<Section>& english, const std::vector<Section>& japanese)
{
    const std::array<Text*, kSections.size()> places{&page.summary, &page.method, &page.data, &page.baselines,
                                                     &page.result};
    for (std::size_t i = 0; i < english.size(); ++i) {
        Text both(english[i].text, japanese[i].text);
        if (i < places.size())
            *places[i] = std::move(both);
        else
            page.demos.push_back({english[i].name.substr(kDemo.size()), std::move(both)});
    }
}

} // namespace

Result<Page> parsePage(std::string_view file, std::string_view content)
{
    PageLines lines(file, content);
    Result<Page> page = readHeader(lines);
    if (!page)
        return page;
    const Result<std::vector<Section>> english = readHalf(lines, "en");
    if (!english)
        return english.error();
    const Result<std::vector<Section>> japanese = readHalf(lines, "ja");
    if (!japanese)
        return japanese.error();
    if (const Result<std::vector<DemoEquations>> equations = readEquations(lines); !equations)
        return equations.error();
    if (!lines.atEnd())
        return lines.expected("## demo ID");
    const auto sameName = [](const Section& a, const Section& b) { return a.name == b.name; };
    if (!std::equal(english->begin(), english->end(), japanese->begin(), japanese->end(), sameName))
        return lines.error({"the two halves name different demos.", "英語と日本語でデモの節が異なります。"});
    fill(*page, *english, *japanese);
    return page;
}

} // namespace kaba
