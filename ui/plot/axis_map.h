// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/figure.h"

#include <cmath>
#include <limits>

namespace kaba {

/// From data to device units along one axis.
class AxisMap {
public:
    AxisMap() = default;
    /// `shown` appears at `units` (high < low where the axis runs upwards). Requires shown.low < shown.high, both
    /// positive on a log axis.
    AxisMap(const Interval& shown, const Interval& units, bool logarithmic = false)
        : range(shown)
        , device(units)
        , log(logarithmic)
        , m_slope((units.high - units.low) / (position(shown.high) - position(shown.low)))
        , m_offset(units.low - m_slope * position(shown.low))
    {}

    /// NaN for NaN, and for values ≤ 0 on a log axis.
    double toDevice(double value) const { return m_offset + m_slope * position(value); }
    double toData(double place) const
    {
        const double at = (place - m_offset) / m_slope;
        return log ? std::exp(at) : at;
    }
    double extent() const { return std::abs(device.high - device.low); }

    Interval range, device;
    bool log = false;

private:
    double position(double value) const
    {
        if (!log)
            return value;
        return value > 0 ? std::log(value) : std::numeric_limits<double>::quiet_NaN();
    }

    double m_slope = 1, m_offset = 0;
};

} // namespace kaba
