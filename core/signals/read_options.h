// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parameter.h"

namespace kaba {

/// How a file of text is to be read. `auto` leaves it to what the file itself shows. The text form of the whole
/// ("separator=semicolon;decimal=comma", empty: all auto) is what the command line, recipes and sessions keep.

enum class TextContents { Auto, Table, Bytes };
inline constexpr Option kContentsOptions[] = {
    {"auto", {"Automatic", "自動"}},
    {"table", {"A table of numbers", "数値の表"}},
    {"bytes", {"Words: a series of bytes", "文章：バイト列"}},
};
inline constexpr ChoiceParam kContents{
    .id = "contents",
    .label = {"Contents", "内容"},
    .options = kContentsOptions,
    .help = {"Automatic: a .txt file that holds more words than numbers is a series of bytes.",
             "自動では、数値より言葉の多い .txt ファイルをバイト列とみなします。"},
};

inline constexpr Option kEncodingOptions[] = {
    {"auto", {"Automatic", "自動"}},           {"utf-8", {"UTF-8", "UTF-8"}},
    {"utf-16le", {"UTF-16LE", "UTF-16LE"}},    {"utf-16be", {"UTF-16BE", "UTF-16BE"}},
    {"shift-jis", {"Shift_JIS", "Shift_JIS"}}, {"euc-jp", {"EUC-JP", "EUC-JP"}},
};
inline constexpr ChoiceParam kEncoding{
    .id = "encoding",
    .label = {"Encoding", "文字コード"},
    .options = kEncodingOptions,
    .help = {"How the bytes of the file stand for letters.", "ファイルのバイトと文字の対応です。"},
};

bool readsAsTable(const ParameterSet& set);

enum class Separator { Auto, Comma, Semicolon, Tab, Blanks };
inline constexpr Option kSeparatorOptions[] = {
    {"auto", {"Automatic", "自動"}},
    {"comma", {"Comma ,", "コンマ ,"}},
    {"semicolon", {"Semicolon ;", "セミコロン ;"}},
    {"tab", {"Tab", "タブ"}},
    {"blanks", {"Blanks", "空白"}},
};
inline constexpr ChoiceParam kSeparator{
    .id = "separator",
    .label = {"Columns end at", "列の区切り"},
    .options = kSeparatorOptions,
    .help = {"The character between two cells of a row.", "行の中でセルとセルの間にある文字です。"},
    .enabledWhen = readsAsTable,
};

enum class DecimalMark { Auto, Point, Comma };
inline constexpr Option kDecimalOptions[] = {
    {"auto", {"Automatic", "自動"}},
    {"point", {"Point: 1.5", "ピリオド：1.5"}},
    {"comma", {"Comma: 1,5", "コンマ：1,5"}},
};
inline constexpr ChoiceParam kDecimal{
    .id = "decimal",
    .label = {"Decimal mark", "小数点"},
    .options = kDecimalOptions,
    .help = {"The mark before the fraction of a number.", "小数部の前に置かれる記号です。"},
    .enabledWhen = readsAsTable,
};

enum class Heading { Auto, Yes, No };
inline constexpr Option kHeadingOptions[] = {
    {"auto", {"Automatic", "自動"}},
    {"yes", {"Names of columns", "列の名前"}},
    {"no", {"Data", "データ"}},
};
inline constexpr ChoiceParam kHeading{
    .id = "heading",
    .label = {"The first row holds", "1 行目"},
    .options = kHeadingOptions,
    .help = {"Automatic: names, where one of its cells is no number.",
             "自動では、数値でないセルがあれば列の名前とみなします。"},
    .enabledWhen = readsAsTable,
};

/// The five of them, in this order. A ParameterSet over these is a set of reading options.
std::span<const Parameter> readingParameters();

/// The options that a text form tells, on top of auto. Usage names an unknown option or value.
Result<ParameterSet> readingFrom(std::string_view settings);

} // namespace kaba
