// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/bit_patterns.h"

#include "core/attention/tokens.h"

#include <algorithm>
#include <cassert>
#include <cctype>
#include <numeric>

namespace kaba {
namespace {

constexpr int kBitsPerByte = 8;

BitPattern patternOfWord(std::string word, int bits)
{
    word.resize(static_cast<std::size_t>((bits + kBitsPerByte - 1) / kBitsPerByte), ' ');
    BitPattern pattern;
    for (int bit = 0; bit < bits; ++bit) {
        const auto byte = static_cast<unsigned char>(word[static_cast<std::size_t>(bit / kBitsPerByte)]);
        if ((byte >> (7U - static_cast<unsigned>(bit % kBitsPerByte)) & 1U) != 0)
            pattern.set(bit);
    }
    return pattern;
}

bool isMark(std::string_view word)
{
    return word.size() == 1 && std::ispunct(static_cast<unsigned char>(word.front())) != 0;
}

} // namespace

BitPattern randomPattern(int bits, Random& random)
{
    constexpr unsigned kHalf = 32; ///< bits drawn at once
    BitPattern pattern;
    for (int bit = 0; bit < bits; bit += static_cast<int>(kHalf)) {
        const int count = std::min(bits - bit, static_cast<int>(kHalf));
        pattern.wordOf(bit) |= random.below(std::uint64_t(1) << static_cast<unsigned>(count))
                               << static_cast<unsigned>(bit) % 64U;
    }
    return pattern;
}

BitPattern withFlips(BitPattern pattern, int bits, int flips, Random& random)
{
    assert(flips <= bits);
    std::array<int, 128> places{};
    std::iota(places.begin(), places.begin() + bits, 0);
    for (int i = 0; i < flips; ++i) {
        const auto drawn = static_cast<std::size_t>(i) + random.below(static_cast<std::uint64_t>(bits - i));
        std::swap(places[static_cast<std::size_t>(i)], places[drawn]);
        pattern.flip(places[static_cast<std::size_t>(i)]);
    }
    return pattern;
}

Result<std::vector<BitPattern>> patternsOfText(std::string_view text, int bits, std::size_t atMost)
{
    const Result<TokenList> words = splitTokens(text, TokenKind::Words, text.size());
    if (!words)
        return words.error();
    std::vector<BitPattern> patterns;
    for (const std::string& word : words->tokens) {
        const BitPattern pattern = patternOfWord(word, bits);
        if (!isMark(word) && patterns.size() < atMost &&
            std::ranges::find(patterns, pattern) == patterns.end())
            patterns.push_back(pattern);
    }
    if (patterns.empty())
        return Error{Error::Kind::CannotCompute,
                     {"The text holds no word to store: write some words into it.",
                      "テキストに記憶する単語がありません。単語を入力してください。"}};
    return patterns;
}

std::string textOfPattern(const BitPattern& pattern, int bits)
{
    std::string text;
    for (int first = 0; first + kBitsPerByte <= bits; first += kBitsPerByte) {
        unsigned byte = 0;
        for (int bit = first; bit < first + kBitsPerByte; ++bit)
            byte = 2 * byte + (pattern.at(bit) ? 1U : 0U);
        text += byte >= 0x20 && byte < 0x7F ? static_cast<char>(byte) : '.';
    }
    while (!text.empty() && text.back() == ' ')
        text.pop_back();
    return text;
}

std::span<const BitPattern> glyphPatterns()
{
    // A B C D E H K L N S T X Y Z 2 4 7; a byte for each row, the lowest bit left.
    static constexpr BitPattern kGlyphs[] = {
        {{0x0063637f6363361c}}, {{0x003f63633f63633f}}, {{0x003e63030303633e}}, {{0x001f33636363331f}},
        {{0x007f03031f03037f}}, {{0x006363637f636363}}, {{0x0063331b0f1b3363}}, {{0x007f030303030303}},
        {{0x006363737b6f6763}}, {{0x003e63603e03633e}}, {{0x000c0c0c0c0c3f3f}}, {{0x006363361c366363}},
        {{0x000c0c0c1e333333}}, {{0x007f03060c18307f}}, {{0x007f030c3860633e}}, {{0x0030307f33363c38}},
        {{0x000c0c0c1830637f}},
    };
    return kGlyphs;
}

} // namespace kaba
