// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace kaba {

/// Larger files are refused before a byte of them is read.
constexpr std::uintmax_t kLargestInput = std::uintmax_t{512} << 20;

/// The last component of `path`, in valid UTF-8: what messages and figures may tell of a file.
std::string fileName(const std::filesystem::path& path);

/// The whole file. Error::Input, naming the file, where it is missing, no regular file, empty, unreadable or
/// larger than kLargestInput.
Result<std::string> readFile(const std::filesystem::path& path);

/// Puts `bytes` in the place of `path` in one step: whoever looks, even after a kill at any moment, sees the old
/// file or the new one, whole. A device or pipe is written through. Error::Io names the file.
Status writeFile(const std::filesystem::path& path, std::string_view bytes);

} // namespace kaba
