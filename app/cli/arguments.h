// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kaba {

/// What was typed after the program's name, taken apart.
struct Arguments {
    std::string command = {};               ///< one of commandTable(), or empty: the window
    std::vector<std::string> operands = {}; ///< what is no option and not the command
    std::vector<std::pair<std::string, std::string>> options = {}; ///< "--seed" and its value, in order

    bool has(std::string_view option) const;
    std::optional<std::string> last(std::string_view option) const; ///< the last one given counts
    std::vector<std::string> all(std::string_view option) const;
};

struct OptionSpec {
    std::string_view name;     ///< "--seed"
    std::string_view value;    ///< "N" where it takes one, empty for a switch
    std::string_view commands; ///< "run bench": the ones that know it; empty: all, and the window
    Label help;
};
struct CommandSpec {
    std::string_view name;
    std::string_view operands;
    Label help;
};
std::span<const OptionSpec> optionTable();
std::span<const CommandSpec> commandTable();

/// Options may stand before or after the command, their values after a blank or '='; "--" ends them. Error::Usage
/// names an unknown or misplaced option with its nearest spelling, or one without its value.
Result<Arguments> parseArguments(std::span<const char* const> words);

/// The language that the arguments ask for, even malformed ones; else that of the locale.
Language languageOf(std::span<const char* const> words);

} // namespace kaba
