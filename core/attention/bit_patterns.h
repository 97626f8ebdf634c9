// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"
#include "core/base/result.h"
#include "core/math/random.h"

#include <array>
#include <bit>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// Up to 128 bits, those beyond the length in use are 0.
struct BitPattern {
    std::array<std::uint64_t, 2> words{};

    static std::uint64_t mask(int bit) { return std::uint64_t(1) << (static_cast<unsigned>(bit) % 64U); }
    std::uint64_t& wordOf(int bit) { return words[static_cast<unsigned>(bit) / 64U]; }
    bool at(int bit) const { return (words[static_cast<unsigned>(bit) / 64U] & mask(bit)) != 0; }
    void set(int bit) { wordOf(bit) |= mask(bit); }
    void flip(int bit) { wordOf(bit) ^= mask(bit); }
    bool operator==(const BitPattern&) const = default;
};

/// In how many bits two patterns differ.
inline int hammingDistance(const BitPattern& left, const BitPattern& right)
{
    return std::popcount(left.words[0] ^ right.words[0]) + std::popcount(left.words[1] ^ right.words[1]);
}

/// Every bit a fair coin. Requires bits ≤ 128.
BitPattern randomPattern(int bits, Random& random);

/// The pattern with `flips` different bits turned, drawn by chance. Requires flips ≤ bits.
BitPattern withFlips(BitPattern pattern, int bits, int flips, Random& random);

/// The different words of a text, at most `atMost`, each as its UTF-8 bytes (the highest bit first) with blanks behind;
/// what does not fit is cut off. CannotCompute: a text without a word. Numerical: see splitTokens().
Result<std::vector<BitPattern>> patternsOfText(std::string_view text, int bits, std::size_t atMost);

/// The bytes of a pattern of text as something to read: a point for what is no printable ASCII.
std::string textOfPattern(const BitPattern& pattern, int bits);

inline constexpr int kGlyphSide = 8;
inline constexpr int kGlyphBits = kGlyphSide * kGlyphSide;

/// Pictures of 8 × 8 cells, row by row: letters and digits.
std::span<const BitPattern> glyphPatterns();

} // namespace kaba
