// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure_io/json_writer.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace kaba {
namespace {

void appendNumber(std::string& out, double number)
{
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    out.append(buffer.data(), end.ptr);
}

void appendEscaped(std::string& out, std::string_view words)
{
    out += '"';
    for (const char letter : words) {
        if (letter == '"' || letter == '\\')
            (out += '\\') += letter;
        else if (letter == '\n')
            out += "\\n";
        else if (letter == '\t')
            out += "\\t";
        else if (static_cast<unsigned char>(letter) < 0x20)
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(letter));
        else
            out += letter;
    }
    out += '"';
}

} // namespace

void JsonWriter::newLine()
{
    m_text += '\n';
    m_text.append(2 * m_levels.size(), ' ');
}

/// Puts what stands between the previous value of this level and the next one.
void JsonWriter::separate(bool breakLine)
{
    if (std::exchange(m_afterKey, false) || m_levels.empty())
        return;
    Level& level = m_levels.back();
    if (!level.empty)
        m_text += ',';
    if (breakLine && m_layout == Layout::Lines) {
        newLine();
        level.broken = true;
    } else if (!level.empty && m_layout == Layout::Lines) {
        m_text += ' ';
    }
    level.empty = false;
}

void JsonWriter::open(char bracket)
{
    separate(true);
    m_text += bracket;
    m_levels.emplace_back();
}

void JsonWriter::close(char bracket)
{
    const bool broken = m_levels.back().broken;
    m_levels.pop_back();
    if (broken)
        newLine();
    m_text += bracket;
}

void JsonWriter::key(std::string_view name)
{
    separate(true);
    appendEscaped(m_text, name);
    m_text += m_layout == Layout::Lines ? ": " : ":";
    m_afterKey = true;
}

void JsonWriter::literal(std::string_view words)
{
    separate(false);
    m_text += words;
}

void JsonWriter::value(double number)
{
    separate(false);
    appendNumber(m_text, number);
}

void JsonWriter::value(std::string_view words)
{
    separate(false);
    appendEscaped(m_text, words);
}

void JsonWriter::value(std::span<const double> numbers)
{
    separate(false);
    m_text += '[';
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (i > 0)
            m_text += ',';
        appendNumber(m_text, numbers[i]);
    }
    m_text += ']';
}

void JsonWriter::value(std::span<const std::string> words)
{
    beginArray();
    for (const std::string& word : words)
        value(std::string_view(word));
    endArray();
}

std::string JsonWriter::take()
{
    if (m_layout == Layout::Lines)
        m_text += '\n';
    return std::exchange(m_text, {});
}

} // namespace kaba
