// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plot/data_range.h"

#include <string>

namespace kaba {

/// A row or a column of a panel's heat map that the reader wants to see as a curve.
struct Profile {
    enum class Along { Row, Column };
    std::string panel;
    Along along = Along::Row;
    std::size_t index = 0;
    bool operator==(const Profile&) const = default;
};

/// The values along the profile, one layer for each heat map of the panel (real and imaginary part, say). Its x axis
/// is linked with the axis of the map that runs along it. The last row or column stands in for one that the map no
/// longer has. Requires a heat map.
Panel profilePanel(const Panel& panel, const Profile& profile);

/// What the row or column covers on the map. Requires a heat map.
PanelRange bandOf(const Panel& panel, const Profile& profile);

} // namespace kaba
