// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace kaba {

enum class Language { English, Japanese };

/// A fixed piece of user-visible text in both languages, for declarations that live as long as the program.
struct Label {
    std::string_view en = {};
    std::string_view ja = {};
};

/// User-visible text in both languages, owned. Whoever shows it picks the language as late as possible, so a
/// figure or an error that already exists follows a switch of language without being computed again.
struct Text {
    std::string en = {};
    std::string ja = {};

    Text() = default;
    Text(std::string english, std::string japanese)
        : en(std::move(english))
        , ja(std::move(japanese))
    {}
    Text(const Label& label)
        : en(label.en)
        , ja(label.ja)
    {}

    /// The same words in both languages: symbols, names, numbers.
    static Text same(std::string_view words) { return {std::string(words), std::string(words)}; }

    const std::string& in(Language language) const { return language == Language::Japanese ? ja : en; }
    bool empty() const { return en.empty() && ja.empty(); }
    bool operator==(const Text&) const = default;
};

/// Fills the places {} of both sentences with the same arguments (fmt's syntax; {0}, {1} where the order differs).
template <class... Arguments>
Text text(fmt::format_string<Arguments...> en, fmt::format_string<Arguments...> ja, Arguments&&... arguments)
{
    const auto packed = fmt::make_format_args(arguments...);
    return {fmt::vformat(fmt::string_view(en), packed), fmt::vformat(fmt::string_view(ja), packed)};
}

} // namespace kaba
