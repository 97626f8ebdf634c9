// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <QString>

namespace kaba {

/// What a claim says of its number: "≤ 10⁻⁹", "0.25 ± 0.01".
QString expectationOf(const Claim& claim);

} // namespace kaba
