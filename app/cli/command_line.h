// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/console.h"

#include <string>

namespace kaba {

/// Runs the command, or answers --help and --version, and tells the exit code. Requires isForCommandLine().
int runCommandLine(const Arguments& arguments, const Console& console);

/// False where the window is asked for.
bool isForCommandLine(const Arguments& arguments);

/// Refuses what the window cannot open: a word that is no paper, demo or file, with its nearest spelling.
Status checkWindowTarget(const Arguments& arguments);

/// The page of --help.
std::string helpText(Language language);

} // namespace kaba
