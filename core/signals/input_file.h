// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/base/result.h"
#include "core/signals/csv_rows.h"

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// How a reader gives a file, for sentences that ask for one.
inline constexpr Label kWaysToGiveAFile{"“Choose a file…” in the window, --input FILE on the command line",
                                        "ウィンドウでは「ファイルを選択…」、コマンドでは --input FILE"};

/// Reads what a reader brings: CSV, TSV and text (UTF-8, UTF-16, Shift_JIS, EUC-JP), NPY, NPZ, and sound that
/// libsndfile knows. What the file holds decides, its suffix only where that leaves a doubt; of text, `reading` (the
/// text form of read_options.h) decides first. Of the path nothing but the file's name is kept. Error::Input says what
/// is wrong and where ("line 4, column 2"); Usage where `reading` is none.
Result<std::shared_ptr<const Input>> readInput(const std::filesystem::path& path,
                                               std::string_view reading = {});

/// The same for the bytes of a file that was called `name`.
Result<Input> readInputBytes(std::string_view bytes, const std::string& name, std::string_view reading = {});

/// Whether a file of this name may hold text: it is not called NPY, NPZ or sound.
bool hasTextName(const std::string& name);

/// How the beginning of a text file comes out: what a reader looks at before choosing other options.
struct TextLook {
    ParameterSet used;        ///< reading options, none of which is auto
    std::vector<CsvRow> rows; ///< of a table: the first ones, its heading among them
    std::string words = {};   ///< of a series of bytes: the first letters
};

/// Requires an input that was read as text. Errors as readInputBytes(), but for cells that do not fit.
Result<TextLook> lookAtText(std::string_view bytes, const std::string& name, std::string_view reading);

} // namespace kaba
