// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/bibtex.h"

#include "papers_db/fold.h"

#include <fmt/format.h>

#include <algorithm>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace kaba {
namespace {

/// A character or combining mark and the TeX for it.
struct TexForm {
    UChar32 character;
    std::string_view tex;
};

constexpr TexForm kSigns[] = {
    {'&', "\\&"},
    {'%', "\\%"},
    {'$', "\\$"},
    {'#', "\\#"},
    {'_', "\\_"},
    {'{', "\\{"},
    {'}', "\\}"},
    {'~', "{\\textasciitilde}"},
    {'^', "{\\textasciicircum}"},
    {'\\', "{\\textbackslash}"},
    {0xDF, "{\\ss}"},
    {0xE6, "{\\ae}"},
    {0xC6, "{\\AE}"},
    {0xF8, "{\\o}"},
    {0xD8, "{\\O}"},
    {0x142, "{\\l}"},
    {0x141, "{\\L}"},
    {0x2013, "--"},
    {0x2014, "---"},
    {0x2018, "`"},
    {0x2019, "'"},
    {0x201C, "``"},
    {0x201D, "''"},
};

constexpr TexForm kAccents[] = {
    {0x300, "\\`"},  {0x301, "\\'"},  {0x302, "\\^"},  {0x303, "\\~"},  {0x304, "\\="},
    {0x306, "\\u "}, {0x307, "\\."},  {0x308, "\\\""}, {0x30A, "\\r "}, {0x30B, "\\H "},
    {0x30C, "\\v "}, {0x327, "\\c "}, {0x328, "\\k "},
};

template <std::size_t count>
std::string_view texOf(UChar32 character, const TexForm (&forms)[count])
{
    const auto form = std::find_if(std::begin(forms), std::end(forms),
                                   [&](const TexForm& known) { return known.character == character; });
    return form == std::end(forms) ? std::string_view() : form->tex;
}

std::string utf8Of(const icu::UnicodeString& text)
{
    std::string out;
    text.toUTF8String(out);
    return out;
}

/// One composed character: a sign of the table, a Latin letter with one accent, or itself.
std::string escapedCharacter(UChar32 character)
{
    if (const std::string_view tex = texOf(character, kSigns); !tex.empty())
        return std::string(tex);
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString parts;
    if (icu::Normalizer2::getNFDInstance(status)->getDecomposition(character, parts) && parts.length() == 2) {
        const UChar32 letter = parts.char32At(0);
        const std::string_view accent = texOf(parts.char32At(1), kAccents);
        if (!accent.empty() && letter < 0x80)
            return fmt::format("{{{}{}}}", accent,
                               letter == 'i' ? "\\i" : std::string(1, static_cast<char>(letter)));
    }
    return utf8Of(icu::UnicodeString(character));
}

std::string authorField(const std::vector<Author>& authors)
{
    std::string field;
    for (const Author& author : authors) {
        field += field.empty() ? "" : " and ";
        field += latexEscaped(author.family.empty() ? author.name : author.family + ", " + author.given);
    }
    return field;
}

std::string familyOf(const Author& author)
{
    const std::string& name = author.family.empty() ? author.name : author.family;
    return name.substr(name.rfind(' ') + 1);
}

std::string asciiWord(std::string_view text)
{
    std::string word;
    for (const char c : fold(text))
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            word += c;
    return word;
}

std::string urlOf(const Paper& paper)
{
    return paper.links.empty() ? std::string() : paper.links.front().url;
}

} // namespace

std::string latexEscaped(std::string_view text)
{
    UErrorCode status = U_ZERO_ERROR;
    const auto utf8 = icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()));
    const icu::UnicodeString composed =
        icu::Normalizer2::getNFCInstance(status)->normalize(icu::UnicodeString::fromUTF8(utf8), status);
    std::string escaped;
    for (std::int32_t i = 0; i < composed.length(); i = composed.moveIndex32(i, 1))
        escaped += escapedCharacter(composed.char32At(i));
    return escaped;
}

std::string citationKey(const Paper& paper)
{
    if (!paper.bibtexKey.empty() || paper.authors.empty())
        return paper.bibtexKey;
    return fmt::format("{}{}{}", asciiWord(familyOf(paper.authors.front())), paper.row.year.value_or(0),
                       asciiWord(paper.row.id));
}

std::string bibtexOf(const Paper& paper)
{
    if (paper.authors.empty())
        return {};
    const bool inProceedings = !paper.proceedings.empty();
    std::string entry =
        fmt::format("@{}{{{},\n", inProceedings ? "inproceedings" : "misc", citationKey(paper));
    const auto add = [&](std::string_view name, const std::string& value) {
        if (!value.empty())
            entry += fmt::format("  {} = {{{}}},\n", name, value);
    };
    add("title", "{" + latexEscaped(paper.row.title) + "}");
    add("author", authorField(paper.authors));
    add("booktitle", latexEscaped(paper.proceedings));
    add("year", paper.row.year ? std::to_string(*paper.row.year) : std::string());
    add("pages", latexEscaped(paper.pages));
    add("doi", paper.doi);
    if (!inProceedings && !paper.arxivId.empty()) {
        add("eprint", paper.arxivId);
        add("archiveprefix", "arXiv");
    }
    add("url", urlOf(paper));
    return entry + "}\n";
}

} // namespace kaba
