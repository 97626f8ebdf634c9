// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <string>
#include <string_view>

namespace kaba {

/// `unit` as a reader sees it: units in words ("samples") in the reader's language, signs ("ms") as they are.
/// Formats for other programs (JSON, CSV) keep the English words.
std::string unitText(std::string_view unit, Language language);

} // namespace kaba
