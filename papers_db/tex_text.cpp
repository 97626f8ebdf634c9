// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/tex_text.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cctype>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace kaba {
namespace {

struct Named {
    std::string_view command;
    std::string_view text;
};

constexpr Named kLetters[] = {
    {"ss", "ß"},
    {"ae", "æ"},
    {"AE", "Æ"},
    {"oe", "œ"},
    {"OE", "Œ"},
    {"o", "ø"},
    {"O", "Ø"},
    {"l", "ł"},
    {"L", "Ł"},
    {"aa", "å"},
    {"AA", "Å"},
    {"i", "i"},
    {"j", "j"},
    {"textbackslash", "\\"},
    {"textasciitilde", "~"},
    {"textasciicircum", "^"},
    {"textendash", "–"},
    {"textemdash", "—"},
    {"textquoteright", "’"},
    {"textquoteleft", "‘"},
    {"ldots", "…"},
    {"dots", "…"},
};

/// The mark that follows its letter.
constexpr Named kMarks[] = {
    {"`", "\u0300"}, {"'", "\u0301"}, {"^", "\u0302"},  {"~", "\u0303"}, {"=", "\u0304"},
    {"u", "\u0306"}, {".", "\u0307"}, {"\"", "\u0308"}, {"r", "\u030A"}, {"H", "\u030B"},
    {"v", "\u030C"}, {"c", "\u0327"}, {"k", "\u0328"},
};

constexpr Named kSigns[] = {{"---", "—"}, {"--", "–"}, {"``", "“"}, {"''", "”"}, {"`", "‘"}, {"~", " "}};

template <std::size_t count>
const Named* find(const Named (&table)[count], std::string_view command)
{
    const auto* found = std::ranges::find(table, command, &Named::command);
    return found == std::end(table) ? nullptr : found;
}

class TexReader {
public:
    explicit TexReader(std::string_view tex)
        : m_rest(tex)
    {}

    std::string read()
    {
        while (!m_rest.empty())
            readOne();
        return std::move(m_out);
    }

private:
    std::string_view take(std::size_t count)
    {
        const std::string_view taken = m_rest.substr(0, count);
        m_rest.remove_prefix(taken.size());
        return taken;
    }

    void readOne()
    {
        const char c = m_rest.front();
        if (c == '\\')
            return readCommand();
        if (c == '$')
            return readFormula();
        for (const Named& sign : kSigns)
            if (m_rest.starts_with(sign.command)) {
                take(sign.command.size());
                m_out += sign.text;
                return;
            }
        if (c == '{' || c == '}')
            take(1);
        else if (std::isspace(static_cast<unsigned char>(c)) != 0)
            readBlank();
        else
            m_out += take(1);
    }

    void readBlank()
    {
        take(1);
        if (!m_out.empty() && m_out.back() != ' ')
            m_out += ' ';
    }

    void readFormula()
    {
        const std::size_t end = m_rest.find('$', 1);
        m_out += take(end == std::string_view::npos ? m_rest.size() : end + 1);
    }

    void readCommand()
    {
        take(1);
        if (m_rest.empty())
            return;
        std::size_t length = 0;
        while (length < m_rest.size() && std::isalpha(static_cast<unsigned char>(m_rest[length])) != 0)
            ++length;
        const std::string_view command = take(std::max<std::size_t>(length, 1));
        if (const Named* mark = find(kMarks, command)) // \u and the like only before a letter
            return readAccent(mark->text);
        if (length > 0)
            skipBlanks();
        if (const Named* letter = find(kLetters, command))
            m_out += letter->text;
        else if (length == 0)
            m_out += command; // \& and its like
    }

    void skipBlanks()
    {
        while (!m_rest.empty() && m_rest.front() == ' ')
            take(1);
    }

    /// {u}, u or {\i}, then the mark.
    void readAccent(std::string_view mark)
    {
        skipBlanks();
        while (!m_rest.empty() && m_rest.front() == '{')
            take(1);
        if (m_rest.starts_with('\\'))
            readCommand();
        else if (!m_rest.empty() && m_rest.front() != '}') {
            m_out += take(1);
            while (!m_rest.empty() && (static_cast<unsigned char>(m_rest.front()) & 0xC0U) == 0x80U)
                m_out += take(1);
        }
        m_out += mark;
    }

    std::string_view m_rest;
    std::string m_out;
};

} // namespace

std::string plainFromTex(std::string_view tex)
{
    const std::string text = TexReader(tex).read();
    UErrorCode status = U_ZERO_ERROR;
    const auto utf8 = icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()));
    std::string composed;
    icu::Normalizer2::getNFCInstance(status)
        ->normalize(icu::UnicodeString::fromUTF8(utf8), status)
        .toUTF8String(composed);
    return std::string(trimmed(composed));
}

} // namespace kaba
