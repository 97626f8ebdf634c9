// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/signals/npy_header.h"

#include "core/base/file.h"
#include "core/base/number_text.h"

#include <charconv>
#include <functional>
#include <numeric>
#include <optional>

namespace kaba {
namespace {

constexpr std::string_view kMagic = "\x93NUMPY";

Error broken(std::string_view source)
{
    return {Error::Kind::Input,
            text("'{0}' has a broken NPY header. Save it again with numpy.save.",
                 "「{0}」の NPY ヘッダーが壊れています。numpy.save で保存し直してください。", source)};
}

/// What follows `'name':` in the header's dictionary.
std::optional<std::string_view> entry(std::string_view dictionary, std::string_view name)
{
    const std::string quoted = "'" + std::string(name) + "'";
    const auto at = dictionary.find(quoted);
    const auto colon = at == std::string_view::npos ? at : dictionary.find(':', at + quoted.size());
    if (colon == std::string_view::npos)
        return std::nullopt;
    return trimmed(dictionary.substr(colon + 1));
}

std::optional<std::size_t> wholeNumber(std::string_view words)
{
    std::size_t number = 0;
    const auto [end, problem] = std::from_chars(words.data(), words.data() + words.size(), number);
    if (problem != std::errc{} || words.empty() || end != words.data() + words.size())
        return std::nullopt;
    return number;
}

bool readType(std::string_view words, NpyHeader& header)
{
    if (words.starts_with('[')) {
        header.kind = 'V';
        return true;
    }
    const auto end = words.size() > 1 ? words.find(words.front(), 1) : std::string_view::npos;
    if (end == std::string_view::npos || end < 3)
        return false;
    const std::string_view code = words.substr(1, end - 1);
    header.bigEndian = code[0] == '>';
    header.kind = code[1];
    if (header.kind == 'O')
        return true;
    const auto size = wholeNumber(code.substr(2));
    header.size = size.value_or(0) * (header.kind == 'U' ? 4 : 1);
    return size.has_value();
}

bool readShape(std::string_view words, NpyHeader& header)
{
    const auto end = words.find(')');
    if (!words.starts_with('(') || end == std::string_view::npos)
        return false;
    for (std::string_view rest = words.substr(1, end - 1); !trimmed(rest).empty();) {
        const auto comma = rest.find(',');
        const auto length = wholeNumber(trimmed(rest.substr(0, comma)));
        if (!length || *length > kLargestInput)
            return false;
        header.shape.push_back(*length);
        rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    }
    return header.shape.size() <= 8;
}

/// Length and place of the dictionary: 2 bytes in format 1, 4 in formats 2 and 3, little-endian.
std::optional<std::string_view> dictionaryOf(std::string_view bytes)
{
    if (!bytes.starts_with(kMagic) || bytes.size() < 12)
        return std::nullopt;
    const std::size_t lengthBytes = bytes[6] == 1 ? 2 : 4;
    std::size_t length = 0;
    for (std::size_t i = lengthBytes; i-- > 0;)
        length = (length << 8) | static_cast<unsigned char>(bytes[8 + i]);
    const std::size_t begin = 8 + lengthBytes;
    if (bytes[6] < 1 || bytes[6] > 3 || length > bytes.size() - begin)
        return std::nullopt;
    return bytes.substr(begin, length);
}

/// The product without overflow; nothing beyond what any file here can hold.
std::optional<std::size_t> boundedCount(const NpyHeader& header)
{
    std::size_t count = 1;
    for (const std::size_t length : header.shape) {
        if (length != 0 && count > kLargestInput / length)
            return std::nullopt;
        count *= length;
    }
    return count;
}

} // namespace

std::size_t NpyHeader::count() const
{
    return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>());
}

Result<NpyHeader> readNpyHeader(std::string_view bytes, std::string_view source)
{
    const auto dictionary = dictionaryOf(bytes);
    if (!dictionary)
        return broken(source);
    NpyHeader header;
    const auto type = entry(*dictionary, "descr");
    const auto order = entry(*dictionary, "fortran_order");
    const auto shape = entry(*dictionary, "shape");
    if (!type || !order || !shape || !readType(*type, header) || !readShape(*shape, header))
        return broken(source);
    header.fortranOrder = order->starts_with("True");
    header.dataOffset = static_cast<std::size_t>(dictionary->data() - bytes.data()) + dictionary->size();
    const auto count = boundedCount(header);
    const bool fixedSize = header.kind != 'O' && header.kind != 'V';
    if (!count || (fixedSize && header.size > 0 && *count > (bytes.size() - header.dataOffset) / header.size))
        return Error{Error::Kind::Input,
                     text("'{0}' is cut off: its header promises more numbers than it holds.",
                          "「{0}」は途中で切れています：ヘッダーの要素数に足りません。", source)};
    return header;
}

} // namespace kaba
