// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plot/figure_shape.h"

#include <algorithm>

namespace kaba {

namespace {

bool sameAxis(const Axis& one, const Axis& other)
{
    return one.kind == other.kind && one.link == other.link && one.unit == other.unit;
}

bool sameLayer(const Layer& one, const Layer& other)
{
    return one.id == other.id && one.data.index() == other.data.index();
}

bool samePanel(const Panel& one, const Panel& other)
{
    return one.id == other.id && one.featured == other.featured && one.equalAspect == other.equalAspect &&
           sameAxis(one.x, other.x) && sameAxis(one.y, other.y) &&
           std::ranges::equal(one.layers, other.layers, sameLayer);
}

} // namespace

bool sameShape(const Figure& one, const Figure& other)
{
    return one.columns == other.columns && std::ranges::equal(one.panels, other.panels, samePanel);
}

std::string axisKey(const Panel& panel, const Axis& axis, char which)
{
    return axis.link.empty() ? panel.id + '/' + which : axis.link;
}

} // namespace kaba
