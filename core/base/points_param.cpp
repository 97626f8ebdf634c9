// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/points_param.h"

#include "core/base/number_text.h"

namespace kaba {
namespace {

Error usage(Text message) { return {Error::Kind::Usage, std::move(message)}; }

/// False for a NaN.
bool isWithin(double value, const Interval& range) { return value >= range.low && value <= range.high; }

Error outside(const PointsParam& parameter, std::complex<double> point)
{
    return usage(text("The real parts of '{0}' must lie between {1} and {2}, the imaginary parts between {3} "
                      "and {4}, not {5}.",
                      "「{0}」の実部は {1} から {2}、虚部は {3} から {4} までです。{5} は指定できません。",
                      parameter.id, shortest(parameter.re.low), shortest(parameter.re.high),
                      shortest(parameter.im.low), shortest(parameter.im.high), pointsText({point})));
}

} // namespace

Result<ParameterValue> checkedPoints(const PointsParam& parameter, Points points)
{
    if (points.size() > static_cast<std::size_t>(parameter.maxPoints))
        return usage(text("'{0}' holds at most {1} points, not {2}.",
                          "「{0}」は {1} 個の点までです（{2} 個が指定されました）。", parameter.id,
                          parameter.maxPoints, points.size()));
    for (const std::complex<double>& point : points)
        if (!isWithin(point.real(), parameter.re) || !isWithin(point.imag(), parameter.im))
            return outside(parameter, point);
    return ParameterValue{std::move(points)};
}

Result<ParameterValue> pointsFromText(const PointsParam& parameter, std::string_view given)
{
    auto points = parsePoints(given);
    if (points)
        return checkedPoints(parameter, *std::move(points));
    const Text& reason = points.error().message;
    return usage(text("'{0}' is a list of points: {1}", "「{0}」は点の並びです。{2}", parameter.id, reason.en,
                      reason.ja));
}

Points pointsInHand(const PointsParam& parameter, const ParameterSet& values)
{
    const Points& given = values[parameter];
    return given.empty() && parameter.preset ? parameter.preset(values) : given;
}

} // namespace kaba
