// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// The cell of `cells` equal ones on `span` in which a value lies, the outermost for values beyond. Requires cells.
std::size_t cellAt(const Interval& span, std::size_t cells, double value);

/// A number as the cross-hair tells it, to six digits and with its unit.
QString readingOf(double value, std::string_view unit, Language language);

/// "time t = 0.512 s" for a place on an axis.
QString placeOn(const Axis& axis, Language language, double value);

/// A row or column as the reader calls it: its own name, its middle where the axis has a unit, else its index times
/// `every`, behind the label of the axis: "coefficient n 5".
QString cellName(const Axis& axis, const std::vector<std::string>& names, const Interval& span,
                 std::size_t cells, std::size_t index, std::size_t every, Language language);

} // namespace kaba
