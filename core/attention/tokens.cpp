// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/tokens.h"

#include "core/base/unicode.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

namespace kaba {
namespace {

bool isBlank(std::string_view piece)
{
    const auto points = codePoints(piece);
    return points && std::ranges::all_of(*points, [](char32_t point) {
               return u_isUWhiteSpace(static_cast<UChar32>(point)) != 0;
           });
}

TokenList splitBytes(std::string_view text, std::size_t atMost)
{
    TokenList list{.tokens = {}, .isWhole = text.size() <= atMost};
    for (const char byte : text.substr(0, atMost)) {
        const auto code = static_cast<unsigned char>(byte);
        list.tokens.push_back(code < 0x80 && std::isprint(code) ? std::string(1, byte)
                                                                : fmt::format("\\x{:02X}", code));
    }
    return list;
}

struct CloseText {
    void operator()(UText* text) const { utext_close(text); }
};

std::unique_ptr<icu::BreakIterator> breaksOf(TokenKind kind, UErrorCode& code)
{
    const icu::Locale& root = icu::Locale::getRoot();
    return std::unique_ptr<icu::BreakIterator>(kind == TokenKind::Words
                                                   ? icu::BreakIterator::createWordInstance(root, code)
                                                   : icu::BreakIterator::createCharacterInstance(root, code));
}

} // namespace

Result<TokenList> splitTokens(std::string_view utf8, TokenKind kind, std::size_t atMost)
{
    if (kind == TokenKind::Bytes)
        return splitBytes(utf8, atMost);
    UErrorCode code = U_ZERO_ERROR;
    const std::unique_ptr<UText, CloseText> source(
        utext_openUTF8(nullptr, utf8.data(), static_cast<int64_t>(utf8.size()), &code));
    const std::unique_ptr<icu::BreakIterator> breaks = breaksOf(kind, code);
    if (U_SUCCESS(code))
        breaks->setText(source.get(), code);
    if (U_FAILURE(code))
        return Error{Error::Kind::Numerical,
                     text("ICU cannot split text here ({}): take bytes instead.",
                          "ICU で文字列を分割できません（{}）。バイト単位を選んでください。",
                          u_errorName(code))};
    TokenList list;
    for (int32_t from = breaks->first(), to = breaks->next(); to != icu::BreakIterator::DONE;
         from = to, to = breaks->next()) {
        const std::string_view piece =
            utf8.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from));
        if (isBlank(piece))
            continue;
        list.isWhole = list.tokens.size() < atMost;
        if (!list.isWhole)
            break;
        list.tokens.emplace_back(piece);
    }
    return list;
}

} // namespace kaba
