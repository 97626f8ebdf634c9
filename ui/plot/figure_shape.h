// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <string>

namespace kaba {

/// Whether a view of one figure can be refilled with the other: the same panels, layers and kinds of axes.
bool sameShape(const Figure& one, const Figure& other);

/// The name that linked axes share; an axis without a link has one of its own. `which` is 'x' or 'y'.
std::string axisKey(const Panel& panel, const Axis& axis, char which);

} // namespace kaba
