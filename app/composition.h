// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <filesystem>
#include <optional>
#include <string>

class QApplication;

namespace kaba {

/// What the command line asks of the window.
struct WindowOptions {
    std::filesystem::path dataDir;
    std::optional<Language> language = {}; ///< nothing: the reader's setting, else the locale's
    bool quitAfterPaint = false;           ///< closes just after the first frame: the benchmark of the start
    std::string target = {}; ///< a paper's or demo's id or a file; empty: where the reader left off
};

/// Makes and connects everything, shows the window and runs until it is closed. Returns the exit code.
int runWindow(QApplication& application, const WindowOptions& options);

} // namespace kaba
