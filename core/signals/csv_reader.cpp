// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/signals/csv_reader.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace kaba {
namespace {

Error inputError(Text message) { return {Error::Kind::Input, std::move(message)}; }

bool isGap(std::string_view cell)
{
    constexpr std::array<std::string_view, 9> kGaps{"",    "NA",   "N/A",  "NaN", "nan",
                                                    "NAN", "null", "NULL", "-"};
    return std::ranges::find(kGaps, cell) != kGaps.end();
}

/// Rows of cells with their heading taken off, and the decimal mark that they use.
struct CsvTable {
    std::string_view source;
    std::vector<std::string> names;
    std::vector<CsvRow> rows;
    CsvFormat format;
};

std::optional<double> numberIn(std::string_view cell, bool decimalComma)
{
    if (!decimalComma)
        return parseNumber(cell);
    std::string pointed(cell);
    if (std::ranges::count(pointed, ',') > 1 || pointed.find('.') != std::string::npos)
        return std::nullopt;
    std::ranges::replace(pointed, ',', '.');
    return parseNumber(pointed);
}

/// Commas in cells that points do not explain.
bool usesDecimalComma(const std::vector<CsvRow>& rows, char separator)
{
    if (separator == ',')
        return false;
    for (const CsvRow& row : rows)
        for (const std::string& cell : row.cells)
            if (cell.find(',') != std::string::npos && numberIn(cell, true))
                return true;
    return false;
}

bool isHeading(const CsvRow& row, bool decimalComma)
{
    return std::ranges::any_of(
        row.cells, [&](const std::string& cell) { return !isGap(cell) && !numberIn(cell, decimalComma); });
}

void dropTrailingBlanks(CsvRow& row, std::size_t width)
{
    while (row.cells.size() > width && row.cells.back().empty())
        row.cells.pop_back();
}

Error wrongWidth(const CsvTable& table, const CsvRow& row, std::size_t width)
{
    const Text rest = table.format.separator == ',' && row.cells.size() > width
                          ? text(" If the comma is the decimal mark, separate the columns with ';'.",
                                 "コンマが小数点なら、列の区切りを「;」にしてください。")
                          : Text();
    Text message = text("{0}, line {1}: {2} cells, but the rows before have {3}.",
                        "{0}、line {1}（{1} 行目）：セルが {2} 個ありますが、前の行までは {3} 個です。",
                        table.source, row.line, row.cells.size(), width);
    return inputError({message.en + rest.en, message.ja + rest.ja});
}

CsvFormat formatOf(const std::vector<CsvRow>& rows, char separator, const CsvWish& wish)
{
    const bool decimalComma = wish.decimalComma.value_or(usesDecimalComma(rows, separator));
    return {separator, decimalComma, wish.heading.value_or(isHeading(rows.front(), decimalComma))};
}

Result<CsvTable> tableFrom(CsvCells cells, std::string_view source)
{
    CsvTable table{.source = source, .names = {}, .rows = std::move(cells.rows), .format = cells.format};
    std::size_t width = table.rows.front().cells.size();
    if (table.format.heading && table.rows.size() > 1) {
        table.names = std::move(table.rows.front().cells);
        table.rows.erase(table.rows.begin());
        while (table.names.size() > table.rows.front().cells.size() && table.names.back().empty())
            table.names.pop_back();
        width = table.names.size();
    }
    for (CsvRow& row : table.rows) {
        dropTrailingBlanks(row, width);
        if (row.cells.size() != width)
            return wrongWidth(table, row, width);
    }
    table.names.resize(width);
    return table;
}

std::string columnName(const CsvTable& table, std::size_t column)
{
    const std::string number = std::to_string(column + 1);
    return table.names[column].empty() ? number : number + " ('" + table.names[column] + "')";
}

/// The beginning of a cell, enough to find it again.
std::string shortened(std::string_view cell)
{
    constexpr std::size_t kShown = 40;
    if (cell.size() <= kShown)
        return std::string(cell);
    std::size_t end = kShown;
    while (end > 0 && (static_cast<unsigned char>(cell[end]) & 0xc0U) == 0x80U)
        --end;
    return std::string(cell.substr(0, end)) + "…";
}

Error notNumeric(const CsvTable& table, const CsvRow& row, std::size_t column)
{
    const std::string& cell = row.cells[column];
    const bool otherMark = numberIn(cell, !table.format.decimalComma).has_value();
    const Text rest = otherMark ? text(" Use one decimal mark in the whole file.",
                                       "小数点はファイル全体で統一してください。")
                                : Text();
    Text message = text("{0}, line {1}, column {2}: '{3}' is not a number.",
                        "{0}、line {1}（{1} 行目）、column {2}：「{3}」は数値ではありません。", table.source,
                        row.line, columnName(table, column), shortened(cell));
    return inputError({message.en + rest.en, message.ja + rest.ja});
}

/// More numbers than words in the first rows: then a word further down is a mistake, not another kind of column.
bool isMeantAsNumbers(const CsvTable& table, std::size_t column)
{
    std::size_t numbers = 0;
    std::size_t words = 0;
    for (std::size_t i = 0; i < table.rows.size() && i < 1000; ++i) {
        const std::string& cell = table.rows[i].cells[column];
        if (isGap(cell))
            continue;
        ++(numberIn(cell, table.format.decimalComma) ? numbers : words);
    }
    return numbers > words;
}

Result<InputArray> readColumn(const CsvTable& table, std::size_t column, std::size_t& gaps)
{
    InputArray array{.name = table.names[column], .shape = {table.rows.size()}, .number = column + 1};
    array.re.reserve(table.rows.size());
    for (const CsvRow& row : table.rows) {
        const std::string& cell = row.cells[column];
        const bool gap = isGap(cell);
        const auto number = gap ? std::optional(std::numeric_limits<double>::quiet_NaN())
                                : numberIn(cell, table.format.decimalComma);
        if (!number || std::isinf(*number))
            return notNumeric(table, row, column);
        gaps += gap ? 1 : 0;
        array.re.push_back(*number);
    }
    return array;
}

Result<Input> readColumns(const CsvTable& table)
{
    Input input;
    std::size_t gaps = 0;
    std::string left;
    for (std::size_t column = 0; column < table.names.size(); ++column) {
        if (!isMeantAsNumbers(table, column)) {
            left += (left.empty() ? "" : ", ") + columnName(table, column);
            continue;
        }
        Result<InputArray> array = readColumn(table, column, gaps);
        if (!array)
            return array.error();
        input.arrays.push_back(*std::move(array));
    }
    if (input.arrays.empty())
        return notNumeric(table, table.rows.front(), 0);
    if (!left.empty())
        input.notices.push_back(
            text("Columns that hold words are left out: {0}.", "文字の列は使いません：{0}。", left));
    if (gaps > 0)
        input.notices.push_back(text("{0} cells hold no value; they are gaps (NaN).",
                                     "値のないセルが {0} 個あります。欠測 (NaN) として扱います。", gaps));
    for (const CsvRow& row : table.rows)
        input.lines.push_back(row.line);
    return input;
}

} // namespace

