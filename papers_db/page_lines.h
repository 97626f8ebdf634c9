// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/number_text.h"
#include "core/base/result.h"

#include <fmt/format.h>

#include <string_view>

namespace kaba {

/// PageLines of a file with their numbers; `take` moves on.
class PageLines {
public:
    PageLines(std::string_view file, std::string_view text)
        : m_file(file)
        , m_rest(text)
    {
        take();
    }

    bool atEnd() const { return m_atEnd; }
    std::string_view line() const { return m_line; }
    void take()
    {
        m_atEnd = m_rest.empty();
        const std::size_t end = m_rest.find('\n');
        m_line = trimmed(m_rest.substr(0, end));
        m_rest = end == std::string_view::npos ? std::string_view() : m_rest.substr(end + 1);
        ++m_number;
    }
    void skipBlank()
    {
        while (!m_atEnd && m_line.empty())
            take();
    }
    Error error(const Text& what) const
    {
        return {Error::Kind::Input,
                {fmt::format("{}, line {}: {}", m_file, m_number, what.en),
                 fmt::format("{} の {} 行目：{}", m_file, m_number, what.ja)}};
    }
    Error expected(std::string_view wanted) const
    {
        return error(
            text("expected {0}, found '{1}'.", "{0} が来るはずですが「{1}」があります。", wanted, m_line));
    }

private:
    std::string_view m_file, m_rest, m_line;
    int m_number = 0;
    bool m_atEnd = false;
};

} // namespace kaba
