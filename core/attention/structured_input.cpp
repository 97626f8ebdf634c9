// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/attention/structured_input.h"

#include <cmath>
#include <numbers>

namespace kaba {

Eigen::MatrixXd smoothRows(Random& random, Eigen::Index rows, Eigen::Index cols, double smoothness,
                           Eigen::Index stretch)
{
    const double fresh = std::sqrt(1 - smoothness * smoothness);
    Eigen::MatrixXd out(rows, cols);
    for (Eigen::Index t = 0; t < rows; ++t)
        for (Eigen::Index c = 0; c < cols; ++c) {
            const double noise = random.normal();
            out(t, c) = t % stretch == 0 ? noise : smoothness * out(t - 1, c) + fresh * noise;
        }
    return out;
}

Eigen::MatrixXd toyPicture(Eigen::Index side)
{
    constexpr double kRadius = 0.28;
    constexpr double kStripes = 6;
    return Eigen::MatrixXd::NullaryExpr(side, side, [side](Eigen::Index row, Eigen::Index column) {
        const double x = (static_cast<double>(column) + 0.5) / static_cast<double>(side);
        const double y = (static_cast<double>(row) + 0.5) / static_cast<double>(side);
        if (std::hypot(x - 0.4, y - 0.4) < kRadius)
            return 1.0;
        if (y > 0.75)
            return std::fmod(kStripes * x, 2) < 1 ? 0.9 : 0.1;
        return 0.5 * x;
    });
}

Eigen::MatrixXd squarePicture(const Eigen::MatrixXd& picture, Eigen::Index side)
{
    const Eigen::MatrixXd taken =
        Eigen::MatrixXd::NullaryExpr(side, side, [&](Eigen::Index row, Eigen::Index column) {
            return picture(row * picture.rows() / side, column * picture.cols() / side);
        });
    const double least = taken.minCoeff();
    const double range = taken.maxCoeff() - least;
    return range > 0 ? Eigen::MatrixXd((taken.array() - least) / range) : Eigen::MatrixXd::Zero(side, side);
}

Eigen::MatrixXd pixelFeatures(Random& random, const Eigen::MatrixXd& picture, Eigen::Index cols,
                              double smoothness)
{
    constexpr double kWaves = 2.5; ///< deviation of the phase from black to white, or across the picture
    const Eigen::Index side = picture.rows();
    Eigen::MatrixXd features(side * side, cols);
    for (Eigen::Index c = 0; c < cols; ++c) {
        const double scale = (1 - smoothness) * kWaves;
        const double brightness = scale * random.normal();
        const double down = scale * random.normal() / static_cast<double>(side);
        const double right = scale * random.normal() / static_cast<double>(side);
        const double phase = 2 * std::numbers::pi * random.uniform();
        for (Eigen::Index pixel = 0; pixel < features.rows(); ++pixel) {
            const Eigen::Index row = pixel / side;
            const Eigen::Index column = pixel % side;
            features(pixel, c) = std::numbers::sqrt2 * std::cos(brightness * picture(row, column) +
                                                                down * static_cast<double>(row) +
                                                                right * static_cast<double>(column) + phase);
        }
    }
    return features;
}

} // namespace kaba
