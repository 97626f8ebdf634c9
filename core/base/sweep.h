// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parameter.h"
#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace kaba {

/// The values that a number takes one after the other: the frames of an animation.
struct Sweep {
    std::string parameter;
    std::vector<ParameterValue> values;
};
inline constexpr int kMostFrames = 2000;

/// From `from` to `to`, both exact, in `count` steps that are even on the scale; six digits between them, whole numbers for
/// an IntParam. Error::Usage where the parameter is unknown or no number, an end is out of its range, the count is not in
/// 2…kMostFrames, or a logarithmic scale would touch zero.
Result<Sweep> makeSweep(const ParameterSet& values, std::string_view parameter, double from, double to,
                        int count, Scale scale);

/// "step=1e-3:1e-1:30:log": ID=FROM:TO:COUNT, and `log` or `lin` where it is not to be the parameter's own scale.
/// Error::Usage as above, or where it is not of this form.
Result<Sweep> parseSweep(std::string_view written, const ParameterSet& values);

/// Whether the file name has one place for the number of a frame: "f-%03d.png".
bool hasFrameNumber(const std::filesystem::path& pattern);
/// The name of a frame, counted from 1. Requires hasFrameNumber().
std::filesystem::path frameName(const std::filesystem::path& pattern, int frame);

} // namespace kaba
