// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parameter.h"

#include <string_view>

namespace kaba {

/// The points as a value of the parameter, or the sentence that refuses them.
Result<ParameterValue> checkedPoints(const PointsParam& parameter, Points points);
Result<ParameterValue> pointsFromText(const PointsParam& parameter, std::string_view given);

/// The points that the reader holds in hand: the given ones, where none are given those of the preset.
Points pointsInHand(const PointsParam& parameter, const ParameterSet& values);

} // namespace kaba
