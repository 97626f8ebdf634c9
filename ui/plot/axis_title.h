// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <QString>

namespace kaba {

/// "label [unit]" of an axis, or what there is of it.
QString axisTitle(const Axis& axis, Language language);

} // namespace kaba
