// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace kaba {

struct DecodedText {
    std::string utf8;     ///< without byte order mark
    std::string encoding; ///< "UTF-8", "UTF-16LE", "UTF-16BE", "Shift_JIS" or "EUC-JP"
};

/// Tells the encoding of a text file by its byte order mark or, without one, by what its bytes can be, and
/// decodes it. Error::Input where it is no text (control bytes) or in none of the encodings above.
Result<DecodedText> decodeText(std::string_view bytes, std::string_view source);

} // namespace kaba
