// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/signals/input_file.h"

#include "core/base/file.h"
#include "core/base/number_text.h"
#include "core/base/sha256.h"
#include "core/figure_io/zip_archive.h"
#include "core/signals/csv_reader.h"
#include "core/signals/npy_reader.h"
#include "core/signals/sound_reader.h"
#include "core/signals/text_encoding.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

namespace kaba {
namespace {

Result<Input> readNpyFile(std::string_view bytes, std::string_view source)
{
    Result<InputArray> array = readNpy(bytes, source);
    if (!array)
        return array.error();
    Input input;
    input.arrays.push_back(*std::move(array));
    return input;
}

Result<Input> readNpz(std::string_view bytes, std::string_view source)
{
    const Result<std::vector<ZipMember>> members = readZip(bytes, source);
    if (!members)
        return members.error();
    Input input;
    for (const ZipMember& member : *members) {
        if (!isNpy(member.bytes) || isNpyText(member.bytes))
            continue;
        Result<InputArray> array = readNpy(member.bytes, std::string(source) + "/" + member.name);
        if (!array)
            return array.error();
        array->name = member.name.substr(0, member.name.rfind(".npy"));
        input.arrays.push_back(*std::move(array));
    }
    if (input.arrays.empty())
        return Error{Error::Kind::Input, text("'{0}' holds no numeric NPY array.",
                                              "「{0}」に数値の NPY 配列がありません。", source)};
    return input;
}

bool hasSoundSuffix(const std::filesystem::path& path)
{
    constexpr std::array<std::string_view, 10> kSuffixes{".wav", ".flac", ".ogg",  ".oga", ".opus",
                                                         ".mp3", ".aif",  ".aiff", ".au",  ".caf"};
    std::string suffix = path.extension().string();
    std::ranges::transform(suffix, suffix.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::ranges::find(kSuffixes, suffix) != kSuffixes.end();
}

/// Whether most of what blanks and separators part are words: then a text file is no table with a mistake in it.
bool isProse(std::string_view utf8)
{
    constexpr std::string_view kBetween = " \t\r\n,;";
    std::size_t numbers = 0;
    std::size_t words = 0;
    for (std::size_t at = utf8.find_first_not_of(kBetween); at != std::string_view::npos;) {
        const std::size_t end = std::min(utf8.find_first_of(kBetween, at), utf8.size());
        ++(parseNumber(utf8.substr(at, end - at)) ? numbers : words);
        at = utf8.find_first_not_of(kBetween, end);
    }
    return words > numbers;
}

/// Words as a sequence: one number a byte, 0 to 255.
Input bytesOfText(std::string_view utf8)
{
    Input input;
    InputArray array{.name = "text", .shape = {utf8.size()}};
    std::ranges::transform(utf8, std::back_inserter(array.re),
                           [](char byte) { return static_cast<double>(static_cast<unsigned char>(byte)); });
    input.arrays.push_back(std::move(array));
    input.notices.emplace_back("The file holds words: its UTF-8 bytes are the sequence.",
                               "文章のファイルなので、UTF-8 のバイト列を系列として使います。");
    return input;
}

Result<Input> readText(std::string_view bytes, const std::filesystem::path& path, std::string_view source)
{
    const Result<DecodedText> words = decodeText(bytes, source);
    if (!words)
        return words.error();
    Result<Input> input = path.extension() == ".txt" && isProse(words->utf8) ? bytesOfText(words->utf8)
                                                                             : readCsv(words->utf8, source);
    if (input && words->encoding != "UTF-8")
        input->notices.push_back(
            text("The text was read as {0}.", "文字コードを {0} として読みました。", words->encoding));
    return input;
}

Result<Input> readBytes(std::string_view bytes, const std::filesystem::path& path, std::string_view source)
{
    if (isNpy(bytes))
        return readNpyFile(bytes, source);
    if (isZip(bytes))
        return readNpz(bytes, source);
    if (isSound(bytes) || hasSoundSuffix(path))
        return readSound(bytes, source);
    return readText(bytes, path, source);
}

} // namespace

Result<Input> readInputBytes(std::string_view bytes, const std::string& name)
{
    Result<Input> input = readBytes(bytes, name, name);
    if (!input)
        return input;
    input->name = name;
    input->sha256 = sha256(bytes);
    return input;
}

Result<std::shared_ptr<const Input>> readInput(const std::filesystem::path& path)
{
    const Result<std::string> bytes = readFile(path);
    if (!bytes)
        return bytes.error();
    Result<Input> input = readInputBytes(*bytes, fileName(path));
    if (!input)
        return input.error();
    return std::shared_ptr<const Input>(std::make_shared<Input>(*std::move(input)));
}

} // namespace kaba
