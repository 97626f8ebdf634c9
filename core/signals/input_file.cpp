// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/signals/input_file.h"

#include "core/base/file.h"
#include "core/base/number_text.h"
#include "core/base/sha256.h"
#include "core/base/unicode.h"
#include "core/figure_io/zip_archive.h"
#include "core/signals/csv_reader.h"
#include "core/signals/npy_reader.h"
#include "core/signals/read_options.h"
#include "core/signals/sound_reader.h"
#include "core/signals/text_encoding.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

namespace kaba {
namespace {

namespace fs = std::filesystem;

/// Protocols 2 to 5 of Python's pickle, each of which opens with its number and ends with a full stop.
bool isPickle(std::string_view bytes)
{
    return bytes.size() > 2 && bytes[0] == '\x80' && bytes[1] >= 2 && bytes[1] <= 5 && bytes.back() == '.';
}

Error refusedPickle(std::string_view source)
{
    return {
        Error::Kind::Input,
        text("'{0}' is a Python pickle, which could run code; it is never loaded. Convert it once: import "
             "pickle, numpy; numpy.savez('{0}.npz', **pickle.load(open('{0}', 'rb')))",
             "「{0}」は Python の pickle "
             "であり、コードを実行しうるため読み込みません。次の行で一度だけ変換して"
             "ください：import pickle, numpy; numpy.savez('{0}.npz', **pickle.load(open('{0}', 'rb')))",
             source)};
}

Error refusedTorch(std::string_view source)
{
    return {
        Error::Kind::Input,
        text("'{0}' is a file of PyTorch, whose pickle could run code; it is never loaded. Convert it once: "
             "import torch, numpy; numpy.savez('{0}.npz', **{{k: t.numpy() for k, t in "
             "torch.load('{0}').items()}})",
             "「{0}」は PyTorch のファイルで、含まれる pickle "
             "がコードを実行しうるため読み込みません。次の行で一度だけ"
             "変換してください：import torch, numpy; numpy.savez('{0}.npz', **{{k: t.numpy() for k, t in "
             "torch.load('{0}').items()}})",
             source)};
}

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
        if (member.name.ends_with("/data.pkl"))
            return refusedTorch(source);
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

std::string lowerSuffix(const fs::path& name)
{
    std::string suffix = name.extension().string();
    std::ranges::transform(suffix, suffix.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return suffix;
}

bool hasSoundSuffix(const fs::path& name)
{
    constexpr std::array<std::string_view, 10> kSuffixes{".wav", ".flac", ".ogg",  ".oga", ".opus",
                                                         ".mp3", ".aif",  ".aiff", ".au",  ".caf"};
    return std::ranges::find(kSuffixes, lowerSuffix(name)) != kSuffixes.end();
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

/// A text file, decoded, with what is known of its contents.
struct OpenedText {
    DecodedText words;
    bool isTable;
};

Result<OpenedText> openText(std::string_view bytes, const std::string& name, const ParameterSet& reading)
{
    const int encoding = reading.as<int>(kEncoding);
    const std::string_view spelling =
        encoding == 0 ? std::string_view() : kEncodingOptions[static_cast<std::size_t>(encoding)].label.en;
    Result<DecodedText> words = decodeText(bytes, name, spelling);
    if (!words)
        return words.error();
    const auto contents = reading.as<TextContents>(kContents);
    const bool isTable = contents == TextContents::Auto
                             ? !(fs::path(name).extension() == ".txt" && isProse(words->utf8))
                             : contents == TextContents::Table;
    return OpenedText{*std::move(words), isTable};
}

CsvWish wishOf(const ParameterSet& reading)
{
    constexpr std::array kCharacters{'\0', ',', ';', '\t', ' '};
    CsvWish wish;
    if (const int separator = reading.as<int>(kSeparator); separator > 0)
        wish.separator = kCharacters[static_cast<std::size_t>(separator)];
    if (const auto mark = reading.as<DecimalMark>(kDecimal); mark != DecimalMark::Auto)
        wish.decimalComma = mark == DecimalMark::Comma;
    if (const auto heading = reading.as<Heading>(kHeading); heading != Heading::Auto)
        wish.heading = heading == Heading::Yes;
    return wish;
}

Result<Input> readText(std::string_view bytes, const std::string& name, const ParameterSet& reading)
{
    const Result<OpenedText> text = openText(bytes, name, reading);
    if (!text)
        return text.error();
    const std::string& encoding = text->words.encoding;
    Result<Input> input = text->isTable ? readCsv(text->words.utf8, name, wishOf(reading))
                                        : Result<Input>(bytesOfText(text->words.utf8));
    if (!input)
        return input;
    input->encoding = encoding;
    if (encoding != "UTF-8")
        input->notices.push_back(
            kaba::text("The text was read as {0}.", "文字コードを {0} として読みました。", encoding));
    return input;
}

Result<Input> readBytes(std::string_view bytes, const std::string& name, const ParameterSet& reading)
{
    if (isNpy(bytes))
        return readNpyFile(bytes, name);
    if (isZip(bytes))
        return readNpz(bytes, name);
    if (isPickle(bytes))
        return refusedPickle(name);
    if (isSound(bytes) || hasSoundSuffix(name))
        return readSound(bytes, name);
    return readText(bytes, name, reading);
}

/// Every option that the file answered: those of `reading`, and for auto what was told from the text.
ParameterSet usedOptions(ParameterSet reading, const OpenedText& text, const CsvFormat* format)
{
    const auto choose = [&](const ChoiceParam& option, int index) { (void)reading.set(option.id, index); };
    const auto encoding = std::ranges::find_if(
        kEncodingOptions, [&](const Option& option) { return option.label.en == text.words.encoding; });
    choose(kEncoding, static_cast<int>(encoding - std::begin(kEncodingOptions)));
    choose(kContents, static_cast<int>(text.isTable ? TextContents::Table : TextContents::Bytes));
    if (!format)
        return reading;
    const Separator separator = format->separator == ','    ? Separator::Comma
                                : format->separator == ';'  ? Separator::Semicolon
                                : format->separator == '\t' ? Separator::Tab
                                                            : Separator::Blanks;
    choose(kSeparator, static_cast<int>(separator));
    choose(kDecimal, static_cast<int>(format->decimalComma ? DecimalMark::Comma : DecimalMark::Point));
    choose(kHeading, static_cast<int>(format->heading ? Heading::Yes : Heading::No));
    return reading;
}

} // namespace

Result<Input> readInputBytes(std::string_view bytes, const std::string& name, std::string_view reading)
{
    const Result<ParameterSet> options = readingFrom(reading);
    if (!options)
        return options.error();
    Result<Input> input = readBytes(bytes, name, *options);
    if (!input)
        return input;
    input->name = name;
    input->sha256 = sha256(bytes);
    if (!input->encoding.empty())
        input->reading = options->settings(true);
    return input;
}

Result<std::shared_ptr<const Input>> readInput(const fs::path& path, std::string_view reading)
{
    const Result<std::string> bytes = readFile(path);
    if (!bytes)
        return bytes.error();
    Result<Input> input = readInputBytes(*bytes, fileName(path), reading);
    if (!input)
        return input.error();
    return std::shared_ptr<const Input>(std::make_shared<Input>(*std::move(input)));
}

bool hasTextName(const std::string& name)
{
    const std::string suffix = lowerSuffix(name);
    return suffix != ".npy" && suffix != ".npz" && !hasSoundSuffix(name);
}

Result<TextLook> lookAtText(std::string_view bytes, const std::string& name, std::string_view reading)
{
    constexpr std::size_t kRows = 50;
    constexpr std::size_t kLetters = 2000;
    const Result<ParameterSet> options = readingFrom(reading);
    if (!options)
        return options.error();
    Result<OpenedText> text = openText(bytes, name, *options);
    if (!text)
        return text.error();
    if (!text->isTable) {
        const ParameterSet used = usedOptions(*options, *text, nullptr);
        return TextLook{used, {}, validUtf8(text->words.utf8.substr(0, kLetters))};
    }
    Result<CsvCells> cells = csvCells(text->words.utf8, name, wishOf(*options));
    if (!cells)
        return cells.error();
    cells->rows.resize(std::min(cells->rows.size(), kRows));
    return TextLook{usedOptions(*options, *text, &cells->format), std::move(cells->rows)};
}

} // namespace kaba
