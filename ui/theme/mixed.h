// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

#include <cmath>

namespace kaba {

/// `share` of `over` laid on `under`, both opaque, channel by channel in steps of 1/255.
inline QColor mixed(const QColor& under, const QColor& over, double share)
{
    const auto channel = [share](int from, int to) {
        return static_cast<int>(std::lround(from + share * (to - from)));
    };
    return {channel(under.red(), over.red()), channel(under.green(), over.green()),
            channel(under.blue(), over.blue())};
}

} // namespace kaba
