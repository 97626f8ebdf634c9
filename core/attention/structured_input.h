// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/parameter.h"
#include "core/math/random.h"

#include <Eigen/Core>

namespace kaba {

/// `smoothness`, ρ of the inputs below.
constexpr RealParam smoothnessParam(double initial, EnabledWhen enabledWhen)
{
    return {.id = "smoothness",
            .label = {"Smoothness ρ", "滑らかさ ρ"},
            .min = 0,
            .max = 1,
            .initial = initial,
            .help = {"How alike neighbouring tokens are; at 1 they are the same.",
                     "隣り合うトークンの似かたです。1 では等しくなります。"},
            .enabledWhen = enabledWhen};
}

/// Rows x_t = ρ x_{t−1} + √(1 − ρ²) ε_t of variance 1, ρ the smoothness in [0, 1], begun anew every `stretch` rows:
/// neighbours are alike within a stretch, and all the same for ρ = 1. Requires stretch ≥ 1. Cost O(rows · cols).
Eigen::MatrixXd smoothRows(Random& random, Eigen::Index rows, Eigen::Index cols, double smoothness,
                           Eigen::Index stretch);

/// A toy picture in [0, 1]: a disc on a slope, and stripes. side × side.
Eigen::MatrixXd toyPicture(Eigen::Index side);

/// `picture` brought to side × side by taking the nearest pixel, and its brightness to [0, 1]. Requires a picture
/// with at least one pixel.
Eigen::MatrixXd squarePicture(const Eigen::MatrixXd& picture, Eigen::Index side);

/// One row for each pixel, rows of the picture after each other: random cosine features of brightness and place, so
/// that q·k is large for pixels that are alike and near. `smoothness` in [0, 1] stretches the cosines; at 1 all
/// pixels are the same. Cost O(pixels · cols).
Eigen::MatrixXd pixelFeatures(Random& random, const Eigen::MatrixXd& picture, Eigen::Index cols,
                              double smoothness);

} // namespace kaba
