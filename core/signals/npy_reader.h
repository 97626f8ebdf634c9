// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/demo.h"
#include "core/base/result.h"

#include <string>
#include <string_view>

namespace kaba {

bool isNpy(std::string_view bytes);

/// One NPY file (format 1 to 3) as a row-major array: booleans, integers, float16/32/64 and complex64/128 in
/// either byte order and either memory order. Error::Input where the header is broken, the data too short or the
/// elements something else; objects are refused with the lines of Python that convert them.
Result<InputArray> readNpy(std::string_view bytes, std::string_view source);

/// The words of an NPY array of one string (kind U or S), in UTF-8.
Result<std::string> readNpyText(std::string_view bytes, std::string_view source);

/// True where the array holds strings, which no computation takes.
bool isNpyText(std::string_view bytes);

} // namespace kaba
