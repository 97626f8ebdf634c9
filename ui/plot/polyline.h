// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plot/axis_map.h"

#include <QList>
#include <QPolygonF>
#include <QRectF>

#include <span>

namespace kaba {

/// A line through the samples in device units, cut where a sample is NaN, infinite or ≤ 0 on a log axis, clipped
/// to `area`. Where more than four samples fall on one unit of the x axis only the first, lowest, highest and last
/// of them stay: the picture is the same. Unsorted x (phase plots) keep their order; steps below a third of a unit
/// are left out there. Requires as many y as x. Costs O(visible samples).
QList<QPolygonF> linePieces(const Positions& x, std::span<const double> y, const AxisMap& xMap,
                            const AxisMap& yMap, const QRectF& area);

/// The pieces of `line` cut into the dashes of `pattern` (lengths in device units, on and off in turn).
QList<QLineF> dashes(const QPolygonF& line, const QList<qreal>& pattern);

/// [first, last) of the samples in `range` and one more on each side. Requires sorted x.
std::pair<std::size_t, std::size_t> visibleSamples(const Positions& x, const Interval& range);

bool isSorted(const Positions& x);

} // namespace kaba
