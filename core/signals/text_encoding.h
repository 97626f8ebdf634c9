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

/// Decodes a text file. Its encoding is the one asked for (spelled as above) or, where none is, told by its byte order
/// mark or by what its bytes can be. Error::Input where it is no text (control bytes), or not in that encoding.
Result<DecodedText> decodeText(std::string_view bytes, std::string_view source,
                               std::string_view encoding = {});

} // namespace kaba
