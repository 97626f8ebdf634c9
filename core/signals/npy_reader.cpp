// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/signals/npy_reader.h"

#include "core/base/unicode.h"
#include "core/signals/npy_header.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <functional>
#include <limits>

namespace kaba {
namespace {

template <class Number>
double plain(const char* bytes, bool bigEndian)
{
    std::array<char, sizeof(Number)> raw{};
    std::memcpy(raw.data(), bytes, sizeof(Number));
    if (bigEndian)
        std::ranges::reverse(raw);
    return static_cast<double>(std::bit_cast<Number>(raw));
}

/// IEEE 754 binary16: 1 sign bit, 5 of exponent, 10 of fraction.
double half(const char* bytes, bool bigEndian)
{
    const auto bits = static_cast<unsigned>(plain<std::uint16_t>(bytes, bigEndian));
    const int exponent = static_cast<int>(bits >> 10) & 0x1f;
    const double fraction = static_cast<double>(bits & 0x3ffU);
    const double sign = bits >> 15 ? -1.0 : 1.0;
    if (exponent == 0x1f)
        return fraction > 0 ? std::numeric_limits<double>::quiet_NaN() : sign * HUGE_VAL;
    if (exponent == 0)
        return sign * std::ldexp(fraction, -24);
    return sign * std::ldexp(fraction + 1024, exponent - 25);
}

using Decode = double (*)(const char*, bool);

/// How one real number of this kind and size is read; null where it cannot.
Decode decoderFor(char kind, std::size_t size)
{
    struct Row {
        char kind;
        std::size_t size;
        Decode decode;
    };
    static constexpr std::array<Row, 12> kDecoders{{{'b', 1, plain<std::uint8_t>},
                                                    {'i', 1, plain<std::int8_t>},
                                                    {'i', 2, plain<std::int16_t>},
                                                    {'i', 4, plain<std::int32_t>},
                                                    {'i', 8, plain<std::int64_t>},
                                                    {'u', 1, plain<std::uint8_t>},
                                                    {'u', 2, plain<std::uint16_t>},
                                                    {'u', 4, plain<std::uint32_t>},
                                                    {'u', 8, plain<std::uint64_t>},
                                                    {'f', 2, half},
                                                    {'f', 4, plain<float>},
                                                    {'f', 8, plain<double>}}};
    const auto found =
        std::ranges::find_if(kDecoders, [&](const Row& row) { return row.kind == kind && row.size == size; });
    return found == kDecoders.end() ? nullptr : found->decode;
}

/// Where row-major element `index` stands in memory.
std::size_t storedIndex(std::size_t index, const NpyHeader& header)
{
    if (!header.fortranOrder)
        return index;
    std::size_t stored = 0;
    std::size_t stride = header.count();
    for (std::size_t axis = header.shape.size(); axis-- > 0;) {
        stride /= header.shape[axis];
        stored += index % header.shape[axis] * stride;
        index /= header.shape[axis];
    }
    return stored;
}

Error objects(std::string_view source)
{
    return {Error::Kind::Input,
            text("'{0}' holds Python objects, which could run code; they are never loaded. Convert it once: "
                 "a = numpy.load('{0}', allow_pickle=True); numpy.save('{0}', a.astype(float))",
                 "「{0}」は Python "
                 "オブジェクトを含みます。コードが実行されうるため読み込みません。一度変換してください："
                 "a = numpy.load('{0}', allow_pickle=True); numpy.save('{0}', a.astype(float))",
                 source)};
}

Error unknownKind(const NpyHeader& header, std::string_view source)
{
    return {Error::Kind::Input,
            text("'{0}' holds elements of NumPy kind '{1}' with {2} bytes. Convert them: numpy.save('{0}', "
                 "a.astype(float))",
                 "「{0}」の要素（NumPy の種類 '{1}'、{2} "
                 "バイト）は読めません。変換してください：numpy.save('{0}', "
                 "a.astype(float))",
                 source, header.kind, header.size)};
}

} // namespace

bool isNpy(std::string_view bytes) { return bytes.starts_with("\x93NUMPY"); }

Result<InputArray> readNpy(std::string_view bytes, std::string_view source)
{
    const Result<NpyHeader> header = readNpyHeader(bytes, source);
    if (!header)
        return header.error();
    if (header->kind == 'O')
        return objects(source);
    const bool complex = header->kind == 'c';
    const std::size_t partSize = complex ? header->size / 2 : header->size;
    const Decode decode = decoderFor(complex ? 'f' : header->kind, partSize);
    if (!decode)
        return unknownKind(*header, source);
    const std::size_t count = header->count();
    InputArray array{.name = {}, .shape = header->shape};
    array.re.resize(count);
    array.im.resize(complex ? count : 0);
    for (std::size_t i = 0; i < count; ++i) {
        const char* element = bytes.data() + header->dataOffset + storedIndex(i, *header) * header->size;
        array.re[i] = decode(element, header->bigEndian);
        if (complex)
            array.im[i] = decode(element + partSize, header->bigEndian);
    }
    return array;
}

bool isNpyText(std::string_view bytes)
{
    const Result<NpyHeader> header = readNpyHeader(bytes, {});
    return header && (header->kind == 'U' || header->kind == 'S');
}

Result<std::string> readNpyText(std::string_view bytes, std::string_view source)
{
    const Result<NpyHeader> header = readNpyHeader(bytes, source);
    if (!header)
        return header.error();
    if ((header->kind != 'U' && header->kind != 'S') || header->count() != 1)
        return unknownKind(*header, source);
    const std::string_view data = bytes.substr(header->dataOffset, header->size);
    if (header->kind == 'S')
        return validUtf8(data.substr(0, data.find('\0')));
    std::u32string points;
    for (std::size_t at = 0; at + 4 <= data.size(); at += 4)
        points += static_cast<char32_t>(plain<std::uint32_t>(data.data() + at, header->bigEndian));
    return utf8From(points.substr(0, points.find(U'\0')));
}

} // namespace kaba
