// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parameter.h"

namespace kaba {

/// Where the values of a number stand on its slider: fraction 0 is the smallest, 1 the largest value.
/// A logarithmic scale whose smallest value is not positive is shifted (ln(v − min + 1) of whole numbers).
class SliderScale {
public:
    explicit SliderScale(const RealParam& parameter);
    explicit SliderScale(const IntParam& parameter);
    /// Up to min(max, reach), at least to the smallest value.
    SliderScale(const IntParam& parameter, int reach);

    /// The value under the handle, rounded to what one can mean with a hand: whole numbers, three digits of a
    /// logarithmic scale, thousandths of a linear one. Both ends are exact.
    double valueAt(double fraction) const;
    double fractionOf(double value) const;
    /// `value` moved by `fraction` of the scale, a whole number by at least 1; stops at the ends.
    double stepped(double value, double fraction) const;
    double max() const { return m_max; }

private:
    double rounded(double value) const;

    double m_min;
    double m_max;
    double m_shift; ///< added before the logarithm
    bool m_log;
    bool m_whole;
};

} // namespace kaba
