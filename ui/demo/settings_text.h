// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parameter.h"

#include <QString>

#include <string_view>

namespace kaba {

/// The id under which the seed stands among a panel's values.
inline constexpr std::string_view kSeedId = "seed";

/// "kaba run hippo --set order=64 --seed 3": the values that differ from their initial ones, quoted for a shell.
QString commandLine(std::string_view demo, const ParameterSet& values);

/// One option of that line: "--set order=64" or "--seed 3".
QString commandOption(const ParameterSet& values, std::string_view id);

/// Reads such a line, or "order=64; step=0.01", on top of `values`. All or nothing. Options of the line that set
/// no value are passed over; a line that runs another demo is refused.
Status readSettings(const QString& written, std::string_view demo, ParameterSet& values);

} // namespace kaba
