// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers_db/fold.h"

#include <algorithm>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace kaba {
namespace {

constexpr UChar32 kProlongedSound = 0x30FC;
constexpr UChar32 kVoiced = 0x3099, kHalfVoiced = 0x309A;

struct Normalizers {
    const icu::Normalizer2* foldCase = nullptr;
    const icu::Normalizer2* decompose = nullptr;
    const icu::Normalizer2* compose = nullptr;
};

const Normalizers& normalizers()
{
    static const Normalizers kShared = [] {
        UErrorCode status = U_ZERO_ERROR;
        return Normalizers{icu::Normalizer2::getNFKCCasefoldInstance(status),
                           icu::Normalizer2::getNFDInstance(status),
                           icu::Normalizer2::getNFCInstance(status)};
    }();
    return kShared;
}

/// The code point that begins at `at`, which moves past it; U+FFFD where the bytes are broken.
UChar32 nextCodePoint(std::string_view text, std::size_t& at)
{
    UChar32 codePoint = 0;
    auto index = static_cast<std::int32_t>(at);
    U8_NEXT_OR_FFFD(reinterpret_cast<const std::uint8_t*>(text.data()), index,
                    static_cast<std::int32_t>(text.size()), codePoint);
    at = static_cast<std::size_t>(index);
    return codePoint;
}

/// Letters that Unicode does not decompose but readers type without their stroke.
UChar32 withoutStroke(UChar32 c)
{
    switch (c) {
    case 0x00F8:
        return 'o'; // ø
    case 0x0142:
        return 'l'; // ł
    case 0x0111:
        return 'd'; // đ
    case 0x0131:
        return 'i'; // ı
    default:
        return c;
    }
}

UChar32 toHiragana(UChar32 c)
{
    const bool katakana = (c >= 0x30A1 && c <= 0x30F6) || c == 0x30FD || c == 0x30FE;
    return katakana ? c - 0x60 : c;
}

bool isDroppedMark(UChar32 c)
{
    return u_charType(c) == U_NON_SPACING_MARK && c != kVoiced && c != kHalfVoiced;
}

/// `segment` holds one character with the marks that combine with it.
std::string foldSegment(std::string_view segment)
{
    UErrorCode status = U_ZERO_ERROR;
    const auto utf8 = icu::StringPiece(segment.data(), static_cast<std::int32_t>(segment.size()));
    const icu::UnicodeString folded =
        normalizers().foldCase->normalize(icu::UnicodeString::fromUTF8(utf8), status);
    const icu::UnicodeString parts = normalizers().decompose->normalize(folded, status);
    icu::UnicodeString kept;
    for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1))
        if (const UChar32 c = parts.char32At(i); !isDroppedMark(c))
            kept.append(c);
    const icu::UnicodeString whole = normalizers().compose->normalize(kept, status);
    icu::UnicodeString result;
    for (std::int32_t i = 0; i < whole.length(); i = whole.moveIndex32(i, 1))
        result.append(withoutStroke(toHiragana(whole.char32At(i))));
    std::string out;
    result.toUTF8String(out);
    return out;
}

/// The end of the segment that begins at `begin`: up to the next character that nothing before it changes.
std::size_t segmentEnd(std::string_view text, std::size_t begin)
{
    std::size_t end = begin;
    nextCodePoint(text, end);
    while (end < text.size()) {
        std::size_t after = end;
        if (normalizers().foldCase->hasBoundaryBefore(nextCodePoint(text, after)))
            break;
        end = after;
    }
    return end;
}

/// Kana and common ideographs: letters that only the change to hiragana touches, unless a mark follows.
bool isPlainJapanese(UChar32 c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3041 && c <= 0x3096) || (c >= 0x30A1 && c <= 0x30F6) ||
           c == kProlongedSound;
}

bool isAscii(char c) { return static_cast<unsigned char>(c) < 0x80; }

