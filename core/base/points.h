// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <complex>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// Places in the complex plane, in the order in which they were given.
using Points = std::vector<std::complex<double>>;

/// "-0.5+3.14i,-1": shortest digits that read back the same, the imaginary part left out where it is +0.
std::string pointsText(const Points& points);

/// Reads the form above; 'j' for 'i', a lone "3i" or "-i" and blanks are welcome, nothing at all is an empty list.
/// The error says which piece is no complex number, without naming what it was meant for.
Result<Points> parsePoints(std::string_view text);

} // namespace kaba
