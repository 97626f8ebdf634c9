// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/unicode.h"

#include <algorithm>
#include <array>

namespace kaba {
namespace {

struct Range {
    char32_t first, last;
};

/// The blocks of East Asian wide and full-width letters (UAX 11), coarsely: whole blocks.
constexpr std::array<Range, 9> kWide{{{0x1100, 0x115f},
                                      {0x2e80, 0x303e},
                                      {0x3041, 0xa4cf},
                                      {0xac00, 0xd7a3},
                                      {0xf900, 0xfaff},
                                      {0xfe30, 0xfe6f},
                                      {0xff00, 0xff60},
                                      {0xffe0, 0xffe6},
                                      {0x1f300, 0x3fffd}}};
constexpr std::array<Range, 2> kCombining{{{0x0300, 0x036f}, {0x200b, 0x200d}}};

template <std::size_t Size>
bool isIn(const std::array<Range, Size>& ranges, char32_t point)
{
    return std::ranges::any_of(
        ranges, [&](const Range& range) { return point >= range.first && point <= range.last; });
}

std::size_t columnsOf(char32_t point)
{
    if (isIn(kCombining, point))
        return 0;
    return isIn(kWide, point) ? 2 : 1;
}

/// How many bytes follow the first one; nothing where no sequence starts so.
std::optional<int> followers(unsigned char first)
{
    if (first < 0x80)
        return 0;
    if (first >= 0xc2 && first < 0xe0)
        return 1;
    if (first >= 0xe0 && first < 0xf0)
        return 2;
    if (first >= 0xf0 && first < 0xf5)
        return 3;
    return std::nullopt;
}

bool isScalar(char32_t point, int following)
{
    constexpr std::array<char32_t, 4> kSmallest{0, 0x80, 0x800, 0x10000};
    return point >= kSmallest[static_cast<std::size_t>(following)] && point <= 0x10ffff &&
           (point < 0xd800 || point > 0xdfff);
}

/// Reads one code point and moves `at` past it.
std::optional<char32_t> next(std::string_view utf8, std::size_t& at)
{
    const auto first = static_cast<unsigned char>(utf8[at]);
    const auto following = followers(first);
    if (!following || at + static_cast<std::size_t>(*following) >= utf8.size())
        return std::nullopt;
    char32_t point = *following == 0 ? first : first & (0x3fU >> *following);
    ++at;
    for (int i = 0; i < *following; ++i, ++at) {
        const auto byte = static_cast<unsigned char>(utf8[at]);
        if ((byte & 0xc0) != 0x80)
            return std::nullopt;
        point = (point << 6) | (byte & 0x3fU);
    }
    return isScalar(point, *following) ? std::optional(point) : std::nullopt;
}

} // namespace

std::optional<std::vector<char32_t>> codePoints(std::string_view utf8)
{
    std::vector<char32_t> points;
    for (std::size_t at = 0; at < utf8.size();) {
        const auto point = next(utf8, at);
        if (!point)
            return std::nullopt;
        points.push_back(*point);
    }
    return points;
}

std::string utf8From(std::u32string_view points)
{
    std::string out;
    for (const char32_t point : points) {
        const int following = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
        constexpr std::array<unsigned, 4> kLeads{0, 0xc0, 0xe0, 0xf0};
        out += static_cast<char>(kLeads[static_cast<std::size_t>(following)] | (point >> (6 * following)));
        for (int i = following - 1; i >= 0; --i)
            out += static_cast<char>(0x80U | ((point >> (6 * i)) & 0x3fU));
    }
    return out;
}

bool isValidUtf8(std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size();)
        if (!next(bytes, at))
            return false;
    return true;
}

std::string validUtf8(std::string_view bytes)
{
    std::string out(bytes);
    if (!isValidUtf8(bytes))
        std::ranges::replace_if(
            out, [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; }, '?');
    return out;
}

std::size_t displayWidth(std::string_view utf8)
{
    std::size_t columns = 0;
    for (const char32_t point : codePoints(validUtf8(utf8)).value_or(std::vector<char32_t>{}))
        columns += columnsOf(point);
    return columns;
}

} // namespace kaba
