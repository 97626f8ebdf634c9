// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

namespace kaba {

/// `now` minus `then`, layer by layer: curves, stems, points and bars over the same x, heat maps of the same rows and
/// columns (in diverging colours about 0). What the two do not share, or what has no difference, is left out, and a notice
/// for each such layer says why. Axes fit the differences: ranges and logarithmic y go. Claims and readouts are those of
/// `now`. `names` is what stands for the two in titles: "B − A".
Figure figureDifference(const Figure& now, const Figure& then, const Text& names);

} // namespace kaba
