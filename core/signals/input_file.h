// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/base/result.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace kaba {

/// How a reader gives a file, for sentences that ask for one.
inline constexpr Label kWaysToGiveAFile{"“Choose a file…” in the window, --input FILE on the command line",
                                        "ウィンドウでは「ファイルを選択…」、コマンドでは --input FILE"};

/// Reads what a reader brings: CSV, TSV and text (UTF-8, UTF-16, Shift_JIS, EUC-JP), NPY, NPZ, and sound that
/// libsndfile knows. What the file holds decides, its suffix only where that leaves a doubt. Of the path nothing
/// but the file's name is kept. Error::Input says what is wrong and where ("line 4, column 2").
Result<std::shared_ptr<const Input>> readInput(const std::filesystem::path& path);

/// The same for the bytes of a file that was called `name`.
Result<Input> readInputBytes(std::string_view bytes, const std::string& name);

} // namespace kaba
