// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/figure.h"

#include <algorithm>
#include <cmath>

namespace kaba {

std::size_t countOf(const Positions& positions)
{
    if (const auto* grid = std::get_if<RegularGrid>(&positions))
        return grid->count;
    return std::get<Samples>(positions).size();
}

double at(const Positions& positions, std::size_t index)
{
    if (const auto* grid = std::get_if<RegularGrid>(&positions))
        return grid->start + grid->step * static_cast<double>(index);
    return std::get<Samples>(positions)[index];
}

bool Claim::holds() const
{
    switch (relation) {
    case Relation::Equal:
        return std::abs(measured - expected) <= tolerance;
    case Relation::AtMost:
        return measured <= expected;
    case Relation::AtLeast:
        return measured >= expected;
    }
    return false;
}

const Panel* findPanel(const Figure& figure, std::string_view id)
{
    const auto found = std::ranges::find(figure.panels, id, &Panel::id);
    return found == figure.panels.end() ? nullptr : &*found;
}

} // namespace kaba
