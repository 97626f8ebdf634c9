// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <cmath>

namespace kaba {

/// From data to device units along one axis. Requires range.low < range.high, both positive on a log axis.
struct AxisMap {
    Interval range;  ///< data at the two ends
    Interval device; ///< device units there; high < low where the axis runs upwards or to the left
    bool log = false;

    /// NaN for NaN, and for values ≤ 0 on a log axis.
    double toDevice(double value) const
    {
        if (!log)
            return device.low + (value - range.low) / (range.high - range.low) * (device.high - device.low);
        if (!(value > 0))
            return std::nan("");
        return device.low +
               std::log(value / range.low) / std::log(range.high / range.low) * (device.high - device.low);
    }
    double toData(double place) const
    {
        const double part = (place - device.low) / (device.high - device.low);
        return log ? range.low * std::pow(range.high / range.low, part)
                   : range.low + part * (range.high - range.low);
    }
    double extent() const { return std::abs(device.high - device.low); }
};

} // namespace kaba
