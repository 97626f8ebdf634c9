// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace kaba {

/// The processor's name and what vector loops and matrix products choose on it: where two machines agree in this, the
/// same computation gives the same bits.
std::string processorName();

} // namespace kaba
