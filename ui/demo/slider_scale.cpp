// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/slider_scale.h"

#include "core/base/number_text.h"

#include <algorithm>
#include <cmath>

namespace kaba {
namespace {

constexpr int kDigits = 3;

/// The nearest multiple of 10^exponent, as the double that its decimal form means.
double roundedTo(double value, int exponent)
{
    const auto decimal = fmt::format("{:.0f}e{}", value / std::pow(10.0, exponent), exponent);
    return parseNumber(decimal).value_or(value);
}

int exponentOf(double value) { return static_cast<int>(std::floor(std::log10(std::abs(value)))); }

double shiftFor(double min, double unit) { return min > 0 ? 0 : unit - min; }

} // namespace

SliderScale::SliderScale(const RealParam& parameter)
    : m_min(parameter.min)
    , m_max(parameter.max)
    , m_shift(shiftFor(parameter.min, (parameter.max - parameter.min) * 1e-6))
    , m_log(parameter.scale == Scale::Log)
    , m_whole(false)
{}

SliderScale::SliderScale(const IntParam& parameter)
    : SliderScale(parameter, parameter.max)
{}

SliderScale::SliderScale(const IntParam& parameter, int reach)
    : m_min(parameter.min)
    , m_max(std::clamp(reach, parameter.min, parameter.max))
    , m_shift(shiftFor(parameter.min, 1))
    , m_log(parameter.scale == Scale::Log)
    , m_whole(true)
{}

double SliderScale::valueAt(double fraction) const
{
    if (!(fraction > 0))
        return m_min;
    if (fraction >= 1)
        return m_max;
    if (!m_log)
        return rounded(m_min + fraction * (m_max - m_min));
    const double low = std::log(m_min + m_shift);
    const double high = std::log(m_max + m_shift);
    return rounded(std::exp(low + fraction * (high - low)) - m_shift);
}

double SliderScale::fractionOf(double value) const
{
    if (!(m_max > m_min))
        return 0;
    const double clamped = std::clamp(value, m_min, m_max);
    if (!m_log)
        return (clamped - m_min) / (m_max - m_min);
    const double low = std::log(m_min + m_shift);
    const double high = std::log(m_max + m_shift);
    return (std::log(clamped + m_shift) - low) / (high - low);
}

double SliderScale::stepped(double value, double fraction) const
{
    const double moved = valueAt(fractionOf(value) + fraction);
    if (!m_whole)
        return moved;
    const double least = value + (fraction < 0 ? -1 : 1);
    return std::clamp(fraction < 0 ? std::min(moved, least) : std::max(moved, least), m_min, m_max);
}

double SliderScale::rounded(double value) const
{
    if (m_whole)
        return std::clamp(std::round(value), m_min, m_max);
    if (value == 0)
        return value;
    const int exponent = (m_log ? exponentOf(value) + 1 : exponentOf(m_max - m_min)) - kDigits;
    return std::clamp(roundedTo(value, exponent), m_min, m_max);
}

} // namespace kaba
