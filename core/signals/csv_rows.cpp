// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/signals/csv_rows.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <array>

namespace kaba {
namespace {

/// Walks through the text once, keeping count of the lines.
class RowReader {
public:
    /// Of one row: what has more is no table, and would not fit into memory.
    static constexpr std::size_t kMostCells = 65536;

    RowReader(std::string_view text, char separator)
        : m_text(text)
        , m_separator(separator)
    {}

    bool atEnd() const { return m_at >= m_text.size(); }
    std::size_t line() const { return m_line; }
    bool quoteLeftOpen() const { return m_quoteLeftOpen; }

    /// Skips one line that holds no row; false where the next line is a row.
    bool skipLine()
    {
        const auto end = std::min(m_text.find('\n', m_at), m_text.size());
        const std::string_view line = trimmed(m_text.substr(m_at, end - m_at));
        if (!line.empty() && !line.starts_with('#'))
            return false;
        m_at = end + 1;
        ++m_line;
        return true;
    }

    CsvRow row()
    {
        CsvRow row{.line = m_line};
        do {
            skipBlanks();
            if (m_separator == ' ' && lineEnds())
                break;
            row.cells.push_back(cell());
        } while (row.cells.size() <= kMostCells && !atEnd() && m_text[m_at] == m_separator &&
                 ++m_at <= m_text.size());
        if (!atEnd())
            ++m_at;
        ++m_line;
        return row;
    }

private:
    bool lineEnds() const { return atEnd() || m_text[m_at] == '\n'; }

    void skipBlanks()
    {
        while (!lineEnds() &&
               (m_text[m_at] == ' ' || m_text[m_at] == '\r' || (m_text[m_at] == '\t' && m_separator != '\t')))
            ++m_at;
    }

    std::string cell()
    {
        std::string words = !atEnd() && m_text[m_at] == '"' ? quoted() : std::string();
        const std::size_t begin = m_at;
        while (!lineEnds() && m_text[m_at] != m_separator)
            ++m_at;
        return words + std::string(trimmed(m_text.substr(begin, m_at - begin)));
    }

    std::string quoted()
    {
        std::string words;
        for (++m_at; !atEnd(); ++m_at) {
            if (m_text[m_at] == '"') {
                ++m_at;
                if (atEnd() || m_text[m_at] != '"')
                    return words;
            }
            if (m_text[m_at] == '\n')
                ++m_line;
            words += m_text[m_at];
        }
        m_quoteLeftOpen = true;
        return words;
    }

    std::string_view m_text;
    char m_separator;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    bool m_quoteLeftOpen = false;
};

std::size_t rowsWith(char separator, std::string_view head)
{
    RowReader reader(head, separator);
    std::size_t rows = 0;
    while (!reader.atEnd())
        if (!reader.skipLine() && reader.row().cells.size() > 1)
            ++rows;
    return rows;
}

std::string_view firstLines(std::string_view text)
{
    std::size_t end = 0;
    for (int lines = 0; lines < 32 && end < text.size(); ++lines)
        end = std::min(text.find('\n', end), text.size() - 1) + 1;
    return text.substr(0, end);
}

} // namespace

char separatorOf(std::string_view text)
{
    constexpr std::array kSeparators{'\t', ';', ','};
    const std::string_view head = firstLines(text);
    std::array<std::size_t, kSeparators.size()> rows{};
    std::ranges::transform(kSeparators, rows.begin(),
                           [&](char separator) { return rowsWith(separator, head); });
    const auto best = std::ranges::max_element(rows);
    return *best == 0 ? ' ' : kSeparators[static_cast<std::size_t>(best - rows.begin())];
}

Result<std::vector<CsvRow>> csvRows(std::string_view text, char separator, std::string_view source)
{
    RowReader reader(text, separator);
    std::vector<CsvRow> rows;
    while (!reader.atEnd()) {
        if (reader.skipLine())
            continue;
        rows.push_back(reader.row());
        if (rows.back().cells.size() > RowReader::kMostCells)
            return Error{Error::Kind::Input,
                         kaba::text("{0}, line {1}: more than {2} cells in one row.",
                                    "{0}、line {1}（{1} 行目）：1 行のセルが {2} 個を超えています。", source,
                                    rows.back().line, RowReader::kMostCells)};
    }
    if (reader.quoteLeftOpen())
        return Error{Error::Kind::Input,
                     kaba::text("{0}, line {1}: a quote (\") is opened and never closed.",
                                "{0}、line {1}（{1} 行目）：引用符 (\") が閉じられていません。", source,
                                rows.back().line)};
    return rows;
}

} // namespace kaba
