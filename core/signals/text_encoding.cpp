// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/signals/text_encoding.h"

#include "core/base/unicode.h"

#include <algorithm>
#include <array>
#include <iconv.h>
#include <optional>

namespace kaba {
namespace {

/// The whole of `bytes` in UTF-8; nothing where a byte does not belong to the encoding.
std::optional<std::string> converted(std::string_view bytes, const char* encoding)
{
    const iconv_t converter = ::iconv_open("UTF-8", encoding);
    if (converter ==
        reinterpret_cast<iconv_t>(-1)) // NOLINT(performance-no-int-to-ptr): iconv's sign of failure
        return std::nullopt;
    std::string out(bytes.size() * 3 + 4, '\0');
    std::string in(bytes);
    char* from = in.data();
    char* to = out.data();
    std::size_t fromLeft = in.size();
    std::size_t toLeft = out.size();
    const bool failed = ::iconv(converter, &from, &fromLeft, &to, &toLeft) == static_cast<std::size_t>(-1);
    ::iconv_close(converter);
    if (failed)
        return std::nullopt;
    out.resize(out.size() - toLeft);
    return out;
}

bool isControl(char byte)
{
    const auto code = static_cast<unsigned char>(byte);
    return (code < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f') || code == 0x7f;
}

bool hasControls(std::string_view bytes) { return std::ranges::any_of(bytes, isControl); }

/// UTF-16 without a mark: numbers and separators fill every other byte with zero.
const char* guessedUtf16(std::string_view bytes)
{
    if (bytes.size() < 4 || bytes.size() % 2 != 0)
        return nullptr;
    const std::string_view head = bytes.substr(0, 4096);
    std::array<std::size_t, 2> zeros{};
    for (std::size_t i = 0; i < head.size(); ++i)
        zeros[i % 2] += head[i] == '\0' ? 1 : 0;
    const std::size_t most = head.size() * 3 / 8;
    if (zeros[1] >= most && zeros[0] == 0)
        return "UTF-16LE";
    return zeros[0] >= most && zeros[1] == 0 ? "UTF-16BE" : nullptr;
}

/// How unlike Japanese prose a decoding is: EUC-JP read as Shift_JIS turns into half-width katakana.
std::ptrdiff_t oddLetters(std::string_view utf8)
{
    const auto points = codePoints(utf8).value_or(std::vector<char32_t>{});
    return std::ranges::count_if(points, [](char32_t point) {
        const bool halfWidthKana = point >= 0xff61 && point <= 0xff9f;
        const bool privateUse = point >= 0xe000 && point <= 0xf8ff;
        return halfWidthKana || privateUse;
    });
}

std::optional<DecodedText> decodedJapanese(std::string_view bytes)
{
    const auto shiftJis = converted(bytes, "CP932");
    const auto eucJp = converted(bytes, "EUC-JP");
    if (!shiftJis && !eucJp)
        return std::nullopt;
    if (eucJp && (!shiftJis || oddLetters(*eucJp) < oddLetters(*shiftJis)))
        return DecodedText{*eucJp, "EUC-JP"};
    return DecodedText{*shiftJis, "Shift_JIS"};
}

std::optional<DecodedText> decoded(std::string_view bytes)
{
    if (bytes.starts_with("\xef\xbb\xbf") && isValidUtf8(bytes))
        return DecodedText{std::string(bytes.substr(3)), "UTF-8"};
    const char* utf16 = bytes.starts_with("\xff\xfe")   ? "UTF-16LE"
                        : bytes.starts_with("\xfe\xff") ? "UTF-16BE"
                                                        : nullptr;
    const std::size_t mark = utf16 ? 2 : 0;
    if (!utf16)
        utf16 = guessedUtf16(bytes);
    if (utf16) {
        auto words = converted(bytes.substr(mark), utf16);
        return words ? std::optional(DecodedText{*std::move(words), utf16}) : std::nullopt;
    }
    if (isValidUtf8(bytes))
        return DecodedText{std::string(bytes), "UTF-8"};
    return hasControls(bytes) ? std::nullopt : decodedJapanese(bytes);
}

std::optional<DecodedText> decodedAs(std::string_view bytes, std::string_view encoding)
{
    for (const std::string_view mark : {"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"})
        if (bytes.starts_with(mark) && encoding.starts_with("UTF"))
            bytes.remove_prefix(mark.size());
    const std::string name(encoding == "Shift_JIS" ? "CP932" : encoding);
    auto words = converted(bytes, name.c_str());
    return words ? std::optional(DecodedText{*std::move(words), std::string(encoding)}) : std::nullopt;
}

Error noText(std::string_view source, std::string_view encoding)
{
    if (!encoding.empty())
        return {Error::Kind::Input,
                text("'{0}' is no text in the encoding {1}. Choose another encoding.",
                     "「{0}」は文字コード {1} のテキストとして読めません。別の文字コードを選んでください。",
                     source, encoding)};
    return {Error::Kind::Input,
            text("'{0}' is neither text (UTF-8, UTF-16, Shift_JIS or EUC-JP) nor NPY, NPZ or sound.",
                 "「{0}」はテキスト（UTF-8、UTF-16、Shift_JIS、EUC-JP）でも、NPY、NPZ、音声でもありません。",
                 source)};
}

} // namespace

Result<DecodedText> decodeText(std::string_view bytes, std::string_view source, std::string_view encoding)
{
    auto text = encoding.empty() ? decoded(bytes) : decodedAs(bytes, encoding);
    if (!text || hasControls(text->utf8))
        return noText(source, encoding);
    return *std::move(text);
}

} // namespace kaba
