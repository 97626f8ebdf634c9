// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace kaba {

/// The shortest decimal form that reads back as the same double; "nan", "inf", "-inf" for the rest.
std::string shortest(double value);

/// The whole of `text` as a number in C notation, blanks around it allowed; nothing where it is none.
/// Accepts nan and inf: whoever has a range refuses them there.
std::optional<double> parseNumber(std::string_view text);

/// `text` without the blanks around it.
std::string_view trimmed(std::string_view text);

} // namespace kaba
