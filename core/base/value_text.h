// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parameter.h"

#include <string_view>

namespace kaba {

/// A value for a reader: the label of a choice or of the keyword in a number's place, a number with all its
/// digits. Requires that id is declared.
Text valueText(const ParameterSet& values, std::string_view id);

} // namespace kaba