Result<CsvCells> csvCells(std::string_view utf8, std::string_view source, const CsvWish& wish)
{
    constexpr std::size_t kLargestTable = std::size_t{128} << 20;
    if (utf8.size() > kLargestTable)
        return inputError(
            text("'{}' is a table of text larger than 128 MiB. Cut out the part that you need, or save "
                 "it as NPY.",
                 "「{}」は 128 MiB "
                 "を超えるテキストの表です。必要な部分だけを切り出すか、NPY で保存してください。",
                 source));
    if (utf8.find('\n') == std::string_view::npos && utf8.find('\r') != std::string_view::npos) {
        std::string text(utf8);
        std::ranges::replace(text, '\r', '\n');
        return csvCells(text, source, wish);
    }
    const char separator = wish.separator.value_or(separatorOf(utf8));
    Result<std::vector<CsvRow>> rows = csvRows(utf8, separator, source);
    if (!rows)
        return rows.error();
    if (rows->empty())
        return inputError(text("'{0}' holds no numbers.", "「{0}」には数値がありません。", source));
    const CsvFormat format = formatOf(*rows, separator, wish);
    return CsvCells{format, *std::move(rows)};
}

Result<Input> readCsv(std::string_view utf8, std::string_view source, const CsvWish& wish)
{
    Result<CsvCells> cells = csvCells(utf8, source, wish);
    if (!cells)
        return cells.error();
    const Result<CsvTable> table = tableFrom(*std::move(cells), source);
    return table ? readColumns(*table) : Result<Input>(table.error());
}

} // namespace kaba
