// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/bibtex_reader.h"

#include "core/base/number_text.h"
#include "papers_db/paper_ids.h"
#include "papers_db/tex_text.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>

namespace kaba {
namespace {

using Fields = std::map<std::string, std::string, std::less<>>;

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char c) {
        return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    });
    return result;
}

Error mistake(std::size_t line, Text what)
{
    const Text where = text("Line {}: ", "{} 行目：", line);
    return {Error::Kind::Input, {where.en + what.en, where.ja + what.ja}};
}

struct Entry {
    std::string kind, key;
    Fields fields;
    std::size_t line = 0;
};

class Scanner {
public:
    explicit Scanner(std::string_view text)
        : m_text(text)
    {}

    /// The next entry that is a paper; nothing at the end of the text.
    Result<std::optional<Entry>> next()
    {
        for (m_at = m_text.find('@', m_at); m_at < m_text.size(); m_at = m_text.find('@', m_at)) {
            const std::size_t line = lineAt(m_at++);
            const std::string kind = lower(word());
            skipBlanks();
            if (kind.empty() || m_at >= m_text.size() || (m_text[m_at] != '{' && m_text[m_at] != '('))
                continue;
            ++m_at;
            if (kind == "comment" || kind == "preamble") {
                skipBlock();
                continue;
            }
            Entry entry{.kind = kind, .key = {}, .fields = {}, .line = line};
            if (const Status read = readEntry(entry); !read)
                return read.error();
            if (kind == "string")
                m_strings.insert(entry.fields.begin(), entry.fields.end());
            else
                return std::optional(std::move(entry));
        }
        return std::optional<Entry>();
    }

private:
    std::size_t lineAt(std::size_t at) const
    {
        return 1 + static_cast<std::size_t>(
                       std::count(m_text.begin(), m_text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    }
    void skipBlanks()
    {
        while (m_at < m_text.size() && std::isspace(static_cast<unsigned char>(m_text[m_at])) != 0)
            ++m_at;
    }
    /// To behind the brace that closes the one before; past the end where there is none.
    void skipBlock()
    {
        for (int depth = 1; m_at < m_text.size() && depth > 0; ++m_at)
            depth += m_text[m_at] == '{' ? 1 : m_text[m_at] == '}' ? -1 : 0;
    }
    std::string word()
    {
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && std::isspace(static_cast<unsigned char>(m_text[m_at])) == 0 &&
               std::string_view("{}(),=#\"@").find(m_text[m_at]) == std::string_view::npos)
            ++m_at;
        return std::string(m_text.substr(begin, m_at - begin));
    }

    Status readEntry(Entry& entry)
    {
        skipBlanks();
        if (entry.kind != "string") {
            entry.key = word();
            skipBlanks();
        }
        while (m_at < m_text.size()) {
            skipBlanks();
            if (m_at < m_text.size() && m_text[m_at] == ',') {
                ++m_at;
                continue;
            }
            if (m_at < m_text.size() && (m_text[m_at] == '}' || m_text[m_at] == ')')) {
                ++m_at;
                return Done{};
            }
            if (Status read = readField(entry); !read)
                return read;
        }
        return mistake(entry.line, {"this entry never ends: a closing brace is missing.",
                                    "この項目は閉じられていません。閉じ括弧 } がありません。"});
    }

    Status readField(Entry& entry)
    {
        const std::size_t line = lineAt(std::min(m_at, m_text.size()));
        const std::string name = lower(word());
        skipBlanks();
        if (name.empty() || m_at >= m_text.size() || m_text[m_at] != '=')
            return mistake(line,
                           text("'{}' is not a field: write name = {{value}}, with a comma between fields.",
                                "「{}」はフィールドとして読めません。name = {{値}} "
                                "の形で、間をコンマで区切ってください。",
                                name.empty() ? std::string(m_text.substr(m_at, 1)) : name));
        ++m_at;
        std::string value;
        do {
            skipBlanks();
            if (Status read = readValue(line, value); !read)
                return read;
            skipBlanks();
        } while (m_at < m_text.size() && m_text[m_at] == '#' && ++m_at != 0);
        entry.fields.emplace(name, value); // the first of two counts
        return Done{};
    }

    Status readValue(std::size_t line, std::string& value)
    {
        const char open = m_at < m_text.size() ? m_text[m_at] : '\0';
        if (open != '{' && open != '"') {
            const std::string bare = word();
            const auto known = m_strings.find(lower(bare));
            value += known == m_strings.end() ? bare : known->second;
            if (bare.empty())
                return mistake(line,
                               {"a value is missing after the equals sign.", "等号のあとに値がありません。"});
            return Done{};
        }
        const std::size_t begin = ++m_at;
        for (int depth = 0; m_at < m_text.size(); ++m_at) {
            const char c = m_text[m_at];
            if (c == '\\' && m_at + 1 < m_text.size()) {
                ++m_at;
                continue;
            }
            if (depth == 0 && c == (open == '{' ? '}' : '"')) {
                value += m_text.substr(begin, m_at++ - begin);
                return Done{};
            }
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        return mistake(
            line, {"the value that begins here is never closed.", "ここから始まる値が閉じられていません。"});
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    Fields m_strings;
};

/// The parts between " and " outside braces.
std::vector<std::string_view> namesIn(std::string_view field)
{
    std::vector<std::string_view> names;
    int depth = 0;
    std::size_t begin = 0;
    const auto isBlank = [&](std::size_t at) {
        return std::isspace(static_cast<unsigned char>(field[at])) != 0;
    };
    for (std::size_t at = 0; at < field.size(); ++at) {
        depth += field[at] == '{' ? 1 : field[at] == '}' ? -1 : 0;
        if (depth == 0 && at > 0 && at + 3 < field.size() && isBlank(at - 1) && isBlank(at + 3) &&
            field.substr(at, 3) == "and") {
            names.push_back(trimmed(field.substr(begin, at - begin)));
            begin = at + 3;
        }
    }
    names.push_back(trimmed(field.substr(begin)));
    std::erase_if(names, [](std::string_view name) { return name.empty() || name == "others"; });
    return names;
}

std::vector<Author> authorsOf(std::string_view field)
{
    std::vector<Author> authors;
    for (const std::string_view name : namesIn(field)) {
        const bool whole = name.starts_with('{') && name.find('}') == name.size() - 1;
        authors.push_back(whole ? Author{.name = plainFromTex(name)} : authorNamed(plainFromTex(name)));
    }
    return authors;
}

/// The first of the fields that is there, as plain text.
std::string plain(const Entry& entry, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names)
        if (const auto field = entry.fields.find(name); field != entry.fields.end())
            return plainFromTex(field->second);
    return {};
}

std::string raw(const Entry& entry, std::string_view name)
{
    const auto field = entry.fields.find(name);
    return field == entry.fields.end() ? std::string() : std::string(trimmed(field->second));
}

void readIds(const Entry& entry, Paper& paper)
{
    const std::string url = raw(entry, "url");
    paper.doi = doiIn(raw(entry, "doi"));
    if (paper.doi.empty())
        paper.doi = doiIn(url);
    paper.openreviewId = openreviewIdIn(url);
    const bool arxiv = lower(raw(entry, "archiveprefix") + raw(entry, "eprinttype")) == "arxiv";
    paper.arxivId = arxiv ? raw(entry, "eprint") : arxivIdIn(url);
    if (paper.arxivId.empty())
        paper.arxivId = arxivIdIn(plain(entry, {"journal", "note", "howpublished"}));
    if (!url.empty())
        paper.links.push_back({linkKindOf(url), url});
}

Result<Paper> paperOf(const Entry& entry)
{
    Paper paper;
    paper.row.title = plain(entry, {"title"});
    if (paper.row.title.empty())
        return mistake(entry.line, {"this entry has no title.", "この項目には題名 (title) がありません。"});
    if (const auto authors = entry.fields.find("author"); authors != entry.fields.end())
        paper.authors = authorsOf(authors->second);
    paper.row.authors = namesOf(paper.authors);
    paper.bibtexKey = entry.key;
    paper.proceedings = plain(entry, {"booktitle"});
    paper.row.venue =
        plain(entry, {"journal", "booktitle", "howpublished", "school", "institution", "publisher"});
    paper.pages = plain(entry, {"pages"});
    const std::string date = plain(entry, {"year", "date"});
    if (const auto year = parseNumber(date.substr(0, 4)); year && *year >= 1000 && *year < 3000)
        paper.row.year = static_cast<int>(*year);
    readIds(entry, paper);
    return paper;
}

} // namespace

Result<std::vector<Paper>> readBibtex(std::string_view text)
{
    std::vector<Paper> papers;
    Scanner scanner(text);
    for (;;) {
        Result<std::optional<Entry>> entry = scanner.next();
        if (!entry)
            return entry.error();
        if (!*entry)
            break;
        Result<Paper> paper = paperOf(**entry);
        if (!paper)
            return paper.error();
        papers.push_back(*std::move(paper));
    }
    if (papers.empty())
        return mistake(1, {"there is no BibTeX entry here: one begins with @article{ or the like.",
                           "BibTeX の項目が見つかりません。@article{ のような書き出しが必要です。"});
    return papers;
}

} // namespace kaba
