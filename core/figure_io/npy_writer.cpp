// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/npy_writer.h"

#include "core/base/unicode.h"

#include <fmt/format.h>

#include <bit>
#include <cassert>
#include <cstring>

namespace kaba {
namespace {

static_assert(std::endian::native == std::endian::little, "the numbers are written as they stand in memory");

/// Magic, version, length and dictionary, padded so that the numbers begin at a multiple of 64 bytes.
std::string header(std::string_view type, std::span<const std::size_t> shape)
{
    std::string lengths;
    for (const std::size_t length : shape)
        lengths += std::to_string(length) + (shape.size() == 1 || &length != &shape.back() ? "," : "");
    std::string dictionary =
        fmt::format("{{'descr': '{}', 'fortran_order': False, 'shape': ({}), }}", type, lengths);
    constexpr std::size_t kPrefix = 10;
    constexpr std::size_t kAlignment = 64;
    const std::size_t used = kPrefix + dictionary.size() + 1;
    dictionary.append((kAlignment - used % kAlignment) % kAlignment, ' ');
    dictionary += '\n';
    std::string out("\x93NUMPY\x01\x00", 8);
    out += static_cast<char>(dictionary.size() & 0xff);
    out += static_cast<char>(dictionary.size() >> 8);
    return out + dictionary;
}

template <class Element>
void append(std::string& out, std::span<const Element> elements)
{
    out.append(reinterpret_cast<const char*>(elements.data()), elements.size_bytes());
}

} // namespace

std::string npyBytes(std::span<const std::size_t> shape, std::span<const double> re,
                     std::span<const double> im)
{
    assert(im.empty() || im.size() == re.size());
    std::string out = header(im.empty() ? "<f8" : "<c16", shape);
    if (im.empty()) {
        append(out, re);
        return out;
    }
    Samples pairs(2 * re.size());
    for (std::size_t i = 0; i < re.size(); ++i) {
        pairs[2 * i] = re[i];
        pairs[2 * i + 1] = im[i];
    }
    append(out, std::span<const double>(pairs));
    return out;
}

std::string npyText(std::string_view utf8)
{
    const std::vector<char32_t> points = codePoints(validUtf8(utf8)).value_or(std::vector<char32_t>{});
    std::string out = header(fmt::format("<U{}", points.size()), {});
    append(out, std::span<const char32_t>(points));
    return out;
}

} // namespace kaba