char lowered(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

std::string utf8Of(UChar32 c)
{
    std::string out;
    icu::UnicodeString(c).toUTF8String(out);
    return out;
}

/// The folded form of the character at `at`, which moves past it, if neither it nor the next one needs ICU's
/// rules; otherwise empty, and `at` stays.
std::string foldPlain(std::string_view text, std::size_t& at)
{
    std::size_t end = at;
    const UChar32 c = nextCodePoint(text, end);
    std::size_t after = end;
    const UChar32 next = end < text.size() ? nextCodePoint(text, after) : 0;
    if ((c >= 0x80 && !isPlainJapanese(c)) || (next >= 0x80 && !isPlainJapanese(next)))
        return {};
    const char first = text[at];
    at = end;
    return c < 0x80 ? std::string(1, lowered(first)) : utf8Of(toHiragana(c));
}

/// Hands the folded pieces, in order, to `take(piece, span of the original)`.
template <class Take>
void foldPieces(std::string_view text, Take take)
{
    constexpr std::size_t kLongest = 1U << 30; // ICU counts in 32 bits
    text = text.substr(0, kLongest);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        if (isAscii(text[at]) && (at + 1 == text.size() || isAscii(text[at + 1]))) {
            const char letter = lowered(text[at++]);
            take(std::string_view(&letter, 1), Span{begin, at});
            continue;
        }
        std::string piece = foldPlain(text, at);
        if (at == begin) {
            at = segmentEnd(text, begin);
            piece = foldSegment(text.substr(begin, at - begin));
        }
        take(std::string_view(piece), Span{begin, at});
    }
}

bool isPaired(UChar32 c)
{
    constexpr UChar32 kFirstHangul = 0x1100;
    if (c < kFirstHangul || isPlainJapanese(c))
        return c >= kFirstHangul;
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(c, &status);
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
           script == USCRIPT_HANGUL;
}

bool isSearched(UChar32 c) { return (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0; }

std::vector<std::string_view> charactersOf(std::string_view run)
{
    std::vector<std::string_view> characters;
    for (std::size_t at = 0; at < run.size();) {
        const std::size_t begin = at;
        nextCodePoint(run, at);
        characters.push_back(run.substr(begin, at - begin));
    }
    return characters;
}

void append(std::string& list, std::string_view word)
{
    if (!list.empty())
        list += ' ';
    list += word;
}

} // namespace

std::string fold(std::string_view text)
{
    std::string folded;
    folded.reserve(text.size());
    foldPieces(text, [&](std::string_view piece, Span) { folded += piece; });
    return folded;
}

Folded foldWithOrigin(std::string_view text)
{
    Folded folded;
    foldPieces(text, [&](std::string_view piece, Span origin) {
        folded.text += piece;
        folded.origin.resize(folded.text.size(), origin);
    });
    return folded;
}

std::vector<Run> runsOf(std::string_view folded)
{
    std::vector<Run> runs;
    bool open = false;
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t begin = at;
        const UChar32 c = nextCodePoint(folded, at);
        if (!isSearched(c)) {
            open = false;
            continue;
        }
        const bool paired = isPaired(c);
        if (open && runs.back().paired == paired)
            runs.back().end = at;
        else
            runs.push_back({begin, at, paired});
        open = true;
    }
    return runs;
}

std::string words(std::string_view folded)
{
    std::string list;
    for (const Run& run : runsOf(folded))
        if (!run.paired)
            append(list, folded.substr(run.begin, run.end - run.begin));
    return list;
}

std::string pairs(std::string_view folded)
{
    std::string list;
    for (const Run& run : runsOf(folded)) {
        if (!run.paired)
            continue;
        const std::string_view text = folded.substr(run.begin, run.end - run.begin);
        const std::vector<std::string_view> characters = charactersOf(text);
        append(list, pairsToFind(text));
        if (characters.size() > 1)
            append(list, characters.back());
    }
    return list;
}

std::string pairsToFind(std::string_view run)
{
    const std::vector<std::string_view> characters = charactersOf(run);
    if (characters.size() == 1)
        return std::string(run);
    std::string list;
    for (std::size_t i = 0; i + 1 < characters.size(); ++i)
        append(list, std::string_view(characters[i].data(), characters[i].size() + characters[i + 1].size()));
    return list;
}

} // namespace kaba
