// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include "core/base/unicode.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <unistd.h>

namespace kaba {

void Console::say(const Text& message) const { fmt::print(stderr, "kaba: {}\n", message.in(m_language)); }

Status Console::print(std::string_view bytes) const
{
    const bool complete = std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size();
    if (complete && std::fflush(stdout) == 0)
        return Done{};
    return Error{Error::Kind::Io, {"Standard output cannot be written.", "標準出力に書き込めません。"}};
}

RunContext Console::progress(std::string_view label) const
{
    if (::isatty(STDERR_FILENO) == 0)
        return RunContext();
    using Clock = std::chrono::steady_clock;
    const auto shown = std::make_shared<Clock::time_point>(Clock::now() + std::chrono::milliseconds(300));
    return RunContext({}, [label = std::string(label), shown](double fraction) {
        if (Clock::now() < *shown)
            return;
        *shown = Clock::now() + std::chrono::milliseconds(100);
        fmt::print(stderr, "\r{} {:3.0f} %", label, 100 * fraction);
    });
}

std::function<void(const Text&)> Console::training(std::string_view label) const
{
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::seconds kBetweenLines{15};
    const bool terminal = ::isatty(STDERR_FILENO) != 0;
    return [label = std::string(label), language = m_language, terminal,
            next = Clock::now()](const Text& status) mutable {
        if (terminal)
            fmt::print(stderr, "\r\033[K{} {}", label, status.in(language));
        else if (Clock::now() >= next) {
            next = Clock::now() + kBetweenLines;
            fmt::print(stderr, "{} {}\n", label, status.in(language));
        }
    };
}

void Console::endProgress() const
{
    if (::isatty(STDERR_FILENO) != 0)
        fmt::print(stderr, "\r\033[K");
}

std::string aligned(const std::vector<std::vector<std::string>>& rows)
{
    std::vector<std::size_t> widths;
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths.resize(std::max(widths.size(), i + 1));
            widths[i] = std::max(widths[i], displayWidth(row[i]));
        }
    std::string out;
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            out += row[i];
            if (i + 1 < row.size())
                out.append(widths[i] - displayWidth(row[i]) + 2, ' ');
        }
        out += '\n';
    }
    return out;
}

int exitCode(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::Usage:
        return 2;
    case Error::Kind::CannotCompute:
    case Error::Kind::Numerical:
    case Error::Kind::Cancelled:
        return 1;
    case Error::Kind::Input:
        return 3;
    case Error::Kind::Io:
    case Error::Kind::Database:
        return 4;
    }
    return 1;
}

} // namespace kaba
