// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

#include "core/base/spelling.h"
#include "core/base/unicode.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace kaba {
namespace {

Error usage(Text message) { return {Error::Kind::Usage, std::move(message)}; }

Error unknownOption(std::string_view name)
{
    std::vector<std::string_view> names;
    for (const OptionSpec& option : optionTable())
        if (!option.help.en.empty())
            names.push_back(option.name);
    return usage(text("There is no option '{0}'. Did you mean '{1}'? kaba --help lists all.",
                      "オプション「{0}」はありません。「{1}」のことでしょうか。一覧は kaba --help。",
                      validUtf8(name), nearestSpelling(name, names)));
}

Error missingValue(const OptionSpec& option)
{
    return usage(text("'{0}' needs a value: {0} {1}.", "「{0}」には値が必要です：{0} {1}。", option.name,
                      option.value));
}

Error needlessValue(const OptionSpec& option)
{
    return usage(text("'{0}' takes no value.", "「{0}」は値をとりません。", option.name));
}

bool knows(const OptionSpec& option, std::string_view command)
{
    const auto words = fmt::format(" {} ", option.commands);
    return option.commands.empty() ||
           (!command.empty() && words.find(fmt::format(" {} ", command)) != words.npos);
}

const CommandSpec* findCommand(std::string_view name)
{
    const auto found = std::ranges::find(commandTable(), name, &CommandSpec::name);
    return found == commandTable().end() ? nullptr : &*found;
}

/// Takes one word after the other.
class Parser {
public:
    explicit Parser(std::span<const char* const> words)
        : m_words(words)
    {}

    Result<Arguments> parse()
    {
        for (; m_next < m_words.size(); ++m_next) {
            const std::string_view word = m_words[m_next];
            if (m_optionsOver || !word.starts_with('-') || word == "-")
                operand(word);
            else if (word == "--")
                m_optionsOver = true;
            else if (Status status = option(word); !status)
                return status.error();
        }
        return checked();
    }

private:
    void operand(std::string_view word)
    {
        if (m_arguments.command.empty() && m_arguments.operands.empty() && !m_optionsOver &&
            findCommand(word))
            m_arguments.command = word;
        else
            m_arguments.operands.emplace_back(word);
    }

    Status option(std::string_view word)
    {
        const auto equals = word.find('=');
        const std::string_view name = word.substr(0, equals);
        const auto found = std::ranges::find(optionTable(), name, &OptionSpec::name);
        if (found == optionTable().end())
            return unknownOption(name);
        const bool joined = equals != std::string_view::npos;
        if (found->value.empty()) {
            m_arguments.options.emplace_back(name == "-h" ? "--help" : name, "");
            return joined ? Status(needlessValue(*found)) : Status(Done{});
        }
        if (!joined && m_next + 1 >= m_words.size())
            return missingValue(*found);
        m_arguments.options.emplace_back(name, joined ? word.substr(equals + 1) : m_words[++m_next]);
        return Done{};
    }

    Result<Arguments> checked() const
    {
        for (const auto& [name, value] : m_arguments.options) {
            const auto option = std::ranges::find(optionTable(), name, &OptionSpec::name);
            if (!knows(*option, m_arguments.command) &&
                (!m_arguments.command.empty() || m_arguments.operands.empty()))
                return usage(text("'{0}' belongs to: kaba {1}.", "「{0}」が使えるのは kaba {1} です。", name,
                                  option->commands));
        }
        return m_arguments;
    }

    std::span<const char* const> m_words;
    std::size_t m_next = 0;
    bool m_optionsOver = false;
    Arguments m_arguments;
};

Language localeLanguage()
{
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (const char* value = std::getenv(name); value && *value)
            return std::string_view(value).starts_with("ja") ? Language::Japanese : Language::English;
    return Language::English;
}

} // namespace

bool Arguments::has(std::string_view option) const { return last(option).has_value(); }

std::optional<std::string> Arguments::last(std::string_view option) const
{
    const std::vector<std::string> values = all(option);
    return values.empty() ? std::nullopt : std::optional(values.back());
}

std::vector<std::string> Arguments::all(std::string_view option) const
{
    std::vector<std::string> values;
    for (const auto& [name, value] : options)
        if (name == option)
            values.push_back(value);
    return values;
}

Result<Arguments> parseArguments(std::span<const char* const> words) { return Parser(words).parse(); }

Language languageOf(std::span<const char* const> words)
{
    Language language = localeLanguage();
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string_view word = words[i];
        std::string_view value = word.starts_with("--lang=") ? word.substr(7) : std::string_view();
        if (word == "--lang" && i + 1 < words.size())
            value = words[i + 1];
        if (value == "ja" || value == "en")
            language = value == "ja" ? Language::Japanese : Language::English;
    }
    return language;
}

} // namespace kaba
